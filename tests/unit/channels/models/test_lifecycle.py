"""A model lives as the table says, and no other way."""

import itertools

import pytest

from channels.models.errors import TransitionError
from channels.models.lifecycle import State, step

ALLOWED = {
    (None, "candidate"),
    (None, "deployed"),
    (None, "failed"),
    ("candidate", "testing"),
    ("candidate", "retired"),
    ("testing", "testing"),
    ("testing", "ready"),
    ("testing", "failed"),
    ("testing", "retired"),
    ("ready", "testing"),
    ("ready", "deployed"),
    ("ready", "retired"),
    ("deployed", "retired"),
    ("retired", "deployed"),
}
EVERY = list(itertools.product([None, *State], State))


@pytest.mark.parametrize(("before", "after"), EVERY, ids=lambda state: str(state))
def test_a_step_is_taken_only_where_the_table_has_it(before: State | None, after: State) -> None:
    if (before, after) in ALLOWED:
        step("m", before, after)
        return
    with pytest.raises(TransitionError):
        step("m", before, after)
