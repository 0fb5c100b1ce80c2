"""Facts told in so many words, short or in a story."""

from pathlib import Path

import pytest
from components.age_rules import load_age_words
from components.facet_rules import facet_facts, load_facets, with_form_none

LOOKUPS = Path(__file__).resolve().parents[2] / "bot" / "data" / "lookups"
FACETS = load_facets(LOOKUPS / "facets.yml")
CORRECTIONS = load_age_words(LOOKUPS / "ages.yml").corrections


def told(text: str, facet: str) -> object:
    facts = with_form_none(facet_facts(text, FACETS, CORRECTIONS))
    return next((fact.value for fact in facts if fact.name == facet), None)


@pytest.mark.parametrize(
    ("text", "facet", "value"),
    [
        ("ja gezien", "source", "seen"),
        ("van horen zeggen", "source", "heard"),
        ("onderbuik", "source", "suspicion"),
        ("gaat nog door", "ongoing", "yes"),
        ("is gestopt", "ongoing", "no"),
        ("mijn naam mag", "disclosure", "named"),
        ("niet anoniem", "disclosure", "named"),
        ("liever anoniem", "disclosure", "anonymous"),
        ("zeg ik liever niet, anoniem", "disclosure", "anonymous"),
        ("rather not, anonymous", "disclosure", "anonymous"),
        ("not anonymous", "disclosure", "named"),
        ("alleen de officier", "disclosure", "confidential"),
        ("aan het loket", "setting", "counter"),
        ("op straat", "setting", "street"),
        ("via insta", "setting", "online"),
        ("nee niet aan de balie maar telefonisch", "setting", "phone"),
        ("seks", "exploitation_form", "sexual"),
        ("werk", "exploitation_form", "labour"),
        ("ronselen voor drugs", "exploitation_form", "criminal"),
        ("organ trafficking i think", "exploitation_form", "organ_removal"),
        ("huiselijk geweld", "adjacent_concern", "domestic_violence"),
        ("huiselijk geweld", "exploitation_form", "none"),
        ("ik ben jongerenwerker", "role", "youth_worker"),
        ("i am a neighbour", "role", "resident"),
        ("nagelstudio", "sector", "nail_salon"),
        ("het is een amv uit Eritrea", "unaccompanied_minor", True),
        ("er staan twaalf mensen op een adres", "address_involved", True),
        ("she asks for help", "help_asked", True),
        ("nee hij wil geen hulp", "help_asked", False),
        ("er is geen adres bekend", "address_involved", False),
        ("zijn ouders zijn hier ook", "unaccompanied_minor", False),
        ("aan de woning mankeert niks", "address_involved", False),
        ("niks met adres of inschrijving te maken hoor", "address_involved", False),
        ("het huisnummer is gewoon in orde", "address_involved", False),
        ("die jongens staan nergens ingeschreven", "address_involved", True),
        ("hier verder niemand", "unaccompanied_minor", True),
        ("nobody of her family is here", "unaccompanied_minor", True),
        ("vader en moeder zitten hier in de gang", "unaccompanied_minor", None),
        ("niemand komt bij hem langs", "unaccompanied_minor", None),
        ("vroeg of wij een bed wisten", "help_asked", True),
        ("mag ze hier ergens blijven slapen of schuilen", "help_asked", None),
        ("is there any place where she can go", "help_asked", True),
        ("hulp niet nodig zei hij", "help_asked", False),
        ("alleen u en ik weten dit", "disclosure", "confidential"),
        ("don't write down who i am", "disclosure", "anonymous"),
        ("ik teken ervoor, quote me with name", "disclosure", "named"),
        ("only whoever is the officer may know", "disclosure", "confidential"),
        ("ze zaten aan de keukentafel", "setting", "home_visit"),
        ("hij mag geen ontslag nemen", "exploitation_form", "labour"),
        ("die lui weten waar ik woon", "role", None),
        ("stable, nobody is at risk", "sector", None),
        ("no pay at the farm", "sector", "agriculture"),
        ("Duurt voort.", "ongoing", "yes"),
        ("het is mijzelf gebeurd", "source", "seen"),
        ("naam mag bij de aandachtsfunctionaris, niet verder", "disclosure", "confidential"),
        (
            "hij is hier niet alleen, vader en moeder wonen in dezelfde straat",
            "unaccompanied_minor",
            False,
        ),
        ("ze moet het geld afgeven. ik noem het werk", "exploitation_form", "labour"),
        ("tegelzetter krijgt zijn geld niet", "sector", "construction"),
        ("niet in de horeca, in de bouw", "sector", "construction"),
        ("horeca is het niet", "sector", None),
        ("anoniem, anders doe ik het niet", "sector", None),
        ("ze slaan haar als ze niet voor hen steelt", "sector", None),
        ("tien matrassen op de zolder boven de zaak", "address_involved", True),
        ("ze hoeft geen bed of opvang", "help_asked", False),
        ("hij redt zich wel", "help_asked", False),
        (
            "hij weet niet waar hij vannacht slapen moet, kunnen jullie iets regelen",
            "help_asked",
            True,
        ),
        ("op eigen houtje gekomen", "unaccompanied_minor", True),
        ("niet zelf gezien, de conciërge vertelde het", "source", "heard"),
        ("niks gehoord, gewoon een gevoel", "source", "suspicion"),
        ("stond er met mijn neus bovenop", "source", "seen"),
        ("bollen bakken op de markt", "sector", "hospitality"),
        ("wijzig de leeftijd", "change_slot", "age_group"),
    ],
)
def test_an_answer_is_understood_in_its_own_words(text: str, facet: str, value: object) -> None:
    assert told(text, facet) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("niet opgehouden hoor", "yes"),
        ("nee het is nog lang niet afgelopen", "yes"),
        ("gestopt is het helaas niet", "yes"),
        ("er is geen eind aan gekomen, er komt geen eind aan", "yes"),
        ("stopt maar niet", "yes"),
        ("gisteren waren er weer twee", "yes"),
        ("al zeker drie jaar", "yes"),
        ("it isn't over", "yes"),
        ("nee, dat is al een tijdje voorbij", "no"),
        ("na de zomer niks meer van gemerkt", "no"),
        ("werkte er tot vorig jaar", "no"),
        ("het gaat niet over de huur", None),
    ],
)
def test_an_end_that_is_denied_goes_on(text: str, value: object) -> None:
    assert told(text, "ongoing") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("alleen degene die het dossier behandelt mag weten wie ik ben", "confidential"),
        ("niet op naam, behalve voor de functionaris", "confidential"),
        ("de functionaris mag het weten, verder niemand", "confidential"),
        ("mijn naam graag vertrouwelijk en mailen hoeft niet", "confidential"),
        ("niet alleen de functionaris, zet mijn naam er gerust bij", "named"),
        ("ook de functionaris niet, geen naam opschrijven", "anonymous"),
        ("niemand hoeft te weten dat ik dit gemeld heb", "anonymous"),
        ("hou mij buiten beeld", "anonymous"),
        ("mag op mijn naam", "named"),
    ],
)
def test_only_who_handles_it_is_confidential(text: str, value: object) -> None:
    assert told(text, "disclosure") == value


