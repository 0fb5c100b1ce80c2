"""The catalogue of signals: what each means, what it points to, and what findings say together.

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


@dataclass(frozen=True, slots=True)
class FormEvidence:
    """The codes of the findings that fit one form of exploitation."""

    form: ExploitationForm
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingsSummary:
    """What findings say together, as grounds to name and never as a score.

    `forms` is in the order of the most particular grounds: how many findings point to that form
    and no other. `circumstances` raise attention and show nothing by themselves.
    """

    forms: tuple[FormEvidence, ...]
    hard_facts: tuple[str, ...]
    effects: frozenset[Effect]
    circumstances: tuple[str, ...]


def findings_summary(
    findings: Iterable[Indicator], catalogue: IndicatorCatalogue
) -> FindingsSummary:
    """Group findings by the form they fit, with the floors that any one of them sets."""
    findings = tuple(findings)
    codes = tuple(dict.fromkeys(finding.code for finding in findings))
    firm = tuple(dict.fromkeys(each.code for each in findings if _firm(each)))
    entries = [catalogue.entries[code] for code in codes]
    telling = [entry for entry in entries if entry.kind is not Kind.CIRCUMSTANCE]
    return FindingsSummary(
        forms=_by_form(telling),
        hard_facts=catalogue.hard_facts(firm),
        effects=catalogue.effects(firm),
        circumstances=tuple(entry.code for entry in entries if entry.kind is Kind.CIRCUMSTANCE),
    )


def _firm(finding: Indicator) -> bool:
    return not isinstance(finding, IndicatorFinding) or finding.firm


def _by_form(entries: list[IndicatorEntry]) -> tuple[FormEvidence, ...]:
    fitting = {
        form: [entry for entry in entries if form in entry.forms] for form in ExploitationForm
    }
    order = sorted(
        (form for form in fitting if fitting[form]),
        key=lambda form: -sum(len(entry.forms) == 1 for entry in fitting[form]),
    )
    return tuple(FormEvidence(form, tuple(e.code for e in fitting[form])) for form in order)
