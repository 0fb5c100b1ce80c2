"""Ages as people note them down in a hurry, and the numbers beside them that are none."""

import pytest
from components.age_terse import terse_ages

from tests.bot.reading_ages import group


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("spreekuur wijkteam. v 16, kwam te laat binnen en was op van de zenuwen", "minor"),
        ("v. 17 mbo-1, spreekt haar mentor niet meer aan en heeft een tweede telefoon", "minor"),
        ("gesprek gehad met m 34, werkt op een sloopplaats en slaapt daar ook", "adult"),
        ("dat neefje van hiernaast, veertien denk ik, staat om vijf uur al te lossen", "minor"),
        ("de vrouwen boven zijn van veertig plus, ze praten met niemand", "adult"),
        ("het waren er zes, daarvan zijn er 2 van 17 en de rest weet ik niet", "minor"),
        ("22 zei ze, en ze staat daar nu al drie zomers zonder een dag vrij", "adult"),
        ("intake: j. van 16 slaapt bij een oom en staat iedere nacht in de friettent", "minor"),
        ("some of them look younger than 18 to me but i never asked anybody about it", "minor"),
        ("there are six of them, all of them older, the one i spoke to is 26 i think", "adult"),
        ("mijn pupil (wmo, 47) staat sinds mei achter een kraam zonder loon", "adult"),
        ("meisje uit onze straat, 13! , met mannen mee in een auto", "minor"),
        ("er kwam een jongen bij, 18 net, die niet wil zeggen voor wie hij rijdt", "adult"),
        ("twee broertjes uit syrie, 16 allebei, slapen in de bakkerij", "minor"),
        ("de dames zeiden 24 en 31 te zijn", "adult"),
        ("de meiden zeiden 16 en 17 te zijn", "minor"),
        ("i knew her from school, she'd be 16 now, and her picture is on that site", "minor"),
        ("3 vrouwen, 2 van 26 en 1 van 28", "adult"),
        ("zal 50 zijn. ik hoor nu niks meer van boven, het is stil geworden", "adult"),
        ("ze werken bij een bakker en dat is alles wat ik weet. leeftijd: 20ers en 30ers", "adult"),
    ],
)
def test_a_telegram_tells_an_age(text: str, expected: str) -> None:
    assert group(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ja hoor, 12.00u liepen ze er weer",
        "maandag 14.30",
        "nu 20 over 8",
        "het zijn er 12",
        "he's been there 17 years without pay",
        "hij is 17 jaar ouder dan zij",
        "ben bereikbaar op 050-0000000, tussen 9 en 12",
        "hij krijgt 6 jr geen loon van die kennis",
        "dat is al vier jaar zonder één vrije dag, zei ze aan de telefoon tegen mij",
        "ze zijn nu al zes jaar uit elkaar en toch staat hij elke dag voor de deur te wachten",
        "huis verhuurd aan one guy, 11 blokes in it",
        "adres in gebruik als slaapplek v 12 buitenlandse medewerkers van de slachterij",
        "kabaal van balkon 3b, iedere avond weer opnieuw tot diep in de nacht",
    ],
)
def test_hours_years_and_counted_people_are_no_age(text: str) -> None:
    assert group(text) is None


def test_a_note_without_a_person_is_no_age() -> None:
    assert terse_ages("v 16 dagen, m 30 euro, 20+ mannen, er zijn er 3 van 12 kamers leeg") == []


@pytest.mark.parametrize(
    "text",
    [
        "they are four cousins from one village, nobody opens the door",
        "she mops all six restaurants of that man",
        "die gasten dragen elk 30 zakken naar het busje",
        "acht jaar heb ik tegenover die zaak gewoond",
        "dertig, veertig paar laarzen in de gang, en er stond er maar eentje op het adres",
    ],
)
def test_what_is_counted_is_no_age(text: str) -> None:
    assert group(text) is None


@pytest.mark.parametrize(
    "text", ["they are 6 and 9 years old", "hallo ik ben 8 papa doet raar", "all 15, from Guinea"]
)
def test_small_numbers_of_people_are_ages_where_nothing_is_counted(text: str) -> None:
    assert group(text) == "minor"
