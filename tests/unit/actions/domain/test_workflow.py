"""The table of steps, walked in full."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest

from actions.domain.codes import (
    AgeGroup,
    Channel,
    ExploitationForm,
    Language,
    Route,
    Status,
    Urgency,
)
from actions.domain.errors import TransitionError
from actions.domain.signal import (
    HistoryEntry,
    Place,
    Reporter,
    RoutedDesk,
    RoutingDecision,
    Signal,
)
from actions.domain.workflow import Actor, allowed, apply

NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)
SIGNAL = Signal(
    id="s1",
    reference="R1",
    created_at=NOW,
    channel=Channel.WEB,
    language=Language.NL,
    reporter=Reporter(),
    urgency=Urgency.NORMAL,
    exploitation_form=ExploitationForm.UNKNOWN,
    adjacent_concern=None,
    age_group=AgeGroup.UNKNOWN,
    unaccompanied_minor=False,
    place=Place(),
    source=None,
    ongoing=None,
    observation="Iets klopt niet.",
    indicators=(),
    guidance=(),
    routing=RoutingDecision(RoutedDesk(Route.POLICE, "police")),
)
PEOPLE = (Actor.OFFICER, Actor.DEPUTY, Actor.REGIONAL_TEAM)
STEPS = {
    (Status.NEW, Status.ACCEPTED): PEOPLE,
    (Status.ACCEPTED, Status.IN_PROGRESS): PEOPLE,
    (Status.ACCEPTED, Status.SHARED): PEOPLE[:2],
    (Status.ACCEPTED, Status.CLOSED): PEOPLE,
    (Status.IN_PROGRESS, Status.SHARED): PEOPLE[:2],
    (Status.IN_PROGRESS, Status.CLOSED): PEOPLE,
    (Status.SHARED, Status.IN_PROGRESS): PEOPLE,
    (Status.SHARED, Status.CLOSED): PEOPLE,
    (Status.CLOSED, Status.IN_PROGRESS): PEOPLE,
}


@pytest.mark.parametrize(("current", "wanted", "actor"), list(product(Status, Status, Actor)))
def test_a_step_is_possible_exactly_where_the_table_has_it(
    current: Status, wanted: Status, actor: Actor
) -> None:
    expected = actor in STEPS.get((current, wanted), ())
    signal = replace(SIGNAL, status=current)
    assert (wanted in allowed(current, actor)) is expected
    if expected:
        assert apply(signal, wanted, actor, by="o1", at=NOW).status is wanted
    else:
        with pytest.raises(TransitionError) as refused:
            apply(signal, wanted, actor, by="o1", at=NOW)
        assert refused.value.code == "transition_not_allowed"


def test_a_step_is_written_in_the_history_and_changes_nothing_else() -> None:
    moved = apply(
        SIGNAL, Status.ACCEPTED, Actor.OFFICER, by="o1", at=NOW, note="Gezien", feedback="Dank"
    )
    entry = HistoryEntry(NOW, "o1", "accepted", Status.ACCEPTED, "Gezien", "Dank")
    assert moved == replace(SIGNAL, status=Status.ACCEPTED, history=(entry,))


def test_every_status_can_be_reached_and_left() -> None:
    reached = {wanted for current in Status for wanted in allowed(current, Actor.OFFICER)}
    assert reached | {Status.NEW} == set(Status)
    assert all(allowed(current, Actor.OFFICER) for current in Status)
