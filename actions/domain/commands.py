"""What can be asked of the service layer: commands, and the questions of an inbox."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from actions.domain.codes import (
    Channel,
    ExploitationForm,
    Language,
    Setting,
    Source,
    Status,
    Urgency,
)
from actions.domain.disclosure import Officer
from actions.domain.signal import Citation, Facts, Indicator
from actions.domain.workflow import CloseReason


@dataclass(frozen=True, slots=True)
class SubmitSignal:
    """Hand a signal over.

    `submission_key` is the conversation's own key: submitting it twice gives the same
    receipt. `observation` is what was typed, unmasked; only its masked form leaves the
    encrypted original.
    """

    submission_key: str
    facts: Facts
    channel: Channel
    language: Language
    observation: str
    source: Source | None = None
    sector: str | None = None
    contact: str | None = None
    indicators: tuple[Indicator, ...] = ()
    guidance: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeStatus:
    """Move a signal on, with a note for colleagues and feedback for the reporter.

    `reason` says why it is closed; with other steps it has no meaning.
    """

    officer: Officer
    signal_id: str
    status: Status
    note: str | None = None
    feedback: str | None = None
    expected_version: int | None = None
    reason: CloseReason | None = None


@dataclass(frozen=True, slots=True)
class HandOver:
    """Ask the deputy of the handling desk to take a signal over."""

    officer: Officer
    signal_id: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class JudgeLink:
    """Say whether two signals are the same case; both must be open to the officer."""

    officer: Officer
    signal_id: str
    other_id: str
    same: bool


class InboxOrder(StrEnum):
    """What comes first in an inbox."""

    URGENCY = "urgency"
    DUE = "due"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class InboxFilters:
    """Which of an officer's signals to list; None means all.

    `search` looks for every one of its words in what this officer may read, and for a
    reference. `unread_only` also lists what others changed since the officer read it.
    """

    status: Status | None = None
    urgency: Urgency | None = None
    desk: str | None = None
    municipality: str | None = None
    open_only: bool = False
    since: datetime | None = None
    limit: int = 200
    offset: int = 0
    form: ExploitationForm | None = None
    setting: Setting | None = None
    search: str | None = None
    unread_only: bool = False
    overdue_only: bool = False
    accepted_by: str | None = None
    order: InboxOrder = InboxOrder.URGENCY
