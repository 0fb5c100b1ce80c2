"""Every condition that the system is measured under, and one function that runs one of them.

`conditions.yml` names them: what is measured, on which set, by which function, and how each
figure is called. A condition runs against a bench, which holds the trained model:

    with opened(model) as bench:
        result = run_condition("danger", bench)
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

import yaml

from evaluation.bench import Bench
from evaluation.intervals import Score

HERE = Path(__file__).parent
FILE = HERE / "conditions.yml"
DEV, UNSEEN, FEW = "dev", "unseen", "few"
"""The sets: to choose by, to report only, and the few cases of a fast run."""
WITHOUT_COPIES = ".without_near_copies"
"""Behind a figure's name: the same over the messages without a near-copy in training; not gated."""
Better = Literal["higher", "lower", "none"]
Words = Mapping[str, str]
"""The same text by language: `nl` and `en`."""


@dataclass(frozen=True)
class Figure:
    """One figure of a condition: what it is called, and which way is better.

    An `exact` figure may not get worse at all, whatever its interval. `none`: it is told, and
    no gate looks at it.
    """

    title: Words
    better: Better = "higher"
    exact: bool = False


@dataclass(frozen=True)
class Condition:
    """Something that is measured, as `conditions.yml` has it.

    `sets` has the file or folder of each set, by `dev` and `unseen`; empty where the condition
    needs none. `alone` is the command that runs it by itself, `limit` how many cases of a kind
    the fast run takes (0: all).
    """

    name: str
    title: Words
    about: Words
    runner: str
    alone: str
    figures: Mapping[str, Figure]
    sets: Mapping[str, str] = field(default_factory=dict)
    fast: bool = True
    limit: int = 0


@dataclass(frozen=True)
class Case:
    """One case of a run: what was put in, whether it came out right, and else what was wrong."""

    id: str
    right: bool
    text: str = ""
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """Counts of what was expected against what came, for a confusion matrix.

    `right` has what should come of each expected label where that is not the label itself.
    """

    title: str
    counts: Sequence[tuple[str, str, int]]
    right: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Measured:
    """What a condition's function found; `calibration` by name, as `nlu.report` makes it."""

    scores: Mapping[str, Score]
    cases: Sequence[Case] = ()
    confusions: Sequence[Table] = ()
    calibration: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """One condition, measured on one set (`dev`, `unseen`, `few`) in so many seconds."""

    condition: str
    set: str
    seconds: float
    measured: Measured

    @property
    def scores(self) -> Mapping[str, Score]:
        """Every figure by its name: `value`, `low`, `high`, `n`."""
        return self.measured.scores

    @property
    def misses(self) -> tuple[Case, ...]:
        """The cases that came out wrong."""
        return tuple(case for case in self.measured.cases if not case.right)

    def as_json(self) -> dict[str, Any]:
        """As a run's file holds it; see `from_json`."""
        return {
            "condition": self.condition,
            "set": self.set,
            "seconds": self.seconds,
            **asdict(self.measured),
        }


class UnknownConditionError(LookupError):
    """No condition has this name; the text names those there are."""


Runner = Callable[[Bench, Condition, Path], Measured]


def read_conditions(file: Path = FILE) -> dict[str, Condition]:
    """All conditions by name, in the order of the file."""
    rows = yaml.safe_load(file.read_text(encoding="utf-8"))["conditions"]
    return {row["name"]: _condition(row) for row in rows}


def run_condition(name: str, bench: Bench, of_set: str = DEV) -> Result:
    """Measures one condition on one of its sets.

    Raises UnknownConditionError where there is no such condition, or it has no such set.
    """
    conditions = read_conditions()
    if name not in conditions:
        raise UnknownConditionError(f"no condition {name!r}; there are {', '.join(conditions)}")
    condition = conditions[name]
    if of_set != DEV and of_set not in condition.sets:
        raise UnknownConditionError(f"condition {name!r} has no set {of_set!r}")
    began = time.perf_counter()
    measured = _runner(condition)(bench, condition, HERE / condition.sets.get(of_set, ""))
    if of_set == UNSEEN:
        measured = _unread(measured)
    of_set = FEW if of_set == DEV and bench.fast and condition.limit else of_set
    return Result(name, of_set, round(time.perf_counter() - began, 1), measured)


def from_json(row: Mapping[str, Any]) -> Result:
    """The result as it was written with `as_json`."""
    measured = Measured(
        scores=row["scores"],
        cases=[Case(**{**case, "faults": tuple(case["faults"])}) for case in row["cases"]],
        confusions=[
            Table(
                table["title"],
                [(e, g, n) for e, g, n in table["counts"]],
                table.get("right", {}),
            )
            for table in row["confusions"]
        ],
        calibration=row["calibration"],
    )
    return Result(row["condition"], row["set"], row["seconds"], measured)


def _condition(row: Mapping[str, Any]) -> Condition:
    figures = {name: _figure(given) for name, given in row["figures"].items()}
    return Condition(**{**row, "figures": figures})


def _figure(given: Mapping[str, Any]) -> Figure:
    title = {language: given[language] for language in ("nl", "en")}
    return Figure(title, given.get("better", "higher"), given.get("exact", False))


def _runner(condition: Condition) -> Runner:
    module, _, name = condition.runner.partition(":")
    runner: Runner = getattr(import_module(f"evaluation.measures.{module}"), name)
    return runner


def _unread(measured: Measured) -> Measured:
    """The same without texts: who reads a case of the unseen set has spent it."""
    cases = [Case(case.id, case.right) for case in measured.cases]
    return Measured(measured.scores, cases, measured.confusions, measured.calibration)
