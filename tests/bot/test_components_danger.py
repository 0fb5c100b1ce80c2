"""Immediate danger by words alone, with what takes it back."""

from pathlib import Path

import pytest
from components.danger_decision import DangerThresholds, judge_danger
from components.danger_rules import DangerReading, load_danger_lexicon, read_danger
from components.text_model import Document, TextModel, TextModelSettings

LEXICON = load_danger_lexicon(
    Path(__file__).resolve().parents[2] / "bot" / "data" / "lookups" / "danger.yml"
)
THRESHOLDS = DangerThresholds(0.45, 0.55, in_firm_context=0.9, in_middle_context=0.7)


def acute(text: str) -> bool:
    return judge_danger(text, LEXICON, None, THRESHOLDS).acute


@pytest.mark.parametrize(
    "text",
    [
        "er staat nu een man met een mes aan de balie",
        "ze reageert niet meer",
        "hij slaat haar",
        "hij zegt dat hij haar vanavond vermoordt",
        "she is locked in the basement right now",
        "ze wil vanavond van het dak springen",
        "hij bloedt en mag van de baas niet naar het ziekenhuis",
        "he is pointing a gun at her",
        "ja ze is nu in gevaar",
        "mes!",
        "hij knijpt haar keel dicht",
        "hai slagt heur",
        "ze zoeken me en ik zit verstopt onder het bed",
        "vorig jaar ook al maar nu heeft hij een mes",
        "he is strangling her",
        "zijn vest hing open en ik zag de greep van iets in zijn broeksband",
        "he pulled his shirt up and i saw the grip",
        "hij zegt dat ze het eind van de dag niet haalt",
        "they told him he won't live until morning",
        "ze heeft de hele strip ingenomen",
        "my sister swallowed the whole box",
    ],
)
def test_danger_now_raises_the_alarm(text: str) -> None:
    assert acute(text)


@pytest.mark.parametrize(
    "text",
    [
        "de politie is vorige week geweest, hij had een mes getrokken",
        "nee, geen gevaar",
        "hij slaat haar niet",
        "stel dat iemand nu een mes trekt, wat doe ik dan?",
        "in de serie wordt een meisje nu neergestoken",
        "de hond van de buren bloedt nu",
        "wat is de status van mijn melding",
        "ze werkt nu in de keuken met een mes",
        "de boodschappen liggen nu in de kofferbak",
        "dat slaat nergens op",
        "hij reageert niet op mijn mail",
        "ik schrok me dood vandaag",
    ],
)
def test_what_is_past_denied_imagined_or_shown_does_not(text: str) -> None:
    assert not acute(text)


def test_the_context_only_takes_danger_back_where_the_model_agrees() -> None:
    documents = [Document(word) for word in ("mes bloed", "mes", "paspoort", "paspoort balie")]
    labels = ["acute", "acute", "other", "other"]
    settings = TextModelSettings(min_documents=1, strength=1000.0)
    model = TextModel(settings).fit(documents, labels)
    verdict = judge_danger("vorige week mes bloed mes", LEXICON, model, THRESHOLDS, 0.9)
    assert (verdict.acute, "past" in verdict.cleared_by, "model" in verdict.reasons) == (
        True,
        True,
        True,
    )


def test_a_stored_model_answers_as_the_one_that_was_trained(tmp_path: Path) -> None:
    documents = [Document("ja graag", ("yes",)), Document("nee", ()), Document("stop", ())]
    model = TextModel(TextModelSettings(min_documents=1)).fit(documents, ["a", "b", "c"])
    model.save(tmp_path)
    stored = TextModel.load(tmp_path)
    expected = model.probabilities(Document("ja stop"))
    assert stored.probabilities(Document("ja stop")) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    "text",
    [
        "hij slaat haar als hij gedronken heeft",
        "de ambulance is al weg, ze bloedde en ligt in het ziekenhuis",
        "hij had een wapen en is gisteren opgepakt",
    ],
)
def test_what_is_resolved_or_happens_now_and_then_is_firmly_cleared(text: str) -> None:
    assert read_danger(text, LEXICON).firmly_cleared


