"""What can be asked of the service layer: commands, and the questions of an inbox."""

from dataclasses import dataclass
from datetime import datetime

from actions.domain.codes import Channel, Language, Source, Status, Urgency
from actions.domain.disclosure import Officer
from actions.domain.signal import Citation, Facts, Indicator


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
    """Move a signal on, with a note for colleagues and feedback for the reporter."""

    officer: Officer
    signal_id: str
    status: Status
    note: str | None = None
    feedback: str | None = None
    expected_version: int | None = None


@dataclass(frozen=True, slots=True)
class InboxFilters:
    """Which of an officer's signals to list; None means all."""

    status: Status | None = None
    urgency: Urgency | None = None
    desk: str | None = None
    municipality: str | None = None
    open_only: bool = False
    since: datetime | None = None
    limit: int = 200
