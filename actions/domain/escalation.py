"""Who must be told, and when, about a handoff that nobody accepts: deputy, then regional team.

The times are the desk's own (directory file): minutes of its opening time, and for `acute`
minutes by the clock, because danger does not wait for office hours.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from actions.domain.codes import Urgency
from actions.domain.directory import Desk, Directory
from actions.domain.hours import OpeningHours, add_working_time


class Step(StrEnum):
    """How far a waiting handoff has been passed on."""

    DEPUTY = "deputy"
    REGIONAL_TEAM = "regional_team"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A handoff that nobody accepted yet; `taken` are the steps that were made already."""

    reference: str
    desk: str
    urgency: Urgency
    received_at: datetime
    taken: frozenset[Step] = frozenset()


@dataclass(frozen=True, slots=True)
class DueEscalation:
    """A step that is due: the desk that is told (its deputy, or the regional team's own desk)."""

    reference: str
    step: Step
    desk: str
    due_at: datetime


def due_escalations(
    waiting: Iterable[Waiting], directory: Directory, now: datetime
) -> tuple[DueEscalation, ...]:
    """Every step that is due at `now` and not made yet, the longest overdue first.

    A desk that left the directory is escalated at once: nobody can accept there any more.
    """
    due = [
        step
        for handoff in waiting
        for step in _steps(handoff, directory)
        if step.step not in handoff.taken and step.due_at <= now
    ]
    return tuple(sorted(due, key=lambda step: (step.due_at, step.reference, step.step)))


def _steps(handoff: Waiting, directory: Directory) -> list[DueEscalation]:
    desk = directory.desk(handoff.desk)
    if desk is None:
        return _from_a_lost_desk(handoff, directory)
    if desk.escalation is None:
        return []
    times, steps = desk.escalation, []
    if desk.deputy is not None:
        at = _after(desk, handoff, times.deputy[handoff.urgency], directory)
        steps.append(DueEscalation(handoff.reference, Step.DEPUTY, desk.key, at))
    team = directory.regional_team(desk)
    if team is not None:
        # Without a deputy there is nobody to wait for in between.
        minutes = (times.regional_team if desk.deputy else times.deputy)[handoff.urgency]
        at = _after(desk, handoff, minutes, directory)
        steps.append(DueEscalation(handoff.reference, Step.REGIONAL_TEAM, team.key, at))
    return steps


def _from_a_lost_desk(handoff: Waiting, directory: Directory) -> list[DueEscalation]:
    team = directory.any_regional_team()
    if team is None:
        return []
    return [DueEscalation(handoff.reference, Step.REGIONAL_TEAM, team.key, handoff.received_at)]


def _after(desk: Desk, handoff: Waiting, minutes: int, directory: Directory) -> datetime:
    hours = OpeningHours(always=True) if handoff.urgency is Urgency.ACUTE else desk.hours
    return add_working_time(
        hours, handoff.received_at, timedelta(minutes=minutes), directory.holidays
    )
