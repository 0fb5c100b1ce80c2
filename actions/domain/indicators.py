"""The catalogue of signals: what each means, and what it points to.

Findings are explained one by one and never added up: a single hard fact sets a floor, ten
circumstances set none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import StrEnum

from actions.domain.codes import ExploitationForm, Setting
from actions.domain.directory import LocalText
from actions.domain.signal import Indicator

OUTSIDE = "outside the sources, review open"
"""The source of a signal that staff expect and that no policy document names."""


class Kind(StrEnum):
    """What sort of thing an entry is; only the first three say something about exploitation."""

    SIGNAL = "signal"
    MEANS = "means"
    VIOLATION = "violation"
    CIRCUMSTANCE = "circumstance"


class Effect(StrEnum):
    """A fact of the conversation that a finding establishes; the names are those of `Facts`."""

    VIOLENCE_OR_COERCION = "violence_or_coercion"
    ABOUT_TO_DISAPPEAR = "about_to_disappear"
    MINOR = "minor"
    ADDRESS_INVOLVED = "address_involved"
    HELP_ASKED = "help_asked"
    UNACCOMPANIED_MINOR = "unaccompanied_minor"


FLOOR_EFFECTS = frozenset({Effect.VIOLENCE_OR_COERCION, Effect.ABOUT_TO_DISAPPEAR, Effect.MINOR})
"""Effects that make a matter urgent, and so may make an entry a hard fact."""


@dataclass(frozen=True, slots=True)
class IndicatorEntry:
    """One signal: what it is called and means, and the patterns that show it in a text.

    `forms` and `settings` are what it points to and where it is seen; empty means any. A
    `hard_fact` sets an urgency floor by itself. `source` is a document and section, or OUTSIDE.
    `implies` are codes of what is true as well wherever this is: a child that begs is a minor.
    """

    code: str
    kind: Kind
    label: LocalText
    explanation: LocalText
    forms: tuple[ExploitationForm, ...]
    settings: tuple[Setting, ...]
    hard_fact: bool
    effects: frozenset[Effect]
    source: str
    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()

    @property
    def reviewed(self) -> bool:
        """Whether a policy document stands behind it."""
        return self.source != OUTSIDE


@dataclass(frozen=True, slots=True)
class IndicatorCatalogue:
    """Every entry by code, with the shared word lists (`concepts`) that its patterns refer to.

    `hypotheticals` are patterns of sentences that tell nothing that happened. `fields` are word
    lists by meaning, which the trained recogniser alone looks at.
    """

    entries: Mapping[str, IndicatorEntry]
    concepts: Mapping[str, tuple[str, ...]]
    hypotheticals: tuple[str, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = dataclass_field(default_factory=dict)

    def effects(self, codes: Iterable[str]) -> frozenset[Effect]:
        """The facts that these findings establish."""
        return frozenset(effect for code in codes for effect in self.entries[code].effects)

    def hard_facts(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Those codes that set an urgency floor by themselves."""
        return tuple(code for code in codes if self.entries[code].hard_fact)


class Basis(StrEnum):
    """What recognised an entry: the catalogue's patterns, or the trained model alone."""

    PATTERN = "pattern"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class IndicatorFinding(Indicator):
    """An entry recognised in a text: `text[start:end]` is the evidence.

    Only a `firm` finding may set an urgency floor or establish a fact.
    """

    start: int
    end: int
    basis: Basis = Basis.PATTERN
    firm: bool = True
