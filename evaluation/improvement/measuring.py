"""One model on every gate, case by case: what `nietpluis evaluate` measures, kept apart."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path

from evaluation.bench import Bench, opened
from evaluation.conditions import HERE, Case, Condition, Measured, read_conditions
from evaluation.improvement.paired import Outcome

TALKS = "stories"
ON_MESSAGES = ("danger", "intents", "slots", "routing")
REVIEWED: Mapping[str, str] = {
    **dict.fromkeys(ON_MESSAGES, "reviewed/nlu.jsonl"),
    TALKS: "reviewed/stories",
}
"""Sets that grow out of reviews, measured once there are any."""
GATES = (*ON_MESSAGES, "checklist", "fairness", TALKS)
"""Conditions that depend on the trained model; the others cannot change by retraining."""
GRAVE: Mapping[str, tuple[str, ...]] = {
    "danger": ("not heard",),
    "routing": ("route: ",),
    "checklist": (
        *("route: ", "danger: False, expected True"),
        *("before: route: ", "before: danger: False, expected True"),
    ),
    "fairness": ("route: ", "danger: True became False"),
    TALKS: ("primary is ", "urgent_notice is None"),
}
"""By condition, how the fault begins by which somebody came to harm."""
Follow = Callable[[str], None]
Outcomes = Mapping[str, Sequence[Outcome]]


def outcomes(model: Path, quick: bool, follow: Follow) -> Outcomes:
    """By gate and set, what became of each case; `follow` hears of each gate as it is done.

    Quick leaves out the conversations. Texts stay out of it: a set that is only for
    reporting is not read here either.
    """
    found: dict[str, Sequence[Outcome]] = {}
    with opened(model) as bench:
        for condition, of_set, path in chosen(quick):
            measured = _run(condition, bench, path)
            gate = f"{condition.name} {of_set}"
            found[gate] = [_outcome(condition.name, case) for case in measured.cases]
            follow(gate)
    return found


def chosen(quick: bool) -> Iterator[tuple[Condition, str, Path]]:
    """The gates with each of their sets, in their order."""
    conditions = read_conditions()
    for name in GATES:
        if quick and name == TALKS:
            continue
        sets = dict(conditions[name].sets) or {"all": ""}
        if name in REVIEWED and (HERE / REVIEWED[name]).exists():
            sets["reviewed"] = REVIEWED[name]
        for of_set, path in sets.items():
            yield conditions[name], of_set, HERE / path


def _run(condition: Condition, bench: Bench, path: Path) -> Measured:
    module, _, name = condition.runner.partition(":")
    run: Callable[[Bench, Condition, Path], Measured]
    run = getattr(import_module(f"evaluation.measures.{module}"), name)
    return run(bench, condition, path)


def _outcome(condition: str, case: Case) -> Outcome:
    starts = GRAVE.get(condition, ())
    grave = any(fault.startswith(starts) for fault in case.faults) if starts else False
    return Outcome(case.id, case.right, grave)
