"""What makes a matter urgent is heard in free text, in Dutch and English; denials are not."""

import pytest

from actions.adapters.indicator_file import load_indicators
from actions.adapters.indicator_matcher import IndicatorMatcher
from actions.adapters.indicator_patterns import matches
from actions.domain.indicators import Effect

MATCHER = IndicatorMatcher(load_indicators())

TOLD = {
    Effect.VIOLENCE_OR_COERCION: (
        "zijn baas heeft zijn paspoort",
        "het loon wordt ingehouden door het bureau",
        "ze wordt bedreigd",
        "ze zat opgesloten in een kamer",
        "ze mag niet weg",
        "het moet van hem",
        "ze moet van haar vriend geld verdienen",
        "ze is bang voor hem",
        "moet eerst een schuld afwerken",
        "they took her passport",
        "she is not allowed to leave",
        "his boss withholds his wages",
        "he is forced to steal",
        "she was beaten",
        "she is afraid of him",
        "he has to work off a debt to his boss",
    ),
    Effect.ABOUT_TO_DISAPPEAR: (
        "morgen zijn ze weg",
        "ze vertrekt vanavond naar Duitsland",
        "ze wordt vannacht verplaatst",
        "her flight is tomorrow",
        "they will be moved tonight",
    ),
    Effect.MINOR: (
        "ze is 15",
        "een jongen van 16",
        "een leerling uit 3 havo",
        "she is 14 years old",
    ),
    Effect.ADDRESS_INVOLVED: (
        "er staan twaalf mensen ingeschreven op dat adres",
        "hij kon niet zeggen waar hij woont",
        "15 men live in one house",
    ),
    Effect.HELP_ASKED: ("ze vroeg om hulp", "hij zoekt onderdak", "she asks for shelter"),
}
NOTHING = (
    "hij wordt niet bedreigd",
    "niemand dwingt haar",
    "ze is nooit geslagen",
    "nobody forces her",
    "she was not beaten",
    "she is free to leave",
    "als iemand bedreigd wordt, wat dan",
    "stel dat ze opgesloten zit",
    "wat doe ik als iemand geslagen wordt",
    "hij heeft gewoon zelf zijn paspoort",
    "mijn paspoort is verlopen, wanneer kan ik langskomen",
    "ik ga morgen met vakantie",
    "ik zoek hulp bij het invullen van een formulier",
    "is er een speeltuin voor kinderen",
)


@pytest.mark.parametrize(
    ("effect", "text"), [(effect, text) for effect, texts in TOLD.items() for text in texts]
)
def test_what_is_told_has_its_effect(effect: Effect, text: str) -> None:
    assert effect in MATCHER.effects_of(text)


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_denied_imagined_or_innocent_has_none(text: str) -> None:
    assert MATCHER.effects_of(text) == frozenset()


def test_what_follows_by_meaning_is_found_with_the_same_words() -> None:
    text = "een kind zit te bedelen bij het station"
    found = {finding.code: finding.evidence for finding in MATCHER.find(text)}
    assert {"begging_children", "minor_involved"} <= set(found)
    assert found["minor_involved"] in text


@pytest.mark.parametrize(
    ("form", "expected"),
    [("5", True), ("17", True), ("4,50", False), ("5,50", True), ("18", False), ("vijf", False)],
)
def test_a_range_takes_numbers_in_figures(form: str, expected: bool) -> None:
    assert matches("#5-17", form) is expected


def test_a_comma_ends_a_row_of_words() -> None:
    assert MATCHER.find("hij heeft een nieuwe, telefoons verkoopt hij ook") == ()