@pytest.mark.parametrize(
    ("text", "form", "concern"),
    [
        ("geen uitbuiting maar toeslagfraude", "none", "fraud"),
        ("het is bedrog, niet uitbuiting", "none", "fraud"),
        ("niets met mensenhandel, die jongen krijgt thuis klappen", "none", "domestic_violence"),
        (
            "geen mensenhandel. ze zijn gewoon de grens over geholpen door familie",
            "none",
            "smuggling",
        ),
        ("gewoon bedrog", "none", "fraud"),
        ("hij vertelde iets over bedrog en over zijn baas bij de kas", None, None),
        ("weet niet of het uitbuiting is", None, None),
        ("kinderarbeid", "labour", None),
    ],
)
def test_a_bare_word_names_the_concern_beside_a_denial(
    text: str, form: object, concern: object
) -> None:
    assert (told(text, "exploitation_form"), told(text, "adjacent_concern")) == (form, concern)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("ik ben nu in de bibliotheek", None),
        ("i am at school", None),
        ("ik werk in de bibliotheek", "partner"),
        ("hier de receptie van een hotel", "partner"),
        ("ik val onder handhaving", "inspector"),
        ("ik ben bakker, gewoon een inwoner", "resident"),
        ("praktijkassistente bij de huisarts", "care"),
    ],
)
def test_a_place_where_somebody_is_makes_no_role(text: str, role: object) -> None:
    assert told(text, "role") == role


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("ik heb het niet zelf gezien", "source"),
        ("weet niet", "disclosure"),
        ("aan het loket", "role"),
    ],
)
def test_what_is_denied_or_about_another_tells_nothing(text: str, facet: str) -> None:
    assert told(text, facet) is None


