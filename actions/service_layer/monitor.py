"""A year's numbers, from which nobody can be picked out."""

from collections.abc import Mapping
from datetime import UTC, datetime

from actions.service_layer.parts import Parts
from actions.service_layer.records import MonitorReport, MonitorTable

THRESHOLD = 5
"""Counts below this are not shown (product: small numbers are suppressed)."""

DIMENSIONS = (
    "month",
    "form",
    "sector",
    "setting",
    "age_group",
    "route",
    "municipality",
    "urgency",
    "status",
)


def monitor(parts: Parts, year: int | None = None) -> MonitorReport:
    """Counts of one calendar year (UTC); this year when none is named."""
    year = year or parts.clock.now().year
    since, until = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    with parts.transactions() as work:
        found = {name: work.signals.counts(name, since, until) for name in DIMENSIONS}
    tables = tuple(suppressed(name, counts) for name, counts in found.items())
    total = sum(found["month"].values())
    return MonitorReport(year, total if total >= THRESHOLD else None, tables)


def suppressed(dimension: str, counts: Mapping[str, int]) -> MonitorTable:
    """The table with small counts joined, so that the total does not give them away.

    As the total is published, what is left out can always be added up: so at least two
    categories are left out together, and their sum is at least the threshold.
    """
    ordered = sorted(counts.items(), key=lambda item: (item[1], item[0]))
    hidden = [count for _, count in ordered if count < THRESHOLD]
    if hidden:
        while len(hidden) < len(ordered) and (len(hidden) < 2 or sum(hidden) < THRESHOLD):
            hidden.append(ordered[len(hidden)][1])
    shown = dict(sorted(ordered[len(hidden) :]))
    rest = sum(hidden)
    return MonitorTable(dimension, shown, rest if rest >= THRESHOLD else None)
