"""A mistyped word is read as the word of the rules that was meant, and no other word is touched."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from components.age_rules import load_age_words
from components.danger_rules import load_danger_lexicon, read_danger
from components.facet_rules import load_facets
from components.folding import fold
from components.lookups import LOOKUPS
from components.mending import load_mender, mended
from components.told_facts import told_facts

FACETS = load_facets(LOOKUPS / "facets.yml")
AGES = load_age_words(LOOKUPS / "ages.yml")
DANGER = load_danger_lexicon(LOOKUPS / "danger.yml")
OF_ACTIONS = Path(__file__).resolve().parents[2] / "actions" / "data"
NAMES = OF_ACTIONS / "masking_names.yml"


def told(text: str) -> dict[str, tuple[object, str]]:
    facts = told_facts(text, FACETS, AGES, date(2026, 6, 15))
    return {fact.name: (fact.value, text[fact.start : fact.end]) for fact in facts}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ze is opgeslten", "ze is opgeslten"),
        ("ze is opgeslotne", "ze is opgesloten"),
        ("de jnogen is gedwogen", "de jongen is gedwongen"),
        ("hij heeft mijn pasport", "hij heeft mijn paspoort"),
        ("ze wordt mishandelt", "ze wordt mishandelt"),
        ("verkragt op de kaamer", "verkracht op de kamer"),
        ("twee slachtofers", "twee slachtoffers"),
        ("de sjofeur van het buro", "de sjofeur van het bureau"),
        ("weetniet", "weetniet"),
        ("stpo maar", "stop maar"),
        ("n aupair", "n au pair"),
        ("vertrouwlijk graag", "vertrouwelijk graag"),
        ("waarschijlijk", "waarschijnlijk"),
        ("tehy sell drgus", "they sell drugs"),
    ],
)
def test_a_slip_is_read_as_what_was_meant(typed: str, read: str) -> None:
    assert mended(typed).text == read


@pytest.mark.parametrize(
    "text",
    [
        "Gisteren heeft een heer aan de balie gescholden.",
        "lekker chillen op de bank",
        "de gastheer kermt niet, hij wacht op kerst",
        "mail naar jnogen@werkne.nl of kijk op pasport.nl",
        "ik sprak Scholten en Meppel is ver",
        "de exploitatievergunning en het veiligheidsplan",
        "I was followed to the station",
    ],
)
def test_known_words_names_and_addresses_stay(text: str) -> None:
    assert mended(text).text == text


def test_a_name_with_a_capital_stays_unless_all_is_in_capitals() -> None:
    assert mended("toen kwam Drusg binnen").text == "toen kwam Drusg binnen"
    assert mended("Drusg in de kelder").text == "drugs in de kelder"
    assert mended("TOEN DRUSG BINNEN").text == "TOEN drugs BINNEN"


def test_no_name_that_is_known_is_read_as_another_word() -> None:
    lists = yaml.safe_load(NAMES.read_text(encoding="utf-8"))
    names = {name for kinds in lists.values() for row in kinds.values() for name in row.split()}
    changed = {name for name in names if "_" not in name and mended(name).text != name}
    assert changed - {*load_mender().fixed} == set()


def test_the_words_taken_over_from_the_answers_stand_in_them() -> None:
    answers = yaml.safe_load((OF_ACTIONS / "answers.yml").read_text(encoding="utf-8"))
    phrases = [p for codes in answers.values() for listed in codes.values() for p in listed]
    words = {fold(word) for phrase in phrases for word in str(phrase).split()}
    taken = yaml.safe_load((LOOKUPS / "mending.yml").read_text(encoding="utf-8"))["answers"]
    assert set(taken) - words == set()


def test_dialect_is_read_beside_a_word_that_is_nothing_else() -> None:
    assert mended("de boas het heur noar boeten stuurd").text.startswith(
        "de baas het haar naar buiten"
    )
    assert mended("boeten van de boas").text == "boeten van de boas"


def test_a_place_in_the_mended_text_is_where_it_was_typed() -> None:
    text = "n aupair van 16 in de kueken"
    read = mended(text)
    at = read.text.index("keuken")
    assert read.text == "n au pair van 16 in de keuken"
    assert text[read.places[at] : read.places[at + 5] + 1] == "kueken"
    assert text[read.places[2] : read.places[8] + 1] == "aupair"
    assert len(read.places) == len(read.text) + 1
    assert read.places[-1] == len(text)


def test_facts_quote_the_words_as_they_were_typed() -> None:
    assert told("jogen van zstien wordt gedwngen om te stleen") == {
        "age": (16, "zstien"),
        "age_group": ("minor", "zstien"),
        "exploitation_form": ("criminal", "gedwngen om te stleen"),
    }


def test_danger_is_heard_through_slips() -> None:
    reading = read_danger("hij heeft een mse en bedreigd haar, ze bleodt", DANGER)
    assert "injury_word" in reading.fired


def test_a_denial_is_heard_through_a_slip() -> None:
    assert "adjacent_concern" not in told("hij slaat zijn vrouw neit")