def test_what_comes_back_is_not_cleared() -> None:
    assert not read_danger("hij is opgepakt maar staat nu voor me", LEXICON).firmly_cleared


@pytest.mark.parametrize(
    ("text", "danger_intent", "expected"),
    [
        ("mes bloed", 0.0, False),
        ("mes bloed", 0.3, True),
        ("paspoort balie", 0.7, False),
        ("vorige week mes bloed", 0.05, False),
        ("vorige week mes bloed", 0.9, True),
    ],
)
def test_both_models_count_for_half(text: str, danger_intent: float, expected: bool) -> None:
    documents = [Document(word) for word in ("mes bloed", "mes", "paspoort", "paspoort balie")]
    labels = ["acute", "acute", "other", "other"]
    settings = TextModelSettings(min_documents=1, strength=5.0)
    model = TextModel(settings).fit(documents, labels)
    verdict = judge_danger(text, LEXICON, model, THRESHOLDS, danger_intent)
    assert verdict.acute is expected


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("een man voert steeds het woord en houdt haar paspoort bij zich, zij kijkt weg", True),
        ("hij doet het woord en zij vormt met haar lippen help me", False),
        ("zij kijkt naar de grond, er loopt bloed langs haar been", False),
    ],
)
def test_who_is_only_spoken_for_is_a_worry_and_no_emergency(text: str, holds: bool) -> None:
    assert ("spoken_for" in read_danger(text, LEXICON).cleared_by) is holds


@pytest.mark.parametrize(
    ("text", "middle_cleared"),
    [
        ("vrouw van 41 staat haar loon af en hij slaat haar", True),
        ("jongen (16) bewaart tassen, weigeren mag niet", True),
        ("ze moet van haar oom elke euro inleveren", True),
        ("he hits them if they complain", True),
        ("een meisje van 15 wordt nu een auto in getrokken", False),
        ("overmorgen brengen ze haar de grens over, zij is 14", False),
        ("hij slaat haar", False),
    ],
)
def test_a_case_that_is_told_names_no_moment(text: str, middle_cleared: bool) -> None:
    assert read_danger(text, LEXICON).middle_cleared is middle_cleared


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("de eigenaar slaat hem, maar nu op dit moment gebeurt er niets", True),
        ("niet op dit moment, hij zit bij ons binnen", True),
        ("not right now, she is with us", True),
        ("ze ademt nu niet", False),
        ("op dit moment niet, hij komt eraan met een mes", False),
    ],
)
def test_who_says_not_now_means_it_unless_somebody_does_not_breathe(text: str, holds: bool) -> None:
    assert ("not_now" in read_danger(text, LEXICON).cleared_by) is holds


@pytest.mark.parametrize(
    ("cleared_by", "limit"),
    [({}, 0.45), ({"middle_cleared": True}, 0.7), ({"firmly_cleared": True}, 0.9)],
)
def test_a_case_that_is_told_needs_more_than_a_mere_suspicion(
    cleared_by: dict[str, bool], limit: float
) -> None:
    reading = DangerReading((), (), ("some",) if cleared_by else (), (), **cleared_by)
    assert THRESHOLDS.limit(reading) == limit


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("er ligt een dode zwaan langs het water", True),
        ("hij liet de hond op haar los en ze bloedt", False),
        ("ik hoor honden achter me", False),
    ],
)
def test_an_animal_and_nobody_else_is_no_emergency(text: str, holds: bool) -> None:
    assert ("animal_alone" in read_danger(text, LEXICON).cleared_by) is holds


@pytest.mark.parametrize(
    ("read_as", "fired", "limit"),
    [
        ("ask_question", ("weapon",), 0.7),
        ("thanks", (), 0.7),
        ("thanks", ("weapon",), 0.45),
        ("report_signal", (), 0.45),
        ("danger_now", (), 0.45),
    ],
)
def test_what_reads_as_a_question_or_chatter_needs_more(
    read_as: str, fired: tuple[str, ...], limit: float
) -> None:
    reading = DangerReading(fired, (), (), ())
    assert THRESHOLDS.limit(reading, read_as) == limit


