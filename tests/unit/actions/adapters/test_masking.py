"""What the masker takes out, and what it leaves because the signal needs it. All made up."""

import random

import pytest

from actions.adapters.masking import TextMasker
from actions.adapters.masking_numbers import passes_eleven_test, passes_mod_97
from actions.service_layer.records import MaskedText

MASKER = TextMasker.from_file(place_names=lambda: ["Oude Pekela", "Ter Apel", "Veendam"])


@pytest.mark.parametrize(
    ("typed", "masked"),
    [
        ("bsn 123456782", "bsn [bsn]"),
        ("zijn nummer is 1234.56.782", "zijn nummer is [bsn]"),
        ("burgerservicenummer: 999 99 9999", "burgerservicenummer: [bsn]"),
        ("op NL91 ABNA 0417 1643 00 gestort", "op [rekeningnummer] gestort"),
        ("iban nl91abna0417164300", "iban [rekeningnummer]"),
        ("naar RO49AAAA1B31007593840000 elke week", "naar [rekeningnummer] elke week"),
        ("bel 06-12345678", "bel [telefoonnummer]"),
        ("bel +31 6 1234 5678", "bel [telefoonnummer]"),
        ("bel 0031612345678", "bel [telefoonnummer]"),
        ("bel 06 12 34 56 78 of +48 601 234 567", "bel [telefoonnummer] of [telefoonnummer]"),
        ("mail naar a.b-c@voorbeeld.nl graag", "mail naar [e-mailadres] graag"),
        ("zie https://kinky.example/adv?id=1 daar", "zie [webadres] daar"),
        ("zie kinky.nl/adv/12", "zie [webadres]"),
        ("busje 12-ABC-3", "busje [kenteken]"),
        ("busje XB-123-k", "busje [kenteken]"),
        ("kenteken ab12cd", "kenteken [kenteken]"),
        ("Roemeens kenteken B 123 ABC", "Roemeens kenteken [kenteken]"),
        ("9711 AB", "[postcode]"),
        ("9711ab 12", "[postcode]"),
        ("molenweg 3", "[adres]"),
        ("ze zit, Ganzenweide 7b, boven", "ze zit, [adres], boven"),
        ("op Hoge Zedijk 86 dus", "op [adres] dus"),
        ("2e Molenstraat West 6", "[adres]"),
        ("Laan Ridder den Os 40", "[adres]"),
        ("de Grote Kerkstraat 12-b daar", "de [adres] daar"),
        ("Oude Ebbingestraat 45a", "[adres]"),
        ("baas is Turk. Adres Industrieweg 4", "baas is Turk. [adres]"),
        ("paspoort NX1234AB7", "paspoort [documentnummer]"),
        ("v-nummer 123.456.7890", "v-nummer [documentnummer]"),
        ("id-kaart EH1234567", "id-kaart [documentnummer]"),
        ("geboren op 12-03-1998", "geboren op [geboortedatum]"),
        ("geb. 3 mei 2004", "geb. [geboortedatum]"),
        ("zij is van 12/03/1998", "zij is van [geboortedatum]"),
        ("instagram: lina.x99", "instagram: [accountnaam]"),
        ("volg @lina_xx", "volg [accountnaam]"),
        ("Kerkstraat op nummer 8", "[adres]"),
        ("Laan van Nieuw Oosteinde 12", "[adres]"),
        ("De Hilte 14 te Gieten", "[adres] te Gieten"),
        ("geboren op drie mei 2005", "geboren op [geboortedatum]"),
        ("3/mrt/99", "[geboortedatum]"),
        ("31612345678 belde", "[telefoonnummer] belde"),
        ("o6-12345678", "[telefoonnummer]"),
        ("Pools kenteken KR 5H221", "Pools kenteken [kenteken]"),
        ("werkt bij Groen Fruit B.V. in de kas", "werkt bij [bedrijf] in de kas"),
    ],
)
def test_numbers_and_accounts_are_replaced_by_their_kind(typed: str, masked: str) -> None:
    assert MASKER.mask(typed).text == masked


