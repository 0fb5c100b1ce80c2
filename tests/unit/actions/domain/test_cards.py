"""The cards show the catalogue, whole and unweighed."""

from actions.adapters.indicator_file import load_indicators
from actions.domain.cards import Card, CardKind, SectionName, signal_cards
from actions.domain.codes import ExploitationForm, Setting
from actions.domain.indicators import Kind

CATALOGUE = load_indicators()
CARDS = {card.slug: card for card in signal_cards(CATALOGUE)}


def codes(card: Card, name: SectionName) -> set[str]:
    return {
        one.code for section in card.sections if section.name is name for one in section.entries
    }


def test_there_is_a_card_for_each_form_and_each_workplace() -> None:
    made = [(card.kind, card.code) for card in CARDS.values()]
    assert made == [
        *((CardKind.FORM, form) for form in ExploitationForm if form != "none"),
        *((CardKind.SETTING, setting) for setting in Setting if setting != "other"),
    ]


def test_every_signal_stands_on_the_card_of_each_of_its_forms_and_places() -> None:
    for entry in CATALOGUE.entries.values():
        for form in entry.forms or (ExploitationForm.UNKNOWN,):
            card = CARDS[f"form-{form}".replace("_", "-")]
            assert any(entry in section.entries for section in card.sections)
        for setting in entry.settings:
            if entry.kind is not Kind.CIRCUMSTANCE:
                card = CARDS[f"setting-{setting}".replace("_", "-")]
                assert entry.code in codes(card, SectionName.HERE)


def test_no_line_is_on_a_card_twice_and_no_section_is_empty() -> None:
    for card in CARDS.values():
        lines = [entry.code for section in card.sections for entry in section.entries]
        assert len(lines) == len(set(lines)) >= 5
        assert all(section.entries for section in card.sections)


def test_what_cannot_wait_is_on_every_workplace_card() -> None:
    hard = {e.code for e in CATALOGUE.entries.values() if e.hard_fact and not e.settings}
    for card in CARDS.values():
        if card.kind is CardKind.SETTING:
            assert codes(card, SectionName.HARD) == hard


def test_circumstances_are_kept_apart_from_signals() -> None:
    for card in CARDS.values():
        for section in card.sections:
            apart = section.name is SectionName.CIRCUMSTANCES
            assert {entry.kind is Kind.CIRCUMSTANCE for entry in section.entries} == {apart}