@pytest.mark.parametrize(
    ("text", "facet", "value"),
    [
        ("toezichthouder gemeente Groningen. bij controle zelf gezien", "role", "inspector"),
        ("burgerzaken westerwolde hier. vrouw aan de deur", "role", "counter"),
        ("als boa zie ik elke week dezelfde man", "role", "inspector"),
        ("een klant aan mijn loket durfde niets te zeggen", "role", "counter"),
        ("mijn buurvrouw mag nooit naar buiten", "role", "resident"),
        ("ik wil niet dat mijn naam genoemd wordt", "disclosure", "anonymous"),
        ("alleen de aandachtsfunctionaris mag mijn naam weten", "disclosure", "confidential"),
        ("dat is gelukkig afgelopen", "ongoing", "no"),
        ("hij zei het zelf", "source", "heard"),
        ("zag een kelder vol bedden", "source", "seen"),
        ("een jongen moet van zijn oom elke dag stelen", "exploitation_form", "criminal"),
        ("ze moet van hem klanten ontvangen", "exploitation_form", "sexual"),
        ("de baas houdt hun loon in", "exploitation_form", "labour"),
    ],
)
def test_a_story_tells_who_speaks_and_what_is_forced(text: str, facet: str, value: object) -> None:
    assert told(text, facet) == value


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("sla maar over", "ongoing"),
        ("mannen over de vloer", "ongoing"),
        ("hij is gestopt met eten", "ongoing"),
        ("nee ze zijn weg", "ongoing"),
        ("via de balie", "role"),
        ("via de balie", "setting"),
        ("een toezichthouder vertelde dat het pand leeg is, wat nu", "role"),
        ("klant van net was bang voor de man naast haar", "role"),
        ("koks mogen van de eigenaar niet naar buiten komen", "disclosure"),
        ("vrouw met een man erbij die alles regelt", "source"),
    ],
)
def test_a_word_of_the_story_is_no_answer(text: str, facet: str) -> None:
    assert told(text, facet) is None


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("K7M-3QX-9PA-T2D-4RW-8HC", "K7M-3QX-9PA-T2D-4RW-8HC"),
        ("mijn kenmerk is k7m 3qx 9pa t2d 4rw 8hc", "K7M 3QX 9PA T2D 4RW 8HC"),
        ("k7m3qx9pat2d4rw8hc", "K7M3QX9PAT2D4RW8HC"),
        ("NL91ABNA0417164300", None),
        ("06-12-34-56-78", None),
        ("de man had 100 pas sen bij", None),
    ],
)
def test_a_reference_is_heard_as_it_was_given_or_nearly(text: str, reference: str | None) -> None:
    assert told(text, "reference") == reference


