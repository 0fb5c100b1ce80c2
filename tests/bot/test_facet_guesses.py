"""What a story suggests without saying it: how much such a guess is worth."""

import pytest
from components.facet_guesses import guess_label, guesses, learns_from
from components.facet_rules import denied_codes, load_facets
from components.facts import Fact
from components.lookups import LOOKUPS
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


SHORT = "elke avond mee"


@pytest.mark.parametrize(("told", "guessed"), [((), ["sexual"]), (("adjacent_concern",), [])])
def test_a_short_answer_is_guessed_where_the_rules_read_nothing(
    told: tuple[str, ...], guessed: list[str]
) -> None:
    facts = [Fact(name, "fraud", 0, 5) for name in told]
    limits = {"exploitation_form": 0.5, "none": 0.5}
    found = guesses(Document(SHORT, ("cue_sexual",)), _models(), limits, facts)
    assert [fact.value for fact in found] == guessed


@pytest.mark.parametrize(("words", "learnt"), [(14, True), (15, False)])
def test_who_tells_it_is_learnt_from_answers_and_not_from_stories(words: int, learnt: bool) -> None:
    text = " ".join(["woord"] * words)
    assert learns_from("role", text) is learnt
    assert learns_from("exploitation_form", text)


def test_a_guess_below_its_limit_stays_unsaid() -> None:
    assert _worth("cue_sexual", limit=1.0) == []


@pytest.mark.parametrize(
    ("labelled", "intent", "label"),
    [
        ({"confirms": "yes"}, "affirm", "yes"),
        ({"confirms": "yes", "age_group": "adult"}, "affirm", "yes"),
        ({}, "affirm", "yes"),
        ({"ongoing": "yes"}, "affirm", None),
        ({}, "thanks", None),
        ({"age_group": "adult"}, "change_answer", "unknown"),
        ({}, "stop", "unknown"),
    ],
)
def test_that_the_summary_is_sent_is_learnt_from_replies_to_it_and_a_bare_yes(
    labelled: dict[str, str], intent: str, label: str | None
) -> None:
    assert guess_label("confirm_summary", labelled, intent) == label


@pytest.mark.parametrize(
    ("labelled", "label"),
    [({}, None), ({"danger": "not_acute", "kind": "denied"}, "no"), ({"ongoing": "no"}, "unknown")],
)
def test_what_nobody_labelled_teaches_nothing_of_danger(
    labelled: dict[str, str], label: str | None
) -> None:
    assert guess_label("danger_now", labelled, "deny") == label


def test_a_form_that_is_denied_in_so_many_words_is_not_guessed() -> None:
    facets = load_facets(LOOKUPS / "facets.yml")
    untrue = denied_codes("geen werk en geen seks, hij moet jatten", facets["exploitation_form"])
    assert {"labour", "sexual"} <= set(untrue)
    assert "criminal" not in untrue
