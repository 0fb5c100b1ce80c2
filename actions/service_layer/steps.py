"""Which steps of the state machine an officer may take on a signal, and in which function."""

from datetime import datetime

from actions.domain import workflow
from actions.domain.codes import Status
from actions.domain.commands import ChangeStatus
from actions.domain.disclosure import DeskRole, Officer
from actions.domain.errors import TransitionError
from actions.domain.signal import HistoryEntry
from actions.domain.workflow import Actor
from actions.service_layer.errors import TransitionRefusedError
from actions.service_layer.records import StoredSignal


def actor_of(officer: Officer, stored: StoredSignal) -> Actor | None:
    """The function in which this officer acts on the signal; None for who only reads along."""
    roles = stored.desks.items()
    handling = {desk for desk, role in roles if role is DeskRole.HANDLING}
    passed_on = {desk for desk, role in roles if role in {DeskRole.ESCALATED, DeskRole.SHARED}}
    if handling & officer.desks:
        return Actor.OFFICER
    if handling & officer.is_deputy_for:
        return Actor.DEPUTY
    return Actor.REGIONAL_TEAM if passed_on & officer.serves else None


def allowed_steps(officer: Officer, stored: StoredSignal) -> tuple[Status, ...]:
    """Where this officer may move the signal to."""
    actor = actor_of(officer, stored)
    return workflow.allowed(stored.signal.status, actor) if actor else ()


def step_entry(stored: StoredSignal, command: ChangeStatus, now: datetime) -> HistoryEntry:
    """The step's line of history; raises TransitionRefusedError when there is no such step."""
    actor = actor_of(command.officer, stored)
    if actor is None:
        raise TransitionRefusedError(f"{command.officer.id} only reads along")
    try:
        moved = workflow.apply(
            stored.signal,
            command.status,
            actor,
            by=command.officer.id,
            at=now,
            note=command.note,
            feedback=command.feedback,
            reason=command.reason,
        )
    except TransitionError as error:
        raise TransitionRefusedError(str(error)) from error
    return moved.history[-1]