@pytest.mark.parametrize(
    ("text", "facet", "value"),
    [
        ("de mentor", "source", "heard"),
        ("met m'n eigen ogen", "source", "seen"),
        ("mijn nekharen gingen overeind", "source", "suspicion"),
        ("bijna elk weekend", "ongoing", "yes"),
        ("it stopped, they moved out in may", "ongoing", "no"),
        ("de functionaris mag weten wie ik ben maar verder niemand", "disclosure", "confidential"),
        ("mijn naam hoeft niet geheim te blijven", "disclosure", "named"),
        ("klusbedrijf", "sector", "construction"),
        ("een witlofkwekerij met een wasserij ernaast", "sector", "agriculture"),
        ("jeugdhulp, ik bel over een jongen", "role", "care"),
        ("Mentor isk hier (school).", "role", "partner"),
        ("ze zoekt een plek om te slapen", "help_asked", True),
        ("komend weekend staat hij daar weer", "ongoing", "yes"),
        ("ze is 16 en heeft hier geen vader of moeder", "unaccompanied_minor", True),
        ("een jongen van 15 zonder ouders in nederland", "unaccompanied_minor", True),
        ("hij durft niet naar huis en vroeg om een bed", "help_asked", True),
        ("ze werken in een koekfabriek achter het spoor", "sector", "industry"),
        ("die lui van de tulpenboer slapen in de schuur", "sector", "agriculture"),
        ("mijn naam wil ik best geven", "disclosure", "named"),
        ("eerst dit: ik wil dat niemand mijn naam krijgt", "disclosure", "anonymous"),
        ("niet zelf gezien maar van de juf gehoord", "source", "heard"),
        ("ik hoor net dat het gestopt is", "ongoing", "no"),
        ("het pand is nu leeg", "ongoing", "no"),
        ("ik weet ook niet of het nog speelt", "ongoing", "unknown"),
        ("weet geen vorm en ook geen leeftijd", "exploitation_form", "unknown"),
        ("ik ben tegenwoordig jongerenwerker", "role", "youth_worker"),
        ("vietnamezen die wiet moesten knippen", "exploitation_form", "criminal"),
        ("werkt zonder loon in zijn schoonmaakbedrijf", "sector", "cleaning"),
        ("ik doe bij ons het toezicht op kamers", "role", "inspector"),
    ],
)
def test_the_same_fact_is_told_in_many_words(text: str, facet: str, value: object) -> None:
    assert told(text, facet) == value


@pytest.mark.parametrize(
    ("text", "facet", "value"),
    [
        ("client vertelt dat haar man haar telefoon heeft en haar geld", "source", "heard"),
        ("hij staat daar elke nacht tot vier uur in de kou te wachten", "ongoing", "yes"),
        ("vorig jaar lag hij elke nacht in die schuur bij de boer", "ongoing", None),
        ("hij moet elke week geld naar een neef brengen, zegt ie", "source", "heard"),
        ("een stagiaire belde: er slapen mensen boven de garage", "source", "heard"),
        ("gezien: een man die drie vrouwen in een busje duwt", "source", "seen"),
        ("ze poetst daar al 2 jr zonder een vrije dag", "ongoing", "yes"),
        ("hij wil stoppen maar hij mag van zijn baas niet stoppen", "ongoing", "yes"),
        ("mijn zwager werkt voor een man die zijn pas bewaart", "role", "resident"),
        ("een serveerster mag van de eigenaar met niemand praten", "role", None),
        ("zijn vader spreekt steeds voor hem aan de telefoon", "role", None),
        ("beller zegt dat haar man haar op een datingapp heeft gezet", "setting", "phone"),
        ("ze zit nu gewoon op school en straks gaat ze naar huis", "setting", None),
        ("de bank sloot zijn pas, maar het loopt dus gewoon door", "ongoing", "yes"),
        ("he books the ticket for the next one, so it carries on", "ongoing", "yes"),
        ("mijn naam mag dat kantoor beslist niet in", "disclosure", "anonymous"),
        ("mijn naam mag, dat vind ik niet erg", "disclosure", "named"),
        ("kheb gehoord da die man zijn dochter meegeeft aan anderen", "source", "heard"),
        ("ze slapen daar met acht man op de vloer, zegt mijn zwager", "source", "heard"),
        ("er schuurt iets bij dat stel, ik kan het niet aanwijzen", "source", "suspicion"),
        ("acht maanden op de steiger gestaan, nu ben ik er weg", "ongoing", "no"),
        ("ze loopt met folders, zes dagen per week, voor een bed", "ongoing", "yes"),
        ("ik praat alleen als mijn naam binnenskamers blijft", "disclosure", "confidential"),
        (
            "naam liever er niet bij, er woont iemand die nooit naar buiten mag",
            "disclosure",
            "anonymous",
        ),
        ("vertel er gerust bij dat ik het meld, hij moet daar stelen", "disclosure", "named"),
        ("mijn naam mag bij de functionaris maar verder niet", "disclosure", "confidential"),
    ],
)
def test_a_story_tells_in_passing_how_it_is_known_and_whether_it_goes_on(
    text: str, facet: str, value: object
) -> None:
    assert told(text, facet) == value


