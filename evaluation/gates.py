"""Whether figures fell below those on record, beyond what chance explains.

The record is `gates.yml`, which people review: by condition, set and figure the value with its
95 % interval. `nietpluis evaluate --record` writes it from a run.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from evaluation.conditions import HERE, Condition, Figure, Result
from evaluation.intervals import Score, wilson

FILE = HERE / "gates.yml"
HEAD = """\
# Figures on record, with their 95 % intervals: by condition, set and figure. A run that is worse
# than the interval allows fails `nietpluis evaluate --gate`. Written by
# `nietpluis evaluate --record`; read the difference before you commit it.
"""
KEPT = ("value", "low", "high", "n")
Record = Mapping[str, Mapping[str, Mapping[str, Score]]]


@dataclass(frozen=True)
class Fall:
    """A figure that is worse than its record allows; `limit` is the worst that was allowed."""

    condition: str
    set: str
    figure: str
    value: float | None
    recorded: float
    limit: float


def read_record(file: Path = FILE) -> Record:
    """What is on record; nothing where there is no file yet."""
    if not file.exists():
        return {}
    record: Record = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    return record


def falls(
    results: Sequence[Result], conditions: Mapping[str, Condition], record: Record
) -> list[Fall]:
    """Every gated figure of these results that fell, in the order of the record."""
    return [fall for result in results for fall in _of_result(result, conditions, record)]


def unrecorded(
    results: Sequence[Result], conditions: Mapping[str, Condition], record: Record
) -> list[str]:
    """Gated figures that were measured and have no record: nothing holds them."""
    return [
        f"{result.condition} {result.set} {name}"
        for result in results
        for name, figure in conditions[result.condition].figures.items()
        if figure.better != "none" and _value(result, name) is not None
        and name not in record.get(result.condition, {}).get(result.set, {})
    ]  # fmt: skip


def with_results(
    record: Record, results: Sequence[Result], conditions: Mapping[str, Condition]
) -> Record:
    """The record with these results in the place of what it held for them."""
    merged: dict[str, Any] = {name: dict(sets) for name, sets in record.items()}
    for result in results:
        figures = conditions[result.condition].figures
        kept = {
            name: {key: result.scores[name][key] for key in KEPT}
            for name, figure in figures.items()
            if figure.better != "none" and _value(result, name) is not None
        }
        merged.setdefault(result.condition, {})[result.set] = kept
    return merged


def write_record(record: Record, file: Path = FILE) -> None:
    """Writes the record, a figure a line."""
    lines = [HEAD.rstrip()]
    for condition, sets in record.items():
        lines.append(f"{condition}:")
        for of_set, figures in sets.items():
            lines.append(f"  {of_set}:")
            for name, score in figures.items():
                shown = ", ".join(f"{key}: {score[key]}" for key in KEPT)
                lines.append(f"    {name}: {{{shown}}}")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def worst_allowed(figure: Figure, recorded: Score) -> float:
    """The end of the recorded interval on the worse side; an exact figure may not move.

    Resampling gives no width where all cases were right: then the interval of a share stands in.
    """
    value, low, high = (float(recorded[key]) for key in ("value", "low", "high"))
    if figure.exact:
        return value
    if low == high and 0 <= value <= 1:
        low, high = wilson(round(value * recorded["n"]), recorded["n"])
    return low if figure.better == "higher" else high


def _of_result(
    result: Result, conditions: Mapping[str, Condition], record: Record
) -> Iterator[Fall]:
    figures = conditions[result.condition].figures
    for name, recorded in record.get(result.condition, {}).get(result.set, {}).items():
        figure, value = figures[name], _value(result, name)
        limit = worst_allowed(figure, recorded)
        if value is None or _is_worse(figure, value, limit):
            yield Fall(result.condition, result.set, name, value, recorded["value"], limit)


def _is_worse(figure: Figure, value: float, limit: float) -> bool:
    return value < limit if figure.better == "higher" else value > limit


def _value(result: Result, name: str) -> float | None:
    found = result.scores.get(name, {}).get("value")
    return None if found is None else float(found)