@pytest.mark.parametrize(
    ("text", "context", "holds"),
    [
        ("nee hoor, er zit niemand vast, de sleutel was kwijt", "plainly_denied", True),
        ("nobody is locked in, they went for groceries", "plainly_denied", True),
        ("hij is niet gewond, hij was geschrokken", "plainly_denied", True),
        ("de man bij de deur heeft geen wapen bij zich", "no_weapon", True),
        ("hij heeft geen wapen maar hij slaat haar nu", "no_weapon", False),
        ("they had no knife", "no_weapon", True),
        ("ze is niet opgesloten maar hij slaat haar", "plainly_denied", False),
        ("niemand vastgehouden hier, maar hij staat buiten met een mes", "plainly_denied", False),
        ("gisteren 112 gebeld, ze is nu veilig bij haar tante", "resolved", True),
        ("met haar gaat het nu beter, ze krijgt hulp", "resolved", True),
        ("in de casus op school wordt ze vastgebonden", "shown", True),
        ("saw a movie where he locks them up", "shown", True),
        ("hij stuurt een filmpje waarin hij haar vastbindt", "shown", False),
    ],
)
def test_what_is_denied_over_or_shown_is_told_as_such(text: str, context: str, holds: bool) -> None:
    assert (context in read_danger(text, LEXICON).cleared_by) is holds


@pytest.mark.parametrize(
    ("text", "knocks"),
    [
        ("ja, nu klopt het", False),
        ("klopt hoor, stuur maar", False),
        ("er klopt iemand van binnenuit op de deur van de container", True),
        ("ik hoor kloppen achter de wand", True),
    ],
)
def test_what_is_right_does_not_knock(text: str, knocks: bool) -> None:
    assert ("set_knocking" in read_danger(text, LEXICON).hints) is knocks


@pytest.mark.parametrize(("when", "account"), [("just ", False), ("last year ", True)])
def test_what_has_just_happened_is_no_case_that_is_told(when: str, account: bool) -> None:
    text = f"two men {when}dragged a boy of about 13 into a van outside our office"
    assert ("account" in read_danger(text, LEXICON).cleared_by) is account


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("drie jaar terug viel daar iemand van het dak, dat kwam in de krant", True),
        ("back in 2019 he pulled a knife on her, he moved abroad", True),
        ("vijf jaar geleden ook al, en hij staat nu met een mes voor de deur", False),
        ("last year he threatened me, he is in the lobby with a knife", False),
        ("een jaar geleden is hij verdwenen, hij belt: ik lig in een kofferbak", False),
        ("back in 2020 they took her baby, they are taking the second one", False),
    ],
)
def test_what_was_years_ago_needs_near_certainty_unless_it_is_here_again(
    text: str, past: bool
) -> None:
    assert read_danger(text, LEXICON).firmly_cleared is past


@pytest.mark.parametrize(
    ("text", "cleared"),
    [
        ("ze kwamen met getrokken messen binnen", ()),
        ("hij zet haar het mes op de keel omdat ze de huur niet heeft", ()),
        ("ik heb gevraagd of hij haar slaat, ze zegt van niet", ("denied",)),
    ],
)
def test_a_drawn_knife_is_no_figure_of_speech_and_a_denial_clears(
    text: str, cleared: tuple[str, ...]
) -> None:
    assert read_danger(text, LEXICON).cleared_by == cleared


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("man met stekwond in zn buik in de stacaravan", "set_severe_injury"),
        ("twee pizzas graag, nee ik kan niet vrij praten", "set_hint_secret"),
    ],
)
def test_what_a_hurried_hand_or_a_listener_leaves_unsaid_is_a_hint(text: str, hint: str) -> None:
    assert hint in read_danger(text, LEXICON).hints


def test_what_stands_on_the_line_before_denies_nothing() -> None:
    assert acute("er is niets\nhij steekt haar neer met een mes")
