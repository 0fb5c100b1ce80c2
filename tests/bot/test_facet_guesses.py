"""What a story suggests without saying it: how much such a guess is worth."""

import pytest
from components.facet_guesses import guesses
from components.text_model import Document, TextModel, TextModelSettings

TOLD = "een vrouw moet elke avond mee"


def _models() -> dict[str, TextModel]:
    documents = [Document(TOLD), Document("een vrouw krijgt geen cent")]
    settings = TextModelSettings(min_documents=1, strength=1000.0)
    return {"exploitation_form": TextModel(settings).fit(documents, ["sexual", "labour"])}


def _worth(*hints: str, limit: float = 0.5) -> list[tuple[object, float]]:
    document = Document(TOLD, hints)
    found = guesses(document, _models(), {"exploitation_form": limit, "none": limit}, [])
    return [(fact.value, round(fact.confidence, 2)) for fact in found]


@pytest.mark.parametrize(
    ("hints", "worth"),
    [
        (("cue_sexual",), 0.99),
        (("exploitation_form_sexual_strong",), 0.99),
        ((), 0.74),
        (("cue_labour",), 0.74),
    ],
)
def test_a_form_of_which_no_word_stands_is_worth_less(hints: tuple[str, ...], worth: float) -> None:
    ((form, found),) = _worth(*hints)
    assert (form, found) == ("sexual", pytest.approx(worth, abs=0.02))


def test_a_guess_below_its_limit_stays_unsaid() -> None:
    assert _worth("cue_sexual", limit=1.0) == []
