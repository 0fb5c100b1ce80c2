"""The signal: what was told, by whom, where it goes and how it stands."""

from dataclasses import dataclass, field
from datetime import datetime

from actions.domain.codes import (
    Action,
    AdjacentConcern,
    AgeGroup,
    Channel,
    Disclosure,
    ExploitationForm,
    Language,
    Role,
    Route,
    Setting,
    Source,
    Status,
    Urgency,
)

SCHEMA = "nietpluis.signal/1"


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who told it; `municipality` is a directory key such as `groningen`."""

    role: Role | None = None
    organisation: str | None = None
    municipality: str | None = None
    disclosure: Disclosure = Disclosure.CONFIDENTIAL
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where it was noticed; `sector` is the kind of work or business, when known."""

    municipality: str | None = None
    setting: Setting | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A catalogue signal recognised in the observation, with the words that showed it.

    `chosen` is true where no words showed it: the reporter ticked it in a list, and the evidence
    says so.
    """

    code: str
    label: str
    evidence: str
    chosen: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a policy document that can be checked; `page` is None where it has none."""

    document: str
    title: str
    section: str
    page: int | None
    quote: str
    url: str


@dataclass(frozen=True, slots=True)
class RoutedDesk:
    """A route and the key of the directory desk that serves it."""

    route: Route
    desk: str


@dataclass(frozen=True, slots=True)
class RoutingDecision:
    """Where a signal goes; `reasons` are decision-table row ids, in table order."""

    primary: RoutedDesk
    secondary: tuple[RoutedDesk, ...] = ()
    actions: tuple[Action, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One appended line of a signal's life; never edited afterwards.

    `detail` is a code that belongs to the event: the reason of a closing, say.
    """

    at: datetime
    actor: str
    event: str
    status: Status | None = None
    note: str | None = None
    feedback: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the conversation established, before routing; None or unknown never blocks.

    `hard_facts` holds codes of catalogue indicators that set an urgency floor;
    `is_signal` is False for a mere question.
    """

    role: Role | None = None
    reporter_municipality: str | None = None
    organisation: str | None = None
    place_municipality: str | None = None
    exploitation_form: ExploitationForm = ExploitationForm.UNKNOWN
    adjacent_concern: AdjacentConcern | None = None
    age_group: AgeGroup = AgeGroup.UNKNOWN
    unaccompanied_minor: bool = False
    setting: Setting | None = None
    address_involved: bool = False
    help_asked: bool = False
    disclosure: Disclosure | None = None
    danger_now: bool = False
    ongoing: bool | None = None
    violence_or_coercion: bool = False
    about_to_disappear: bool = False
    is_signal: bool = True
    hard_facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signal:
    """The typed record that is stored, routed and handed off (contract 3)."""

    id: str
    reference: str
    created_at: datetime
    channel: Channel
    language: Language
    reporter: Reporter
    urgency: Urgency
    exploitation_form: ExploitationForm
    adjacent_concern: AdjacentConcern | None
    age_group: AgeGroup
    unaccompanied_minor: bool
    place: Place
    source: Source | None
    ongoing: bool | None
    observation: str
    indicators: tuple[Indicator, ...]
    guidance: tuple[Citation, ...]
    routing: RoutingDecision
    status: Status = Status.NEW
    history: tuple[HistoryEntry, ...] = field(default=())
    schema: str = SCHEMA
