"""Values that pass between use cases, store and doors."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from actions.domain.codes import (
    AgeGroup,
    ExploitationForm,
    Language,
    Route,
    Setting,
    Status,
    Urgency,
)
from actions.domain.disclosure import Access, DeskRole
from actions.domain.events import NoticeKind
from actions.domain.signal import RoutingDecision, Signal


@dataclass(frozen=True, slots=True)
class StoredSignal:
    """A signal as kept: the shown record, and beside it the original words.

    `original` and every sealed text are empty after erasure (`erased_at`).
    """

    signal: Signal
    original: str
    desks: Mapping[str, DeskRole]
    response_due: datetime | None
    version: int = 1
    accepted_at: datetime | None = None
    accepted_by: str | None = None
    erased_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """What the person is told of a desk; e-mail and telephone are functional ones."""

    key: str
    route: Route
    name: str
    email: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that a signal is stored; `reference` is shown to the reporter once."""

    signal_id: str
    reference: str
    urgency: Urgency
    decision: RoutingDecision
    desk: DeskFacts
    response_due: datetime | None


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One line of an officer's inbox; no word that anybody typed."""

    id: str
    reference: str
    created_at: datetime
    urgency: Urgency
    exploitation_form: ExploitationForm
    age_group: AgeGroup
    status: Status
    municipality: str | None
    setting: Setting | None
    primary: str
    role: DeskRole
    response_due: datetime | None
    overdue: bool
    unread: bool
    version: int


@dataclass(frozen=True, slots=True)
class SignalView:
    """A signal as one officer may see it; `original` is None where masked words must do."""

    signal: Signal
    access: Access
    original: str | None
    desks: Mapping[str, DeskRole]
    response_due: datetime | None
    version: int
    accepted_by: str | None
    allowed: tuple[Status, ...]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """All that a reporter gets by reference."""

    status: Status
    feedback: str | None
    response_due: datetime | None
    language: Language


@dataclass(frozen=True, slots=True)
class MaskedText:
    """Text with third parties' data replaced; `found` names the kinds, never the data."""

    text: str
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """A claimed outbox row."""

    id: int
    key: str
    signal_id: str
    desk: str
    kind: NoticeKind
    target: str
    attempts: int


@dataclass(frozen=True, slots=True)
class ParkedDelivery:
    """A notice that was given up, to be shown and tried again by a person."""

    id: int
    signal_id: str
    desk: str
    kind: NoticeKind
    target: str
    attempts: int
    last_error: str | None


@dataclass(frozen=True, slots=True)
class DeliveryRound:
    """How many notices of one round arrived, failed for now, and were given up."""

    delivered: int
    failed: int
    parked: int


@dataclass(frozen=True, slots=True)
class MonitorTable:
    """Counts of one dimension; what is under the threshold is in `rest` or left out.

    `rest` joins the categories that are too small to show; it is None where even their
    sum would give somebody away.
    """

    dimension: str
    counts: Mapping[str, int]
    rest: int | None


@dataclass(frozen=True, slots=True)
class MonitorReport:
    """A year's numbers without any person in them; `total` is None when under the threshold."""

    year: int
    total: int | None
    tables: tuple[MonitorTable, ...] = field(default=())
