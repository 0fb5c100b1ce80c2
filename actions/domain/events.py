"""What happened, as it travels back through the outbox and into the history."""

from dataclasses import dataclass
from enum import StrEnum

from actions.domain.codes import Language, Urgency


class Event(StrEnum):
    """Names in a signal's history besides those of the state machine (workflow.TRANSITIONS)."""

    RECEIVED = "received"
    NOTED = "noted"
    DEPUTY_TOLD = "deputy_told"
    REGIONAL_TEAM_TOLD = "regional_team_told"
    FEEDBACK_ASKED = "feedback_asked"
    HANDED_OVER = "handed_over"
    LINKED = "linked"
    UNLINKED = "unlinked"
    BREAK_GLASS = "break_glass"
    ERASED = "erased"


class NoticeKind(StrEnum):
    """Why a desk, or the reporter, gets a notice; decides which text it reads."""

    NEW_SIGNAL = "new_signal"
    SHARED = "shared"
    DEPUTY = "deputy"
    REGIONAL_TEAM = "regional_team"
    FEEDBACK_DUE = "feedback_due"
    HANDED_OVER = "handed_over"
    REPORTER_ACCEPTED = "reporter_accepted"
    REPORTER_FEEDBACK = "reporter_feedback"
    REPORTER_CLOSED = "reporter_closed"


TO_DEPUTY = frozenset({NoticeKind.DEPUTY, NoticeKind.HANDED_OVER})
"""Notices for the deputy of a desk."""

TO_REPORTER = frozenset(
    {
        NoticeKind.REPORTER_ACCEPTED,
        NoticeKind.REPORTER_FEEDBACK,
        NoticeKind.REPORTER_CLOSED,
    }
)
"""Notices for who reported; these go by e-mail alone, and name no urgency."""


@dataclass(frozen=True, slots=True)
class Notice:
    """All that leaves the store towards a desk or the reporter: no word that anybody typed.

    `key` is the idempotency key: the same key is the same notice, however often it comes.
    """

    key: str
    kind: NoticeKind
    desk: str
    reference: str
    urgency: Urgency
    link: str
    language: Language = Language.NL
