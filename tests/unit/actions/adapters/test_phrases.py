"""What the plain words of a message do, by the shipped lists."""

import pytest

from actions.adapters.phrases import Phrases
from actions.conversation import DATA
from actions.domain.codes import Question

PHRASES = Phrases.from_files(
    DATA / "phrases.yml", DATA / "answers.yml", DATA / "answers_anywhere.yml"
)


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("nee, nu zit hij in de klas", "danger_now", "no"),
        ("Niet op dit moment", "danger_now", "no"),
        ("ze zijn alweer weg", "danger_now", "no"),
        ("ja en ze is 15", "ongoing", "yes"),
        ("afgelopen", "ongoing", "no"),
        ("afgelopen nacht nog", "ongoing", "yes"),
        ("nee, niet opgehouden", "ongoing", "yes"),
        ("ik ben bang van wel", "ongoing", "yes"),
        ("geen van die, ik weet het gewoon niet", "exploitation_form", "unknown"),
        ("volgende vraag", "age_group", "unknown"),
        ("gelezen in een dossier", "source", "heard"),
        ("mezelf", "source", "seen"),
        ("geen", "exploitation_form", "none"),
        ("nee, bel me niet", "contact", "unknown"),
        ("verstuur maar", "confirm_summary", "yes"),
        ("goed, maar haal eerst mijn naam eruit graag", "confirm_summary", None),
        ("vertrouwelijk", "disclosure", "confidential"),
        ("nee geen idee", "exploitation_form", "unknown"),
        ("tja, anoniem dan", "disclosure", "anonymous"),
        ("nee stop", "confirm_summary", "no"),
        ("ja de volgende klant staat er al", "confirm_summary", "yes"),
        ("in orde", "confirm_summary", "yes"),
        ("ja, maar haal mijn naam er dan uit", "confirm_summary", None),
        ("ja of toch niet helemaal zo denk ik", "confirm_summary", None),
        ("goed zo, weg ermee", "confirm_summary", "yes"),
        ("laat maar", "contact", "unknown"),
        ("verstuur nog niet", "confirm_summary", None),
        ("stuur maar niet", "confirm_summary", None),
        ("ok stop", "confirm_summary", None),
        ("ja, wacht", "confirm_summary", None),
        ("send, no don't", "confirm_summary", None),
        ("meisje van 16", "source", None),
        ("nee", "source", None),
        ("-", "age_group", "unknown"),
        ("🤷", "source", "unknown"),
        ("...", "source", None),
        ("-", "danger_now", None),
        ("👍", "confirm_summary", "yes"),
        ("👍", "disclosure", None),
        ("stuur maar, baat het niet", "confirm_summary", "yes"),
        ("zeg maar niet dat ik het was, stuur het niet", "confirm_summary", None),
        ("it's happening to me", "source", "seen"),
        ("acuut gevaar? nee. treurig: ja", "danger_now", "no"),
        ("voor wie? voor niemand", "danger_now", "no"),
        ("gevaar? ja, hij staat hier", "danger_now", "yes"),
        ("hij zit achter slot en grendel en zij zit bij ons. Nee dus.", "danger_now", "no"),
        ("hij is met de bus terug en dat mag ook niet. maar gevaar nee", "danger_now", "no"),
    ],
)
def test_the_first_words_answer_the_open_question(
    text: str, question: str, answer: str | None
) -> None:
    assert PHRASES.leading_answer(text, question) == answer


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("moeder zegt dat hij pakjes moet wegbrengen", "heard"),
        ("er stond een man naast haar", "seen"),
        ("he told me he has to steal", "heard"),
        ("vrouw werkt zonder loon", None),
    ],
)
def test_an_account_says_how_it_is_known(text: str, source: str | None) -> None:
    assert PHRASES.implied_source(text) == source


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("ja, maar niet doorvertellen", "disclosure", "confidential"),
        ("niemand anders dan de functionaris", "disclosure", "confidential"),
        ("hou mij hier erbuiten graag", "disclosure", "anonymous"),
        ("natuurlijk niet", "disclosure", "anonymous"),
        ("daar heb ik niks op tegen", "disclosure", "named"),
        ("kan niet bellen, zij kijken telefoon. sla over", "contact", "unknown"),
        ("zn broer zei t", "source", "heard"),
        ("voor zover ik weet niet", "danger_now", "no"),
        ("hoop van niet", "ongoing", "unknown"),
        ("ja kan zo weg hoor", "confirm_summary", "yes"),
        ("ja kan zo niet weg", "confirm_summary", None),
        (
            "ik heb lang getwijfeld en er met mijn man over gepraat, laat me erbuiten",
            "disclosure",
            None,
        ),
    ],
)
def test_the_core_of_a_short_answer_counts_wherever_it_stands(
    text: str, question: str, answer: str | None
) -> None:
    assert PHRASES.leading_answer(text, question) == answer


