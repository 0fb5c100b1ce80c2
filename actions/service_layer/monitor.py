"""A year's numbers, from which nobody can be picked out."""

from datetime import datetime

from actions.domain.hours import AMSTERDAM
from actions.service_layer.counting import (
    STATUS_AFTER,
    MonitorReport,
    rounds,
    tables,
)
from actions.service_layer.parts import Parts


def monitor(parts: Parts, year: int | None = None) -> MonitorReport:
    """Counts of one calendar year (on the Dutch clock); this year when none is named."""
    now = parts.clock.now()
    this_year = now.astimezone(AMSTERDAM).year
    year = year or this_year
    since, until = _new_year(year), _new_year(year + 1)
    with parts.transactions() as work:
        received = work.monitor.received(since, until)
        years = work.monitor.years()
    closed = rounds(received, now, until)
    total = sum(len(one.signals) for one in closed)
    return MonitorReport(
        year=year,
        total=total or None,
        tables=tables(closed, now),
        years=tuple(sorted({this_year, *years}, reverse=True)),
        complete=now >= until + STATUS_AFTER,
    )


def _new_year(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=AMSTERDAM)