@pytest.mark.parametrize(
    ("text", "facet", "value"),
    [
        ("niet van horen zeggen, ik heb het briefje zelf gelezen", "source", "seen"),
        ("ik niet zien, zij zegt tegen mijn vrouw", "source", "heard"),
        ("sta er naar te kijken", "source", "seen"),
        ("tussen het verbinden door kwam het eruit, ik heb alleen geluisterd", "source", "heard"),
        ("bewijs heb ik niet, het is meer mijn buik", "source", "suspicion"),
        ("ik zelf, gebeurt met mij", "source", "seen"),
        ("het is niet meer dan een onbestemd gevoel", "source", "suspicion"),
        ("tijdens onze controle sprak ik een kok die nooit vrij is", "source", "heard"),
        (
            "er slaapt een meisje achter een gordijn in de studio, 16 volgens haar pasje",
            "source",
            None,
        ),
        ("een leerling valt elke dag in slaap in de les en het ruikt naar verf", "source", None),
        ("gewoon klant", "role", "resident"),
        ("nee ik geen gemeente, buurman", "role", "resident"),
        ("elke week zelfde boekhouder hier", "role", None),
        ("boven onze sportschool zit een kwekerij en een man komt er nooit uit", "role", None),
        ("begeleiding Demozorg. notitie van de nacht", "role", "partner"),
        ("een klant zei steeds 'van mijn vriend moet het' en keek naar buiten", "role", None),
        (
            "spraakbericht ja boa gemeente groningen punt zag een man bij de container",
            "role",
            "inspector",
        ),
        ("acht maanden al", "ongoing", "yes"),
        ("vorige dinsdag nog dus reken maar", "ongoing", "yes"),
        ("morgen om 5 uur moeten ze weer", "ongoing", "yes"),
        ("elke zaterdag zelfde liedje", "ongoing", "yes"),
        ("ze zit er nog", "ongoing", "yes"),
        ("nee sinds april is er gien mens meer zien", "ongoing", "no"),
        ("mijn man zat vroeger bij de douane en die vertrouwt die loods niet", "ongoing", None),
        ("functionaris mag weten dat ik het was, meer niet", "disclosure", "confidential"),
        (
            "mn naam mag maar alleen bij die ene functionaris, bellen hoeft niet",
            "disclosure",
            "confidential",
        ),
        ("geen naam naar buiten, functionaris wel", "disclosure", "confidential"),
        ("alleen jullie contactpersoon mag weten dat ik het ben", "disclosure", "confidential"),
        ("dit moet tussen mij en jullie functionaris blijven", "disclosure", "confidential"),
        ("noteert u mij maar", "disclosure", "named"),
        ("doe toch maar helemaal anoniem", "disclosure", "anonymous"),
        ("zet mijn naam nergens neer", "disclosure", "anonymous"),
        ("baas mag niks weten, functionaris wel", "disclosure", "confidential"),
        ("men dacht aan een loverboy maar dat is het niet", "exploitation_form", None),
        ("men denkt aan loverboys maar seks is het niet", "exploitation_form", None),
        ("zelf gezien, maar dat is niet alles", "source", "seen"),
        ("gewoon ruzie thuis", "adjacent_concern", "domestic_violence"),
        ("puur thuisgeweld", "exploitation_form", "none"),
        ("hij moet tekenen voor hun leningen, dus crimineel", "exploitation_form", "criminal"),
        ("eigenlijk sexuele uitbuiting, geen arbeid", "exploitation_form", "sexual"),
        ("wil inschr. op adres waar al 11 pers. staan", "address_involved", True),
    ],
)
def test_words_yield_where_the_rest_of_the_sentence_says_otherwise(
    text: str, facet: str, value: object
) -> None:
    assert told(text, facet) == value