def test_who_keeps_silent_told_nothing() -> None:
    assert PHRASES.implied_source("met nieuwe schoenen thuis en zegt niks") is None
    assert PHRASES.implied_source("niemand zei wat, mijn gevoel zegt meld het toch") is None


@pytest.mark.parametrize("text", ["oh wacht, hij is 19", "sorry correctie", "nee westerwolde"])
def test_words_that_take_something_back(text: str) -> None:
    assert PHRASES.corrects(text, Question.SOURCE)


@pytest.mark.parametrize(
    "text", ["wat bedoel je?", "hoe bedoel je", "Snap de vraag niet", "ik begrijp het niet hoor"]
)
def test_a_short_message_asks_what_the_question_means(text: str) -> None:
    assert PHRASES.asks_meaning(text)


@pytest.mark.parametrize(
    "text",
    [
        "ze begrijpt het niet",
        "hij bedoelt het goed",
        "i don't understand why she lives there with twelve other women in one room",
    ],
)
def test_what_somebody_tells_asks_no_such_thing(text: str) -> None:
    assert not PHRASES.asks_meaning(text)


@pytest.mark.parametrize(
    ("text", "municipal"),
    [("ik werk bij de gemeente", True), ("ambtenaar", True), ("ik werk aan de balie", False)],
)
def test_the_municipality_is_half_an_answer(text: str, municipal: bool) -> None:
    assert PHRASES.is_municipal(text) is municipal


def test_a_no_to_a_question_of_yes_or_no_takes_nothing_back() -> None:
    assert not PHRASES.corrects("nee, hij is op zijn werk", Question.DANGER_NOW)


@pytest.mark.parametrize("text", ["wie ziet dit", "Mag dat van de AVG", "is dat zo?", "can i stop"])
def test_a_question_is_one_without_its_mark(text: str) -> None:
    assert PHRASES.asks(text)


def test_a_statement_asks_nothing() -> None:
    assert not PHRASES.asks("alleen de aandachtsfunctionaris mag het weten")


def test_an_opening_of_empty_words_says_nothing() -> None:
    assert PHRASES.says_nothing("Goedemorgen, ik wil iets melden!")
    assert not PHRASES.says_nothing("ik wil een man melden")
    assert not PHRASES.says_nothing("…")


def test_who_tells_of_themself() -> None:
    assert PHRASES.tells_as_victim("mijn baas heeft mijn paspoort")
    assert not PHRASES.tells_as_victim("haar baas heeft haar paspoort")
    assert PHRASES.is_about_self("nee, ik werk bij leerplicht")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("nee", "anonymous"),
        ("nee liever niet", "anonymous"),
        ("liever niet", "anonymous"),
        ("nee niet meer, de politie is er nu", None),
        ("alleen de aandachtsfunctionaris mag dat van mij weten", "confidential"),
    ],
)
def test_one_word_answers_the_question_about_the_name_in_a_short_message_only(
    text: str, answer: str | None
) -> None:
    assert PHRASES.leading_answer(text, Question.DISCLOSURE) == answer


@pytest.mark.parametrize(
    ("text", "tells"),
    [("hij is 19", True), ("16 jaar", True), ("toestel 12", False), ("Jan, kamer 14", False)],
)
def test_an_age_is_told_in_words_and_a_number_alone_tells_none(text: str, tells: bool) -> None:
    assert PHRASES.tells_age(text) is tells


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Geen dwang. Ze verdienen te weinig.", True),
        ("nobody is forced, they are free to go", True),
        ("hij zegt dat niemand gedwongen wordt", False),
        ("volgens de baas geen dwang", False),
        ("hij dwingt haar", False),
    ],
)
def test_only_the_reporter_can_deny_that_somebody_is_forced(text: str, denied: bool) -> None:
    assert PHRASES.denies_coercion(text) is denied


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("??", Question.AGE_GROUP, "unknown"),
        ("...", Question.SOURCE, None),
        ("??", Question.DANGER_NOW, None),
        ("??", Question.CONFIRM_SUMMARY, None),
        ("doet er niet toe", Question.ROLE, "unknown"),
        ("nooit gezien", Question.AGE_GROUP, "unknown"),
        ("haar eigen verhaal", Question.SOURCE, "heard"),
        ("eigen ogen", Question.SOURCE, "seen"),
        ("bijna elk weekend", Question.ONGOING, "yes"),
        ("not right this second", Question.DANGER_NOW, "no"),
    ],
)
def test_a_shrug_or_a_short_answer_in_other_words_answers(
    text: str, question: Question, answer: str | None
) -> None:
    assert PHRASES.leading_answer(text, question) == answer
