"""How old somebody is, as people say it."""

import pytest

from tests.bot.reading_ages import ages, group


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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("vrouw op kamer 11 (40 ong.) betaalt nooit zelf en wordt gebracht", [40]),
        ("vrouw bij de kassa (ca. 40) kijkt steeds om zich heen en zegt niks", [40]),
        ("man in de garage (45?) slaapt op een matras tussen de banden", [45]),
        ("meisje in de lobby (16 schat ik) wacht elke avond op een andere auto", [16]),
        ("jongen achter de bar (nog geen 16) werkt er elke nacht tot sluit", [16]),
        ("een meneer, ca. 50, slaapt in zijn auto voor het bedrijf zonder loon", [50]),
        ("vrouw (±40) zit elke dag achter de kassa en mag niet naar huis", [40]),
        ("man van +/-50 slaapt in de loods en mag niet naar huis van de baas", [50]),
    ],
)
def test_a_guess_may_stand_before_or_behind_the_number(text: str, found: list[int]) -> None:
    assert ages(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bovenbuurvrouw 28 moest van haar neef met kerels mee voor zijn gokschuld", [28]),
        ("kamermeisje 24 mag nooit alleen naar buiten en krijgt geen loon voor het werk", [24]),
        ("gisteren gecontroleerd, vrouwen 25-35, 12 u per dag, loon gaat naar de schuld", [25, 35]),
        ("kraamzorg hier. moeder zelf nog maar 16, haar verloofde houdt haar paspoort", [16]),
        ("stagiaire in ons hotel, 18 en met hele familie hier, moet haar loon inleveren", [18]),
        ("ja, 16 en helemaal zonder familie het land in gekomen", [16]),
        ("jongen uit eritrea 17 zegt dat hij hier elke nacht auto's poetst", [17]),
        ("client 61 sleeps in his hallway, dealers run his flat and use him", [61]),
        ("17 is ze en ze wordt in het weekend doorgegeven aan anderen", [17]),
        ("drie mannen ingeschreven op hetzelfde adres, ze waren 25, 30 en 31", [25]),
        ("dame uit raam 14 wordt elke avond door dezelfde man opgehaald", []),
        ("kapper in de passage, mannen van 8 tot 10 aan het werk zonder pauze", []),
    ],
)
def test_two_figures_behind_whoever_it_is_are_an_age(text: str, found: list[int]) -> None:
    assert ages(text) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zelf werk ik in tomaten, ik 26. baas houdt mijn id en borg 1500", "adult"),
        ("ik ben 34 ik werk in huis bij familie. ik krijg alleen eten en bed", "adult"),
        ("ik ben 22, ik wil stoppen maar dan laat hij alles aan mijn familie zien", "adult"),
        ("help me pls, they lock the door at night, i am 27 and alone here", "adult"),
        ("ik 16, hij zegt dat ik zijn schuld moet afbetalen met mannen", "minor"),
        ("ik ben 26, deed al een jaar fraude voor ze en wil eruit, wie helpt", "adult"),
        ("i'm 14 they film me doing stuff and now i gotta run bags", "minor"),
        ("ben 35, verkocht mijn eigen nier onder druk en geld nooit gekregen", "adult"),
        ("het is over, ik ben al drie jaar bij hem weg en wil het laten weten", None),
        ("ik 60, woon hier al lang, zie elke nacht busjes met mensen bij de loods", None),
        ("ik ben 41, werk bij de bank en zie dat een klant steeds met een ander komt", None),
    ],
)
def test_who_tells_their_own_story_tells_their_own_age(text: str, expected: str | None) -> None:
    assert group(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gewoon grode kerels, twinnegers", "adult"),
        ("n datteger", "adult"),
        ("vaarentwinneg", "adult"),
        ("zeuventien", "minor"),
        ("jong van viefteen", "minor"),
        ("famke fan 16 wurdt troch har freon meinaam nei mannen", "minor"),
        ("een jaor of viertig denk ik", "adult"),
        ("ze is al oma hoor", "adult"),
        ("allemaal ver in de 70, en ja het gaat nog steeds door", "adult"),
        ("zit in de tweede van het vmbo", "minor"),
        ("nog geen 17, in april pas", "minor"),
        ("19 net als ik", "adult"),
    ],
)
def test_an_age_is_told_in_the_words_of_the_region_or_of_a_school(text: str, expected: str) -> None:
    assert group(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("21 bedoel ik!! niet 12", "adult"),
        ("foutje: hij is geen 12 maar 21, sorry voor de verwarring door mij", "adult"),
        ("hij is 21 in plaats van 12, zo staat het in het dossier nu", "adult"),
        ("20 rather than 15", "adult"),
        ("schrap 16, ze bleek 26", "adult"),
        ("17 zegt haar paspoort, dus geen 40 zoals ik eerst schreef", "minor"),
        ("het gaat niet om dat meisje van 16 maar om haar zus van 19", "adult"),
        ("het gaat niet om het kind van 8 maar om de oppas van 22", "adult"),
        ("niet kamer 12 maar kamer 14, daar liggen ze met zijn allen te slapen", None),
        ("het zijn er geen 12 maar wel 20 die in dat huis wonen met matrassen", None),
        ("ik zag geen 10 auto's maar wel 14, elke nacht weer", None),
        ("hij werkt er niet 12 maar 16 uur per dag en slaapt in de keuken", None),
    ],
)
def test_the_age_that_is_taken_back_does_not_count(text: str, expected: str | None) -> None:
    assert group(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vrouw van 30 moet op de kinderen van 3 en 5 passen en mag niet weg", "adult"),
        ("vrouw (32) past dag en nacht op drie kinderen (4, 6 en 9) zonder loon", "adult"),
        ("nanny, 24, looks after kids of 3 and 6, never paid, they keep her papers", "adult"),
        ("moet op kinderen van 3 en 5 passen en krijgt er niks voor van die familie", None),
        ("buurvrouw van 31 werkt om de schuld van haar broertje van 8 te betalen", "adult"),
        ("moeder van 29, ze dreigen haar zoontje van 4 mee te nemen als ze stopt", "adult"),
        ("meisje van 15 past elke avond op kinderen van 3 en 5 van een familie", "minor"),
        ("moeder van 40 heeft een dochter van 15 die van haar met mannen mee moet", "minor"),
        ("haar broertje van 8 moet bedelen bij het station", "minor"),
    ],
)
def test_young_children_beside_somebody_do_not_make_them_young(
    text: str, expected: str | None
) -> None:
    assert group(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "niet op dit moment, ze is bij dr oma",
        "hoorde ik van de oma, het is nog gaande",
        "ik ben gewoon opa van een jongen",
        "de oma van haar belde mij gisteren op het werk",
    ],
)
def test_a_grandmother_beside_somebody_tells_no_age(text: str) -> None:
    assert group(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "06 heeft de meldkamer",
        "met m'n naam en 06 is prima",
        "lokaal tst 12",
        "flat 17",
        "chalet 41",
        "visserij en het is al acht jaar zo en morgen weer",
        "het is al 12 jaar bezig",
        "noem het twintig jaar balie ervaring, ik rook het",
        "ik werk hier 25 jaar",
        "adrescontrole gedaan, kwekerij blijkt woonadres van 17 thai",
        "het staat onder windkracht 8",
        "mannen 12-16 uur per dag aan het werk in de loods",
    ],
)
def test_a_number_of_a_telephone_a_house_or_a_span_of_years_is_no_age(text: str) -> None:
    assert (group(text), ages(text)) == (None, [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bouwjaar 09", [17]),
        ("geb 12-3-05", [21]),
        ("geboren in 88", [38]),
        ("dame van '91, zegt haar pas, moet alles afgeven", [35]),
        ("geboren op 12 maart", []),
    ],
)
def test_a_year_of_birth_may_be_two_figures(text: str, found: list[int]) -> None:
    assert ages(text) == found