@pytest.mark.parametrize(
    ("typed", "masked"),
    [
        ("mevrouw yilmaz is bang", "mevrouw [naam] is bang"),
        ("Dhr. van der Testen belde", "Dhr. [naam] belde"),
        ("ze heet waarschijnlijk ionela", "ze heet waarschijnlijk [naam]"),
        ("een meisje genaamd Bibi kwam", "een meisje genaamd [naam] kwam"),
        ("zijn naam is mohammed el khatib", "zijn naam is [naam]"),
        ("Piotr Kowalski reed", "[naam] reed"),
        ("ik zag Fatima El Amrani in Ter Apel", "ik zag [naam] in Ter Apel"),
        ("daar werkt Nguyễn Thị Lan", "daar werkt [naam]"),
        ("met Oluwaseun Adeyemi erbij", "met [naam] erbij"),
        ("maria huilde", "[naam] huilde"),
        ("haar vriend Zbyszek wacht buiten", "haar vriend [naam] wacht buiten"),
        ("Mw. K. de Boer-Testing belde", "Mw. [naam] belde"),
        ("her name is Blessing Okafor", "her name is [naam]"),
        ("De Vries zei niks", "[naam] zei niks"),
        ("van der Laan was erbij", "[naam] was erbij"),
        ("vriend van Youssef en van de buren", "vriend van [naam] en van de buren"),
        ("JANSEN, A. staat op het contract", "[naam] staat op het contract"),
        ("Anne-Fleur durft niks", "[naam] durft niks"),
        ("anna en mark delen een kamer", "[naam] en [naam] delen een kamer"),
        ("k. sadowska tekende", "[naam] tekende"),
        ("michelle lammerdink belde", "[naam] belde"),
        ("Roos weet van niks", "[naam] weet van niks"),
        ("Youssefs moeder weet niks", "[naam] moeder weet niks"),
        ("pieters broer weet er alles van", "[naam] broer weet er alles van"),
        ("vanochtend zei Ploeg dat ze weg moet", "vanochtend zei [naam] dat ze weg moet"),
        ("meneer de groot sloeg haar", "meneer [naam] sloeg haar"),
        ("mevrouw Zomer is bang", "mevrouw [naam] is bang"),
        ("De Jong heeft de paspoorten", "[naam] heeft de paspoorten"),
        ("Van Mosk en Van der Brolk liegen", "[naam] en [naam] liegen"),
        ("ter wolkink liegt", "[naam] liegt"),
        ("hij kent Abu Youssef", "hij kent [naam]"),
        ("dikke Willem rijdt de bus", "[naam] rijdt de bus"),
        ("oom zhvanel past op de kinderen", "oom [naam] past op de kinderen"),
        ("zhvanel slaat haar", "[naam] slaat haar"),
        ("bsn: / Zwolkink, Youssef / 17 jaar", "bsn: / [naam] / 17 jaar"),
        ("slachtoffer B. van 16, K. zegt niks", "slachtoffer [naam] van 16, [naam] zegt niks"),
        ("m. en d. zijn weg", "[naam] en [naam] zijn weg"),
        ("Lot is haar voornaam", "[naam] is haar voornaam"),
        ("ik zag Zhvan. later was zhvan weg", "ik zag [naam]. later was [naam] weg"),
        ("pieter-jan doet het", "[naam] doet het"),
        ("ze slaapt boven De Gouden Lepel nu", "ze slaapt boven [naam] nu"),
        ("ze woont met sam in huis", "ze woont met [naam] in huis"),
        ("heb van ria gehoord dat het zo is", "heb van [naam] gehoord dat het zo is"),
        ("ria van de receptie belde", "[naam] van de receptie belde"),
        ("ik ken dimitar al lang, vraag szymko", "ik ken [naam] al lang, vraag [naam]"),
        ("de baas heet van dongen, zegt ze", "de baas heet [naam], zegt ze"),
        ("staat bij k. de wolf in de boeken", "staat bij [naam] in de boeken"),
        ("dhr. oosterwijk heeft de sleutels", "dhr. [naam] heeft de sleutels"),
    ],
)
def test_names_are_replaced_in_any_case_and_of_any_origin(typed: str, masked: str) -> None:
    assert MASKER.mask(typed).text == masked


