"""How old somebody is, as people say it."""

from pathlib import Path

import pytest
from components.age_rules import age_facts, load_age_words

LOOKUPS = Path(__file__).resolve().parents[2] / "bot" / "data" / "lookups"
WORDS = load_age_words(LOOKUPS / "ages.yml")


def group(text: str) -> str | None:
    found = [f.value for f in age_facts(text, WORDS, this_year=2026) if f.name == "age_group"]
    return str(found[0]) if found else None


def ages(text: str) -> list[object]:
    return [f.value for f in age_facts(text, WORDS, this_year=2026) if f.name == "age"]


@pytest.mark.parametrize(
    "text",
    [
        "16 jaar",
        "meisje van 15",
        "zeventien",
        "twee jongens van 16 en 17",
        "R. (15) heeft ineens drie telefoons",
        "jongen 15 rijdt rond met pakketjes",
        "15-jarige",
        "klas 3",
        "havo 4",
        "pubermeisje",
        "kindje",
        "geboren in 2009",
        "nog geen 18",
        "onder de 18 denk ik",
        "ze wordt in mei 18",
        "she's 16 i think",
        "a 14 year old boy",
        "een man van 45 met een meisje van 15",
        "ze is 15 en hij is haar vriend van 23",
        "ik bedoelde 16 niet 26",
        "lln van 15 komt te laat en wil niets zeggen",
        "collega hoorde net dat hij pas 16 is",
        "die leeftijd nog: 14 stond er op zijn pas",
        "ik ben 16 en mijn vriend wil dat ik met anderen meega",
        "zijn ouders wonen ver weg en hij is hier alleen, 16",
        "twee zusjes uit onze groep (14/15) moesten in dat huisje wachten",
        "een peuter loopt elke ochtend met een ander mee",
    ],
)
def test_somebody_under_eighteen_is_a_minor(text: str) -> None:
    assert group(text) == "minor"


@pytest.mark.parametrize(
    "text",
    [
        "twintiger",
        "volwassen",
        "studente",
        "hij is geen 17 meer, hij is 19",
        "stukadoor van 44 krijgt al weken niets",
        "my cousin, 27, pays him every week",
        "zes lassers (30+) in een caravan",
        "allebei ouder dan 30",
        "plukkers van 20 tot 45",
        "hij wordt 31",
        "een man van half de twintig",
        "26, moet alles afgeven aan haar vriend",
        "client lvb 35 kwam met een litteken terug",
        "man (34) vertelde aan de balie dat iemand hem bracht",
        "tussen de 25 en 45 gok ik",
        "oh wacht, hij is 19",
        "nee 19",
        "achttien",
        "geboren in 1988",
        "in her thirties",
        "eind dertig",
    ],
)
def test_somebody_of_eighteen_or_more_is_an_adult(text: str) -> None:
    assert group(text) == "adult"


@pytest.mark.parametrize("text", ["16 of 22", "tussen 16 en 25", "leeftijd onbekend"])
def test_a_guess_on_both_sides_of_eighteen_stays_open(text: str) -> None:
    assert group(text) == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "zij is twee jaar geleden door hem verbrand, zegt ze",
        "het speelde al 12 jaar daar in die straat achter het station",
        "hij slaapt boven de zaak aan de kerkstraat, 17",
        "bij een oude dame woont een hulp die nooit naar buiten mag",
        "aan balie 5 stond weer dezelfde persoon met papieren van anderen",
        "huisnummer 17 om 16 uur, er kwamen 14 mensen naar buiten vandaag",
    ],
)
def test_a_number_that_is_no_age_tells_none(text: str) -> None:
    assert (group(text), ages(text)) == (None, [])


def test_the_age_of_the_reporter_is_not_kept() -> None:
    told = "ik ben 34 en zag een meisje van een jaar of veertien met haar vriend van 23"
    assert ages(told) == [14, 23]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mn dochter van 16 krijgt appjes van hem", "minor"),
        ("vrouw van rond de 40 doet daar het huishouden", "adult"),
        ("kid in my class, 14, works nights", "minor"),
        ("in elk geval geen minderjarige", "adult"),
        ("ze wordt pas over een half jaar 18", "minor"),
        ("moet nu 2 jaar zonder loon werken, een volwassen vent", "adult"),
        ("een jonge klant durfde niets te zeggen", None),
        ("de vrouw die er zit komt nooit buiten zonder hem", None),
        ("van een collega", None),
        ("school", None),
    ],
)
def test_an_age_is_what_a_number_or_a_word_of_age_tells(text: str, expected: str | None) -> None:
    assert group(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "mannen 12 stuks in een huis",
        "jongen 10 keer gezien",
        "man 24/7 aan het werk",
        "een boete van 90 euro",
        "een schuld van 30.000 aan die man",
        "zij bakt daar brood van 22 tot 10",
        "om half elf stond hij er nog",
        "man, rond de 1.80",
        "de au pair van 5 huizen verderop",
    ],
)
def test_a_number_behind_a_person_that_counts_something_is_no_age(text: str) -> None:
    assert ages(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("op zn pas stond 2012 als geboortejaar", "minor"),
        ("op zijn id staat 17", "minor"),
        ("20 stond er op de id", "adult"),
        ("chauffeur, ik denk 50, slaapt al maanden in zn cabine op het terrein", "adult"),
        ("mijn client, man van 51, wordt gedwongen om een nier af te staan aan een ander", "adult"),
        ("oh nee dat was haar zus, zij is zelf pas 16", "minor"),
        ("vrouw van middelbare leeftijd", "adult"),
        ("mid 20s", "adult"),
        ("weet geen leeftijd", "unknown"),
        ("op dit moment niet, hij is bij opa", None),
        ("oma moet elke dag pakjes wegbrengen", "adult"),
    ],
)  # fmt: skip
def test_an_age_stands_on_papers_or_in_a_guess(text: str, found: str | None) -> None:
    assert group(text) == found
