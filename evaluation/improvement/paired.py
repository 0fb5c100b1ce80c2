"""Two models on the same cases: what was won, what was lost, and whether chance explains it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import Any

from evaluation.intervals import Score, measured


@dataclass(frozen=True)
class Outcome:
    """One case under one model. `grave`: a danger that was missed, or a wrong primary route."""

    id: str
    right: bool
    grave: bool = False


@dataclass(frozen=True)
class Pairing:
    """A gate: both models on one set. `difference` is candidate less deployed, in share right.

    `p` is of the exact sign test over wins and losses, two-sided (McNemar 1947, exact form).
    """

    gate: str
    cases: int
    deployed: float
    candidate: float
    wins: tuple[str, ...]
    losses: tuple[str, ...]
    newly_grave: tuple[str, ...]
    difference: Score
    p: float

    @property
    def is_worse(self) -> bool:
        """Worse than chance explains: all of the 95 % interval lies below nothing."""
        return self.cases > 0 and float(self.difference["high"]) < 0

    def as_json(self) -> dict[str, Any]:
        """For the file that people read later."""
        return {
            **vars(self),
            "wins": list(self.wins),
            "losses": list(self.losses),
            "newly_grave": list(self.newly_grave),
        }


def pair(gate: str, deployed: Sequence[Outcome], candidate: Sequence[Outcome]) -> Pairing:
    """The candidate against the deployed model; raises ValueError where the cases differ."""
    old, new = _by_id(deployed), _by_id(candidate)
    if old.keys() != new.keys():
        raise ValueError(f"{gate}: not the same cases")
    wins = tuple(i for i in old if new[i].right and not old[i].right)
    losses = tuple(i for i in old if old[i].right and not new[i].right)
    steps = [int(new[i].right) - int(old[i].right) for i in old]
    return Pairing(
        gate=gate,
        cases=len(old),
        deployed=_share(old),
        candidate=_share(new),
        wins=wins,
        losses=losses,
        newly_grave=tuple(i for i in old if new[i].grave and not old[i].grave),
        difference=measured(steps, lambda drawn: sum(drawn) / len(drawn)),
        p=sign_test(len(wins), len(losses)),
    )


def sign_test(wins: int, losses: int) -> float:
    """Chance of a split at least this uneven were both ways as likely; 1 without any."""
    of = wins + losses
    tail = sum(comb(of, k) for k in range(min(wins, losses) + 1)) / 2**of
    return float(min(1.0, 2 * tail))


@dataclass(frozen=True)
class Refusal:
    """Why a candidate may not take over; `key` is of the texts."""

    key: str
    gate: str
    cases: tuple[str, ...]


def refusals(pairings: Sequence[Pairing]) -> list[Refusal]:
    """Every reason against; none means that the candidate is ready.

    One case with a danger newly missed, or sent to a wrong first desk, is enough. Elsewhere
    only what chance does not explain.
    """
    found = []
    for one in pairings:
        if one.newly_grave:
            found.append(Refusal("refused_grave", one.gate, one.newly_grave))
        if one.is_worse:
            found.append(Refusal("refused_worse", one.gate, one.losses))
    return found


def _by_id(outcomes: Sequence[Outcome]) -> dict[str, Outcome]:
    # A set may hold the same name twice: the second is told apart by its place.
    named: dict[str, Outcome] = {}
    for place, outcome in enumerate(outcomes):
        key = outcome.id if outcome.id not in named else f"{outcome.id} #{place}"
        named[key] = outcome
    return named


def _share(outcomes: Mapping[str, Outcome]) -> float:
    return round(sum(o.right for o in outcomes.values()) / len(outcomes), 4) if outcomes else 0.0
