"""Whose age it is, what stands for one, and what only looks like it."""

import pytest

from tests.bot.reading_ages import group


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kwekerij, 4 roemenen allen 40+, loon ingehouden, papieren in de kluis", "adult"),
        ("balie. poolse vr., 31, wil op een adres waar al 11 pers. staan", "adult"),
        ("mnl. 16, rijdt elke nacht rond met pakketjes voor een ander", "minor"),
        ("hij liep net weg. is trouwens pas 19, en hij gaat er straks weer heen", "adult"),
        ("she is by the way only 22, and she has to hand over everything she earns", "adult"),
        ("in de kelder zat iemand die niks wilde zeggen, 22 volgens zijn paspoort, bang", "adult"),
        ("volgens zijn id 34, maar hij weet niet waar hij woont of voor wie hij werkt", "adult"),
        ("one of our girls at the club, fourteen, came back with two new phones", "minor"),
        ("mijn achterbuurvrouw, vierenveertig, mag van haar zwager de deur niet uit", "adult"),
        ("zai is drijentwinneg het ze mie verteld", "adult"),
        ("nacht punt man van tegen de zestig levert alles in bij twee broers punt", "adult"),
        ("hij is net opa geworden, liet nog een foto zien", "adult"),
        ("vrouw hieronder geen kind", "adult"),
        ("2 kids met een accordeon bij de winkel, een man int het bekertje", "minor"),
        ("vrouw heeft 2 kinderen en moet elke avond werken voor de man van haar zus", None),
        ("vrouw heeft twee kinderen en moet elke avond werken voor de man van haar zus", None),
        ("er liggen zes tandenborstels en er wonen drie kinderen in die schuur", "minor"),
        ("er zijn twee kinderen die daar elke dag tot laat aan het werk zijn", "minor"),
        ("middelbare school leeftijd", "minor"),
        ("van de lagere school", "minor"),
        ("primary school age", "minor"),
    ],
)
def test_an_age_is_told_in_notes_papers_and_asides(text: str, expected: str | None) -> None:
    assert group(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("een meisje heeft n 'manager' van 24 die haar account beheert en alles int", None),
        ("een meisje heeft n 'manager' van 24 die haar account beheert. ze is 15", "minor"),
        ("leerling heeft een sugardaddy van 51 die wil dat ze met zijn maten meegaat", None),
        ("collega van 22 heeft een coach van 45 die al haar geld int", "adult"),
    ],
)
def test_the_age_of_who_runs_somebody_is_not_theirs(text: str, expected: str | None) -> None:
    assert group(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17 nog, in maart achttien", "minor"),
        ("zeventien nog hoor", "minor"),
        ("over twee maanden 18", "minor"),
        ("volgende maand 18", "minor"),
        ("vorige maand 18 geworden", "adult"),
        ("in maart 18 geworden", "adult"),
        ("leerling, 17, verkoopt vapes. o nee vorige week jarig geweest, 18 dus", "adult"),
        ("17 dacht ik, is vorige week jarig geweest dus 18", "adult"),
        ("het is een jongen van 17, hij is zondag jarig en wordt dan 18 jaar", "minor"),
    ],
)
def test_a_birthday_to_come_makes_nobody_older_and_one_gone_by_does(
    text: str, expected: str
) -> None:
    assert group(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ergens tussen puber en dertig, ik durf het niet te zeggen",
        "tussen tiener en twintiger in",
        "puber of begin twintig, lastig te zien",
        "tiener of jongvolwassen",
        "somewhere between a teenager and thirty",
    ],
)
def test_words_on_both_sides_of_eighteen_leave_it_open(text: str) -> None:
    assert group(text) == "unknown"


def test_young_people_and_grown_ups_together_are_no_doubt() -> None:
    assert group("in die loods slapen pubers en volwassenen door elkaar") is None


@pytest.mark.parametrize(
    "text",
    [
        "ja kind, doe maar",
        "ja man gister nog",
        "nee man, niks",
        "rot op man",
        "tussen twee afspraken door, half elf is goed",
        "kwart over tien",
    ],
)
def test_who_is_spoken_to_and_the_hour_of_a_clock_tell_no_age(text: str) -> None:
    assert group(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ze zegt niks, ze heeft alleen ineens een vriend van 27 met een appartement", None),
        ("she says little, she has a boyfriend of 26 who pays for everything she wears", None),
        ("she's 14 w/ a new phone and nails, someone picks her up after school", "minor"),
        ("ik ben 15 en moet voor een jongen dingen in mijn kluisje bewaren", "minor"),
        ("my uncle says i must give a kidney to his client, im 17", "minor"),
        ("bleek jonger, 15 pas", "minor"),
        ("iemand (lvb, 54) zijn huis is overgenomen door dealers die er slapen", "adult"),
        ("een moeder belde, haar zoon (12!) had iets zwaars onder zijn bed liggen", "minor"),
        ("mijn tante 48 tekende iets in een taal die zij niet lezen kan", "adult"),
        ("kan 16 zijn maar ook 25", "unknown"),
        ("bewoonster, getrouwd, 2 kinderen, wil het zelf niet melden bij iemand", None),
    ],
)
def test_the_age_of_a_boyfriend_or_of_oneself_is_known_by_who_tells_it(
    text: str, expected: str | None
) -> None:
    assert group(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vorige klant is net weg. man van 43 aan mijn loket, zijn id ligt bij de baas", "adult"),
        ("zes vrouwen rond de 35 komen elke week binnen met een heer die alles regelt", "adult"),
        (
            "op de zolder zitten meisjes, alle vijf volwassen, ze komen nooit buiten overdag",
            "adult",
        ),
        ("er slapen elf kerels in dat huis. grown men, some older than me", "adult"),
        ("jongen uit mijn klas (3 havo, 15) rijdt rond bij 2 gasten van begin 20", "minor"),
        ("brugklasser brengt elke avond pakjes weg voor een jongen van 21, hij is bang", "minor"),
        (
            "meisje van 14 wordt op vrijdag aan vrienden van een 24-jarige gegeven, zegt ze toch",
            "minor",
        ),
        ("leerling klas 2 blijft weg, een volwassene wacht buiten bij de poort op haar", "minor"),
    ],
)
def test_whom_a_story_is_about_counts_and_not_who_stands_beside(text: str, expected: str) -> None:
    assert group(text) == expected


@pytest.mark.parametrize("text", ["new pupil never says where home is, two adults signed for her"])
def test_grown_ups_beside_a_pupil_tell_no_age(text: str) -> None:
    assert group(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("die van 17 was de andere, deze zijn allemaal boven de 20", "adult"),
        ("ho stop, die van 15 is haar zusje, zij zelf is 20", "adult"),
        ("blijkt 17 te zijn, ik zei 19", "minor"),
        ("17 was fout, hij werd in mei 18", "adult"),
        ("scratch the 17, her card says 1998", "adult"),
        ("hij lijkt 15 maar zijn pas zegt 21, sjouwt dozen voor een neef", "adult"),
    ],
)
def test_an_age_that_is_put_right_counts(text: str, expected: str) -> None:
    assert group(text) == expected


def test_looks_without_papers_stay_what_they_are() -> None:
    assert group("looks 14 but says 19") == "minor"
