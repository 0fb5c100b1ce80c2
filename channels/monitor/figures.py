"""The monitor's tables as people read them: names, order, and the length of each bar."""

from collections.abc import Callable
from dataclasses import dataclass

from actions.domain.codes import Language
from actions.domain.directory import Directory
from actions.service_layer.counting import (
    ACCEPTED_WITHIN,
    FEEDBACK_WITHIN,
    LATER,
    MonitorReport,
    MonitorTable,
)
from channels.inbox.pages import code_label
from channels.texts import Texts

LABELS = {"age_group": "age"}
"""Dimensions whose codes go by another name in texts/*/codes.yml."""

TERMS = {
    "acceptance": [*(name for name, _ in ACCEPTED_WITHIN), LATER],
    "feedback": [*(name for name, _ in FEEDBACK_WITHIN), LATER],
}
"""Dimensions that are read from soon to late; others go from much to little, months by date."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One count; `share` is its part of the largest count of the table, from 0 to 1."""

    code: str
    label: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One table with its title; `rest` is what was joined because it is too small to show."""

    dimension: str
    title: str
    bars: tuple[Bar, ...]
    rest: int
    total: int


@dataclass(frozen=True, slots=True)
class Names:
    """Reads codes in one language, municipalities by the directory."""

    texts: Texts
    language: Language
    directory: Directory

    def title(self, dimension: str) -> str:
        """What a table counts by."""
        return code_label(self.texts, self.language, "dimension", dimension)

    def of(self, dimension: str, code: str) -> str:
        """What people call a code of a dimension."""
        if dimension == "municipality":
            town = self.directory.municipality(code)
            return town.name if town else code_label(self.texts, self.language, "place", code)
        if dimension == "month":
            year, _, month = code.partition("-")
            return f"{code_label(self.texts, self.language, 'month', month)} {year}"
        return code_label(self.texts, self.language, LABELS.get(dimension, dimension), code)


def figures(report: MonitorReport, names: Names) -> list[Figure]:
    """Every table of the report, those without a count as well."""
    return [_figure(table, names) for table in report.tables]


def _figure(table: MonitorTable, names: Names) -> Figure:
    largest = max((*table.counts.values(), table.rest, 1))
    ordered = sorted(table.counts.items(), key=_order(table.dimension))
    bars = tuple(
        Bar(code, names.of(table.dimension, code), count, count / largest)
        for code, count in ordered
    )
    title = names.title(table.dimension)
    return Figure(table.dimension, title, bars, table.rest, table.total)


def _order(dimension: str) -> Callable[[tuple[str, int]], tuple[float, str]]:
    terms = TERMS.get(dimension)
    if terms is not None:
        return lambda item: (terms.index(item[0]), item[0])
    if dimension == "month":
        return lambda item: (0, item[0])
    return lambda item: (-item[1], item[0])
