"""Values that pass between use cases, store and doors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

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
from actions.domain.likeness import Likeness
from actions.domain.signal import Citation, RoutingDecision, Signal


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

    @property
    def handling_desk(self) -> str | None:
        """The desk that must accept it; None where no desk of ours has it."""
        handling = (desk for desk, role in self.desks.items() if role is DeskRole.HANDLING)
        return next(handling, None)


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
    """One line of an officer's inbox; no word that anybody typed.

    `unread` means never opened by this officer, or changed by somebody else since; the second
    is told apart by `changed`. `passed_on` means that the deputy was asked, `answered` that the
    reporter got feedback; what was answered is never overdue.
    """

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
    changed: bool = False
    passed_on: bool = False
    accepted_by: str | None = None
    answered: bool = False


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """How much waits on the officer's desks, whatever is being listed."""

    open: int = 0
    unread: int = 0
    overdue: int = 0
    mine: int = 0


@dataclass(frozen=True, slots=True)
class InboxPage:
    """A page of an inbox; `total` is how many signals the filters let through."""

    rows: tuple[InboxRow, ...]
    total: int
    counts: InboxCounts


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Who did what to a signal, and when; `detail` is a code or a masked reason."""

    at: datetime
    actor: str
    action: str
    detail: str


class LinkState(StrEnum):
    """Whether two signals are the same case."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class LinkedSignal:
    """Another signal that may be the same case; `why` is empty for what no longer looks it."""

    id: str
    reference: str
    created_at: datetime
    exploitation_form: ExploitationForm
    municipality: str | None
    status: Status
    state: LinkState
    why: tuple[Likeness, ...]


@dataclass(frozen=True, slots=True)
class SignalView:
    """A signal as one officer may see it; `original` is None where masked words must do.

    `seen_by` is filled for the handling desk alone.
    """

    signal: Signal
    access: Access
    original: str | None
    desks: Mapping[str, DeskRole]
    response_due: datetime | None
    version: int
    accepted_by: str | None
    allowed: tuple[Status, ...]
    may_hand_over: bool = False
    may_write: bool = False
    seen_by: tuple[AuditLine, ...] = ()
    links: tuple[LinkedSignal, ...] = ()


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
class Expiring:
    """A signal past its term; `closed_at` is None where the term counts from receipt."""

    signal_id: str
    desk: str | None
    received_at: datetime
    closed_at: datetime | None


class Unanswered(StrEnum):
    """Why a question gets no quotes: nothing answers it, or there is no index to look in."""

    UNKNOWN = "unknown"
    NO_INDEX = "no_index"


@dataclass(frozen=True, slots=True)
class AnswerQuotes:
    """Sentences that answer a question; `old_year` is set when the source is history.

    `language` is that of the quotes, `passages` are for who wants to read on.
    """

    quotes: tuple[Citation, ...]
    old_year: int | None = None
    language: Language = Language.NL
    passages: tuple[Citation, ...] = ()
