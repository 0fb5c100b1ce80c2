"""A figure that is worse than the record and its interval allow is named, and nothing else."""

from pathlib import Path
from typing import Any

import pytest

from evaluation.conditions import Condition, Figure, Measured, Result, read_conditions
from evaluation.gates import (
    Fall,
    falls,
    read_record,
    unrecorded,
    with_results,
    worst_allowed,
    write_record,
)

WORDS = {"nl": "n", "en": "e"}
SCORE = {"value": 0.9, "low": 0.8, "high": 0.95, "n": 50}


def _conditions(**figure: Any) -> dict[str, Condition]:
    figures = {"f": Figure(WORDS, **figure)}
    return {"c": Condition("c", WORDS, WORDS, "m:f", "alone", figures)}


def _result(value: float | None, of_set: str = "dev") -> Result:
    score = {"value": value, "low": 0.0, "high": 1.0, "n": 50}
    return Result("c", of_set, 1.0, Measured({"f": score}))


@pytest.mark.parametrize(
    ("better", "value", "fell"),
    [("higher", 0.8, False), ("higher", 0.79, True), ("lower", 0.95, False), ("lower", 0.96, True)],
)
def test_a_figure_may_move_within_its_interval(better: str, value: float, fell: bool) -> None:
    record = {"c": {"dev": {"f": SCORE}}}
    assert bool(falls([_result(value)], _conditions(better=better), record)) is fell


def test_an_exact_figure_may_not_get_worse_at_all() -> None:
    record = {"c": {"dev": {"f": {"value": 0.0, "low": 0.0, "high": 0.02, "n": 197}}}}
    conditions = _conditions(better="lower", exact=True)
    assert falls([_result(0.0)], conditions, record) == []
    assert falls([_result(0.0051)], conditions, record) == [Fall("c", "dev", "f", 0.0051, 0.0, 0.0)]


def test_a_figure_that_is_no_longer_measured_fell() -> None:
    record = {"c": {"dev": {"f": SCORE}}}
    assert falls([_result(None)], _conditions(), record) == [Fall("c", "dev", "f", None, 0.9, 0.8)]


def test_a_figure_without_a_record_holds_nothing_and_is_named() -> None:
    assert unrecorded([_result(0.5)], _conditions(), {}) == ["c dev f"]
    assert unrecorded([_result(0.5)], _conditions(better="none"), {}) == []


def test_where_all_cases_were_right_a_share_lends_its_interval() -> None:
    right = {"value": 1.0, "low": 1.0, "high": 1.0, "n": 10}
    assert worst_allowed(Figure(WORDS), right) == pytest.approx(0.7225, abs=1e-4)


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    record = with_results({}, [_result(0.9), _result(0.8, "few")], _conditions())
    write_record(record, tmp_path / "gates.yml")
    assert read_record(tmp_path / "gates.yml") == record
    assert record["c"]["few"]["f"] == {"value": 0.8, "low": 0.0, "high": 1.0, "n": 50}


def test_a_run_of_one_condition_leaves_the_other_records_alone() -> None:
    record = {"d": {"dev": {"g": SCORE}}, "c": {"few": {"f": SCORE}}}
    merged = with_results(record, [_result(0.9)], _conditions())
    assert set(merged) == {"c", "d"}
    assert set(merged["c"]) == {"few", "dev"}


def test_every_gated_figure_of_the_fast_conditions_is_on_record() -> None:
    record = read_record()
    missing = {
        f"{c.name} {name}"
        for c in read_conditions().values()
        if c.fast
        for name, figure in c.figures.items()
        if figure.better != "none" and name not in record.get(c.name, {}).get("dev", {})
    }
    assert missing == set()
