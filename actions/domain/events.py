"""What happened, as it travels back through the outbox and into the history."""

from dataclasses import dataclass
from enum import StrEnum

from actions.domain.codes import Urgency


class Event(StrEnum):
    """Names in a signal's history besides those of the state machine (workflow.TRANSITIONS)."""

    RECEIVED = "received"
    NOTED = "noted"
    DEPUTY_TOLD = "deputy_told"
    REGIONAL_TEAM_TOLD = "regional_team_told"
    FEEDBACK_ASKED = "feedback_asked"
    ERASED = "erased"


class NoticeKind(StrEnum):
    """Why a desk gets a notice; decides which text it reads."""

    NEW_SIGNAL = "new_signal"
    SHARED = "shared"
    DEPUTY = "deputy"
    REGIONAL_TEAM = "regional_team"
    FEEDBACK_DUE = "feedback_due"


@dataclass(frozen=True, slots=True)
class Notice:
    """All that leaves the store towards a desk: no word that anybody typed.

    `key` is the idempotency key: the same key is the same notice, however often it comes.
    """

    key: str
    kind: NoticeKind
    desk: str
    reference: str
    urgency: Urgency
    link: str
