"""Numbers without any person in them: what may be published of a year, and what never is.

Signals are published in rounds: the first ten of a year, then every next twenty-five, and what
is left when the year is over. A round is published once and never changes. So whoever compares
two views, of whatever days, learns no more than the rounds between them, and in each round no
number under five is shown, nor can one be found by subtraction. The price is that a number may
be too low by what other rounds had to join; the page and the report say so.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from actions.domain.codes import Status
from actions.domain.hours import local
from actions.service_layer.suppression import THRESHOLD, Shown, safe

FIRST_ROUND, NEXT_ROUND = 10, 25
"""Signals in a round. Larger rounds hide less and come later; a small town waits long already."""

STATUS_AFTER = timedelta(days=60)
"""Follow-up is counted as it stood so long after receipt: a fixed fact, whenever one looks."""

FEEDBACK_WITHIN = (("weeks_2", timedelta(days=14)), ("month_1", timedelta(days=30)))
ACCEPTED_WITHIN = (
    ("hours_4", timedelta(hours=4)),
    ("day_1", timedelta(days=1)),
    ("days_3", timedelta(days=3)),
    ("week_1", timedelta(days=7)),
)
LATER = "later"


@dataclass(frozen=True, slots=True)
class StatusMoment:
    """A step of a signal; `detail` is the reason of a closing."""

    at: datetime
    status: Status
    detail: str | None


@dataclass(frozen=True, slots=True)
class Countable:
    """What the monitor knows of a signal: codes and moments."""

    received_at: datetime
    codes: Mapping[str, str]
    accepted_at: datetime | None
    answered_at: datetime | None
    steps: tuple[StatusMoment, ...] = ()


@dataclass(frozen=True, slots=True)
class MonitorTable:
    """Counts of one dimension; `rest` joins what is too small to show, 0 where nothing is.

    `total` is of the rounds that this table counts: what needs time to happen comes later.
    """

    dimension: str
    counts: Mapping[str, int]
    rest: int
    total: int


@dataclass(frozen=True, slots=True)
class MonitorReport:
    """A year's numbers; `total` is None before the first round, `complete` once all is counted."""

    year: int
    total: int | None
    tables: tuple[MonitorTable, ...] = field(default=())
    years: tuple[int, ...] = field(default=())
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """Signals that are published together, from a moment on."""

    signals: Sequence[Countable]
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class Dimension:
    """Something to count by; `settled` is how long after receipt its value is certain."""

    name: str
    value: Callable[[Countable], str]
    settled: timedelta = timedelta()


def rounds(signals: Sequence[Countable], now: datetime, year_end: datetime) -> list[Round]:
    """The rounds of a year that are complete at `now`; signals in the order of receipt."""
    made: list[Round] = []
    start, size = 0, FIRST_ROUND
    while start + size <= len(signals):
        part = signals[start : start + size]
        made.append(Round(part, part[-1].received_at))
        start, size = start + size, NEXT_ROUND
    left = signals[start:]
    if now >= year_end and len(left) >= THRESHOLD:
        made.append(Round(left, year_end))
    return made


def tables(closed: Sequence[Round], now: datetime) -> tuple[MonitorTable, ...]:
    """Every dimension, over the rounds in which each signal's value is certain at `now`."""
    seen = [(one, safe(_counted(one))) for one in closed]
    return tuple(
        _added(
            dimension.name,
            [
                (len(one.signals), made[dimension.name])
                for one, made in seen
                if now >= one.closed_at + dimension.settled
            ],
        )
        for dimension in DIMENSIONS
    )


def _counted(one: Round) -> dict[str, Counter[str]]:
    return {dimension.name: Counter(map(dimension.value, one.signals)) for dimension in DIMENSIONS}


def _added(name: str, parts: Sequence[tuple[int, Shown]]) -> MonitorTable:
    counts: Counter[str] = Counter()
    for _, (shown, _) in parts:
        counts.update(shown)
    rest = sum(joined for _, (_, joined) in parts)
    return MonitorTable(name, dict(sorted(counts.items())), rest, sum(size for size, _ in parts))


def _code(name: str) -> Dimension:
    return Dimension(name, lambda signal: signal.codes[name])


def _month(signal: Countable) -> str:
    return local(signal.received_at).strftime("%Y-%m")


def _acceptance(signal: Countable) -> str:
    return _within(ACCEPTED_WITHIN, signal.received_at, signal.accepted_at)


def _feedback(signal: Countable) -> str:
    return _within(FEEDBACK_WITHIN, signal.received_at, signal.answered_at)


def _within(
    terms: Sequence[tuple[str, timedelta]], start: datetime, moment: datetime | None
) -> str:
    if moment is None:
        return LATER
    return next((name for name, term in terms if moment - start <= term), LATER)


def _follow_up(signal: Countable) -> str:
    until = signal.received_at + STATUS_AFTER
    last = next((step for step in reversed(signal.steps) if step.at <= until), None)
    if last is None or last.status not in {Status.SHARED, Status.CLOSED}:
        return "open"
    return "shared" if last.status is Status.SHARED else f"closed_{last.detail or 'other'}"


DIMENSIONS = (
    Dimension("month", _month),
    *map(_code, ("form", "sector", "setting", "age_group", "route", "municipality")),
    Dimension("acceptance", _acceptance, ACCEPTED_WITHIN[-1][1]),
    Dimension("feedback", _feedback, FEEDBACK_WITHIN[-1][1]),
    Dimension("follow_up", _follow_up, STATUS_AFTER),
)
"""Urgency and status are not among them: `acute` is the same signals as the route to 112, and
`new` those without an acceptance, so that two tables would give away what each of them hides.
"""