@pytest.mark.parametrize(
    "typed",
    [
        "Een Roemeense vrouw van 17 werkt in een nagelstudio in Oude Pekela.",
        "De baas heeft haar paspoort. Ze krijgt 4 euro per uur en werkt 14 uur per dag.",
        "Op 12 maart 2026 om 14.30 uur stonden er 12 mensen ingeschreven op het adres.",
        "Bel 112 of de politie op 0900-8844. Veilig Thuis weet het al.",
        "Het is heet binnen, hij zegt niks en zij kijkt weg.",
        "Drie mannen uit Polen, Bulgarije en Vietnam slapen op matrassen.",
        "Ik werk bij Burgerzaken in Veendam. Gisteren kwam er een man met twee vrouwen.",
        "Tijdens een controle in de Oosterstraat zagen we vijf Vietnamezen werken.",
        "In 2024 is er ook controle geweest; 1500 euro boete en 2000 en nog wat.",
        "Jnogen van 16, werkt bij een gezin. Braziilaans koppel maakt schoon.",
        "Hij heeft 11 kentekens op naam, boetes 40k, adres 60 eenmanszaken.",
        "op de lindelaan, 12 fietsen voor de deur",
        "een stuk of 12 man, je 15 bent en je iets moest doen, busje om 5 uur",
        "meisje O15 wordt aangesproken, de NT2 klas, minimumloon 2025 pu",
        "Ich möchte mit einem Menschen sprechen, wie wird das Wetter am Wochenende?",
        "hij komt terug uit Sri Lanka, over de Grote Markt naar Emmen",
        "She is Romanian, 19 years old, and works in a massage salon.",
        "hoezo wil je dat weten, achteraf was het niets, volgens haar zus klopt het",
        "afvalpas werkt niet, stiefoom wacht buiten, oom vertelt niks",
        "he carries parcels after class",
        "moet madam 40 duizend betalen",
        "Mevr. wil niet dat de buurvrouw het weet. Moeder zegt niks.",
        "Veel Dozen Staan Daar Nu",
        "met bloed op haar jas en voor niks gewerkt",
        "het water is heet van de ketel",
        "1. a. de man is weg; b. de vrouw niet",
    ],
)
def test_age_role_nationality_place_and_time_stay(typed: str) -> None:
    assert MASKER.mask(typed) == MaskedText(typed)


def test_the_kinds_found_are_named_and_the_data_is_not() -> None:
    found = MASKER.mask("Mevrouw Yilmaz, 06-12345678, bsn 123456782").found
    assert found == ("bsn", "name", "phone")


def test_every_valid_made_up_bsn_is_masked_and_a_wrong_digit_fails_the_eleven_test() -> None:
    source = random.Random(7)  # noqa: S311 - made-up numbers
    for _ in range(200):
        head = [source.randint(1, 9), *(source.randint(0, 9) for _ in range(7))]
        last = sum(weight * digit for weight, digit in zip(range(9, 1, -1), head, strict=True)) % 11
        if last == 10:
            continue
        number = "".join(map(str, [*head, last]))
        assert passes_eleven_test(number)
        assert not passes_eleven_test(number[:-1] + str((last + 1) % 10))
        assert number not in MASKER.mask(f"zij gaf {number} op").text


def test_an_iban_with_two_digits_swapped_is_none() -> None:
    assert passes_mod_97("NL91ABNA0417164300")
    assert not passes_mod_97("NL91ABNA0417164030")


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", ["a", "1", "A", "a.", "a_", "1 ", "A1 ", "Ab ", "@a", "-'", "\x00"]
)
def test_a_hundred_thousand_strange_characters_take_seconds_at_most(piece: str) -> None:
    typed = piece * (100_000 // len(piece))
    assert isinstance(MASKER.mask(typed).text, str)


@pytest.mark.parametrize("typed", ["", " ", "\n", "😀" * 500, "!?" * 50])
def test_text_without_words_comes_back_as_it_was(typed: str) -> None:
    assert MASKER.mask(typed) == MaskedText(typed)
