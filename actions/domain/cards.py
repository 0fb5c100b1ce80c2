"""Signal cards: the catalogue on paper, one card per form of exploitation and one per workplace.

A card only shows what the catalogue says; it adds nothing and weighs nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from actions.domain.codes import ExploitationForm, Setting
from actions.domain.indicators import IndicatorCatalogue, IndicatorEntry, Kind


class CardKind(StrEnum):
    """What a card is about."""

    FORM = "form"
    SETTING = "setting"


class SectionName(StrEnum):
    """What the lines of a section have in common."""

    HERE = "here"
    HARD = "hard"
    MORE = "more"
    CIRCUMSTANCES = "circumstances"


@dataclass(frozen=True, slots=True)
class CardSection:
    """Lines under one heading, in the order of the catalogue."""

    name: SectionName
    entries: tuple[IndicatorEntry, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One card; `code` is that of its form or setting. Sections without lines are left out."""

    kind: CardKind
    code: str
    sections: tuple[CardSection, ...]

    @property
    def slug(self) -> str:
        """Its name in addresses and file names."""
        return f"{self.kind}-{self.code}".replace("_", "-")


def signal_cards(catalogue: IndicatorCatalogue) -> tuple[Card, ...]:
    """Every card: forms first, then workplaces."""
    entries = tuple(catalogue.entries.values())
    forms = [form for form in ExploitationForm if form is not ExploitationForm.NONE]
    settings = [setting for setting in Setting if setting is not Setting.OTHER]
    return (
        *(_form_card(form, entries) for form in forms),
        *(_setting_card(setting, entries) for setting in settings),
    )


def _form_card(form: ExploitationForm, entries: Iterable[IndicatorEntry]) -> Card:
    # A signal without a form fits every form: it stands on the card for "form unknown".
    unknown = form is ExploitationForm.UNKNOWN
    fitting = [one for one in entries if form in one.forms or (unknown and not one.forms)]
    return Card(CardKind.FORM, form, _sections(fitting, lambda entry: False))


def _setting_card(setting: Setting, entries: Iterable[IndicatorEntry]) -> Card:
    telling = [one for one in entries if one.kind is not Kind.CIRCUMSTANCE]
    fitting = [one for one in telling if setting in one.settings or _seen_everywhere(one)]
    return Card(CardKind.SETTING, setting, _sections(fitting, lambda one: setting in one.settings))


def _seen_everywhere(entry: IndicatorEntry) -> bool:
    # What is tied to no place but to one form is on that form's card, unless it cannot wait.
    general = not entry.forms or ExploitationForm.UNKNOWN in entry.forms
    return not entry.settings and (general or entry.hard_fact)


def _sections(
    entries: Iterable[IndicatorEntry], here: Callable[[IndicatorEntry], bool]
) -> tuple[CardSection, ...]:
    found: dict[SectionName, list[IndicatorEntry]] = {name: [] for name in SectionName}
    for entry in entries:
        found[_section(entry, here(entry))].append(entry)
    return tuple(CardSection(name, tuple(lines)) for name, lines in found.items() if lines)


def _section(entry: IndicatorEntry, here: bool) -> SectionName:
    if entry.kind is Kind.CIRCUMSTANCE:
        return SectionName.CIRCUMSTANCES
    if here:
        return SectionName.HERE
    return SectionName.HARD if entry.hard_fact else SectionName.MORE
