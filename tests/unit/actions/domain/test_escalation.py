"""Nothing waits unseen: deputy first, then the regional team, by the desk's own clock."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from actions.adapters.directory_file import SHIPPED_DIRECTORY, load_directory
from actions.domain.codes import Urgency
from actions.domain.directory import Directory
from actions.domain.escalation import DueEscalation, Step, Waiting, due_escalations

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DIRECTORY = load_directory(SHIPPED_DIRECTORY, date(2027, 3, 1))
MONDAY = datetime(2027, 3, 1, 10, tzinfo=AMSTERDAM)
FRIDAY = datetime(2027, 3, 5, 16, 30, tzinfo=AMSTERDAM)
WEEKEND = timedelta(days=2, hours=15, minutes=30)  # from Friday 17:00 to Monday 8:30


def waiting(urgency: Urgency, at: datetime, desk: str = "groningen-officer") -> Waiting:
    return Waiting("R1", desk, urgency, at)


def due(handoff: Waiting, now: datetime, directory: Directory = DIRECTORY) -> list[DueEscalation]:
    return list(due_escalations([handoff], directory, now))


@pytest.mark.parametrize(
    ("urgency", "at", "deputy", "team"),
    [
        (Urgency.ACUTE, MONDAY, timedelta(minutes=15), timedelta(minutes=30)),
        (Urgency.ACUTE, FRIDAY + timedelta(hours=9), timedelta(minutes=15), timedelta(minutes=30)),
        (Urgency.URGENT, MONDAY, timedelta(hours=1), timedelta(hours=3)),
        # Half an hour is left on Friday; the rest counts from Monday half past eight.
        (Urgency.URGENT, FRIDAY, WEEKEND + timedelta(hours=1), WEEKEND + timedelta(hours=3)),
        (Urgency.NORMAL, MONDAY, timedelta(hours=23, minutes=30), timedelta(days=1, hours=23)),
    ],
)  # fmt: skip
def test_each_step_is_due_at_its_moment_and_not_before(
    urgency: Urgency, at: datetime, deputy: timedelta, team: timedelta
) -> None:
    handoff = waiting(urgency, at)
    first = DueEscalation("R1", Step.DEPUTY, "groningen-officer", at + deputy)
    second = DueEscalation("R1", Step.REGIONAL_TEAM, "zvh-groningen", at + team)
    minute = timedelta(minutes=1)
    assert due(handoff, at + deputy - minute) == []
    assert due(handoff, at + deputy) == [first]
    assert due(handoff, at + team - minute) == [first]
    assert due(handoff, at + team) == [first, second]


def test_a_step_that_was_made_is_not_made_again() -> None:
    handoff = replace(waiting(Urgency.ACUTE, MONDAY), taken=frozenset({Step.DEPUTY}))
    later = due(handoff, MONDAY + timedelta(days=30))
    assert [step.step for step in later] == [Step.REGIONAL_TEAM]


def test_without_a_deputy_the_team_is_told_at_the_deputys_moment() -> None:
    officer = DIRECTORY.desks["groningen-officer"]
    alone = replace(
        DIRECTORY, desks={**DIRECTORY.desks, officer.key: replace(officer, deputy=None)}
    )
    found = due(waiting(Urgency.ACUTE, MONDAY), MONDAY + timedelta(minutes=15), alone)
    assert [(step.step, step.desk) for step in found] == [(Step.REGIONAL_TEAM, "zvh-groningen")]


def test_what_waits_at_a_regional_team_goes_to_no_other_region() -> None:
    team = DIRECTORY.desks["zvh-groningen"]
    south = replace(team, key="zvh-south", region="zuid", fallback=False)
    two = replace(DIRECTORY, desks={**DIRECTORY.desks, south.key: south})
    found = due(waiting(Urgency.ACUTE, MONDAY, south.key), MONDAY + timedelta(days=9), two)
    assert [(step.step, step.desk) for step in found] == [(Step.DEPUTY, "zvh-south")]


def test_a_desk_that_left_the_directory_escalates_at_once() -> None:
    found = due(waiting(Urgency.NORMAL, MONDAY, "gone"), MONDAY)
    assert found == [DueEscalation("R1", Step.REGIONAL_TEAM, "zvh-groningen", MONDAY)]


def test_organisations_that_accept_nothing_here_are_left_alone() -> None:
    assert due(waiting(Urgency.ACUTE, MONDAY, "police"), MONDAY + timedelta(days=9)) == []


def test_every_inbox_desk_that_ships_escalates_in_the_end() -> None:
    later = MONDAY + timedelta(days=60)
    for desk in DIRECTORY.desks.values():
        if desk.escalation is not None:
            assert due(waiting(Urgency.NORMAL, MONDAY, desk.key), later)
