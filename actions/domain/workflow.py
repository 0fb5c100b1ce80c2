"""The steps of a handoff: one table of who may move it from which status to which.

A handoff goes new, accepted, in progress, shared with the chain, closed. Every later step asks
that somebody accepted it first, so that nothing is closed unseen. A closed one can be reopened.
Source: the public contract, section 1.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from actions.domain.codes import Status
from actions.domain.errors import TransitionError
from actions.domain.signal import HistoryEntry, Signal


class Actor(StrEnum):
    """In which function somebody moves a handoff."""

    OFFICER = "officer"
    DEPUTY = "deputy"
    REGIONAL_TEAM = "regional_team"


class CloseReason(StrEnum):
    """Why a handoff was closed; the annual report counts these."""

    FOLLOWED_UP = "followed_up"
    PASSED_ON = "passed_on"
    NO_EXPLOITATION = "no_exploitation"
    TOO_LITTLE_KNOWN = "too_little_known"
    SAME_CASE = "same_case"
    OTHER = "other"


PEOPLE = frozenset({Actor.OFFICER, Actor.DEPUTY, Actor.REGIONAL_TEAM})
DESK = frozenset({Actor.OFFICER, Actor.DEPUTY})


@dataclass(frozen=True, slots=True)
class Transition:
    """One step, its event in the history, and who may make it."""

    before: Status
    after: Status
    event: str
    by: frozenset[Actor]


TRANSITIONS = (
    Transition(Status.NEW, Status.ACCEPTED, "accepted", PEOPLE),
    Transition(Status.ACCEPTED, Status.IN_PROGRESS, "started", PEOPLE),
    Transition(Status.ACCEPTED, Status.SHARED, "shared", DESK),
    Transition(Status.IN_PROGRESS, Status.SHARED, "shared", DESK),
    Transition(Status.SHARED, Status.IN_PROGRESS, "taken_back", PEOPLE),
    Transition(Status.ACCEPTED, Status.CLOSED, "closed", PEOPLE),
    Transition(Status.IN_PROGRESS, Status.CLOSED, "closed", PEOPLE),
    Transition(Status.SHARED, Status.CLOSED, "closed", PEOPLE),
    Transition(Status.CLOSED, Status.IN_PROGRESS, "reopened", PEOPLE),
)
"""Every step there is. Only the desk itself shares: the regional team is who it shares with."""


def allowed(current: Status, actor: Actor) -> tuple[Status, ...]:
    """The statuses to which this actor may move a handoff, in the order of the table."""
    return tuple(step.after for step in TRANSITIONS if step.before is current and actor in step.by)


def apply(
    signal: Signal,
    wanted: Status,
    actor: Actor,
    *,
    by: str,
    at: datetime,
    note: str | None = None,
    feedback: str | None = None,
    reason: CloseReason | None = None,
) -> Signal:
    """Move a handoff and write the step in its history; `by` is the id of who did it.

    `reason` is kept with a closing, and with nothing else.

    Raises TransitionError when there is no such step for this actor.
    """
    step = _find(signal.status, wanted, actor)
    if step is None:
        raise TransitionError(signal.status, wanted, actor)
    detail = reason if wanted is Status.CLOSED else None
    entry = HistoryEntry(at, by, step.event, wanted, note, feedback, detail)
    return replace(signal, status=wanted, history=(*signal.history, entry))


def _find(current: Status, wanted: Status, actor: Actor) -> Transition | None:
    steps = (step for step in TRANSITIONS if (step.before, step.after) == (current, wanted))
    return next((step for step in steps if actor in step.by), None)
