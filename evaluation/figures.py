"""What whole conversations show together, with 95 % intervals."""

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any

from evaluation.conversations import AGAIN, Run, asked_though_told
from evaluation.intervals import Score, measured, share
from evaluation.nlu.scores import percentile
from evaluation.slots import Told, slot_scores

ROUTED = ("primary", "secondary", "actions", "urgency")
Report = dict[str, Any]


def figures(runs: Sequence[Run], told: Mapping[str, Sequence[Told]]) -> Report:
    """Scores over all conversations; `told` holds the compared fields by story name."""
    handed = [len(run.turns) for run in runs if run.last("outcome") == "handoff"]
    routed = [run for run in runs if "primary" in run.story.expected]
    kinds = sorted({run.story.kind for run in runs})
    return {
        "stories": len(runs),
        "without_fault": _share(runs, lambda run: not run.faults),
        "primary_route_right": _share(routed, lambda run: _is_right(run, ("primary",))),
        "routed_fields_right": _share(routed, lambda run: _is_right(run, ROUTED)),
        "stuck": _share(runs, is_stuck),
        "asked_again": _share(runs, lambda run: bool(_again(run))),
        "asked_though_told": _share(runs, lambda run: bool(asked_though_told(run))),
        "turns_to_handoff": measured(handed, median) | {"p90": percentile(handed, 0.9)},
        "turns_all_at_once": _turns_of(runs, "everything_at_once"),
        "slots": slot_scores([each for fields in told.values() for each in fields]),
        "by_kind": {kind: _of_kind(runs, kind) for kind in kinds},
        "cases": [as_case(run, told.get(run.story.name, ())) for run in runs],
    }


def is_stuck(run: Run) -> bool:
    """Whether the conversation came to no outcome."""
    return run.last("outcome") is None


def as_case(run: Run, told: Sequence[Told]) -> Report:
    """One conversation for the report: what was wrong in it and how long it took."""
    wrong = [each for each in told if not each.agrees]
    return {
        "id": run.story.name,
        "right": not run.faults and not wrong,
        "turns": len(run.turns),
        "outcome": run.last("outcome"),
        "faults": run.faults,
        "told_and_asked": asked_though_told(run),
        "slots_wrong": [f"{w.slot} is {w.stored}, expected {w.gold}" for w in wrong],
    }


def _is_right(run: Run, fields: Sequence[str]) -> bool:
    starts = tuple(f"{name} is " for name in fields)
    return not any(fault.startswith(starts) for fault in run.faults)


def _again(run: Run) -> list[str]:
    return [fault for fault in run.faults if fault.startswith(AGAIN)]


def _of_kind(runs: Sequence[Run], kind: str) -> Score:
    of_kind = [run for run in runs if run.story.kind == kind]
    turns = [len(run.turns) for run in of_kind]
    return _share(of_kind, lambda run: not run.faults) | {"median_turns": median(turns)}


def _turns_of(runs: Sequence[Run], kind: str) -> Report:
    turns = [len(run.turns) for run in runs if run.story.kind == kind]
    return {"value": max(turns, default=None), "median": median(turns) if turns else None}


def _share(runs: Sequence[Run], holds: Callable[[Run], bool]) -> Score:
    return share(sum(holds(run) for run in runs), len(runs))
