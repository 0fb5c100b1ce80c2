"""The life of a model, and which step may follow which."""

from collections.abc import Mapping
from enum import StrEnum

from channels.models.errors import TransitionError


class State(StrEnum):
    """Where a model is in its life; `DEPLOYED` is the one that answers people."""

    CANDIDATE = "candidate"
    TESTING = "testing"
    READY = "ready"
    DEPLOYED = "deployed"
    RETIRED = "retired"
    FAILED = "failed"


NEXT: Mapping[State | None, frozenset[State]] = {
    # Set-up's own model serves at once: there is none to compare it with.
    None: frozenset({State.CANDIDATE, State.DEPLOYED, State.FAILED}),
    State.CANDIDATE: frozenset({State.TESTING, State.RETIRED}),
    # A comparison that was broken off is begun again.
    State.TESTING: frozenset({State.TESTING, State.READY, State.FAILED, State.RETIRED}),
    # Compared anew when another model came to serve in between.
    State.READY: frozenset({State.TESTING, State.DEPLOYED, State.RETIRED}),
    State.DEPLOYED: frozenset({State.RETIRED}),
    # The way back.
    State.RETIRED: frozenset({State.DEPLOYED}),
    State.FAILED: frozenset(),
}
"""By state (None: not yet in the register), the states that may follow."""


def step(model: str, before: State | None, after: State) -> None:
    """Raises TransitionError where the life cycle has no such step."""
    if after not in NEXT[before]:
        raise TransitionError(model=model, before=before or "-", after=after)
