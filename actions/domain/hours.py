"""Opening hours on the Dutch clock: open or closed, when next, and working time ahead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from actions.domain.errors import NaiveTimeError

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
LOOK_AHEAD_DAYS = 31  # longer than any run of holidays; beyond it a desk counts as closed for good


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The hours of a week: per weekday (Monday first) its periods, in local time.

    `always` means day and night, holidays included; then the week is not looked at.
    """

    week: tuple[tuple[tuple[time, time], ...], ...] = ((),) * 7
    always: bool = False

    def periods(self, day: date, holidays: frozenset[date]) -> list[tuple[datetime, datetime]]:
        """The opening periods of one day, as moments; none on a holiday."""
        if day in holidays:
            return []
        return [(_at(day, start), _at(day, end)) for start, end in self.week[day.weekday()]]


def local(moment: datetime) -> datetime:
    """The same moment on the Dutch clock; raises NaiveTimeError without a time zone."""
    if moment.tzinfo is None:
        raise NaiveTimeError(moment.isoformat())
    return moment.astimezone(AMSTERDAM)


def is_open(hours: OpeningHours, at: datetime, holidays: frozenset[date]) -> bool:
    """Whether somebody serves at this moment; the closing minute itself is closed."""
    now = local(at)
    if hours.always:
        return True
    return any(start <= now < end for start, end in hours.periods(now.date(), holidays))


def next_open(hours: OpeningHours, at: datetime, holidays: frozenset[date]) -> datetime | None:
    """The first moment from `at` on at which somebody serves; None when that never comes."""
    now = local(at)
    if hours.always:
        return now
    for start, end in _periods_from(hours, now, holidays):
        if now < end:
            return max(start, now)
    return None


def add_working_time(
    hours: OpeningHours, start: datetime, span: timedelta, holidays: frozenset[date]
) -> datetime:
    """The moment at which `span` of opening time has gone by since `start`.

    Without any opening time ahead the span is counted on the clock: nothing may wait for ever.
    """
    now, left = local(start), span
    if hours.always:
        return _after(now, left)
    for opens, closes in _periods_from(hours, now, holidays):
        begin = max(opens, now)
        room = _between(begin, closes)
        if room >= left and closes > now:
            return _after(begin, left)
        left -= max(room, timedelta())
    return _after(now, span)


def end_of_working_day(
    hours: OpeningHours, start: datetime, days: int, holidays: frozenset[date]
) -> datetime:
    """Closing time of the working day that lies `days` working days after the first one.

    The first is the day of `start` while it is open or still opens, else the next day that opens.
    """
    now = local(start)
    if hours.always:
        return _after(now, timedelta(hours=8) + timedelta(days=days))
    closings: dict[date, datetime] = {}
    for _, closes in _periods_from(hours, now, holidays):
        if closes > now:
            closings[closes.date()] = closes
    ordered = list(closings.values())
    return ordered[days] if days < len(ordered) else _after(now, timedelta(days=days + 1))


def _periods_from(
    hours: OpeningHours, now: datetime, holidays: frozenset[date]
) -> Iterator[tuple[datetime, datetime]]:
    for ahead in range(LOOK_AHEAD_DAYS):
        yield from hours.periods(now.date() + timedelta(days=ahead), holidays)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=AMSTERDAM)


def _between(start: datetime, end: datetime) -> timedelta:
    # Subtracting two times in one zone ignores a change of clocks between them; timestamps do not.
    return timedelta(seconds=end.timestamp() - start.timestamp())


def _after(start: datetime, span: timedelta) -> datetime:
    return datetime.fromtimestamp(start.timestamp() + span.total_seconds(), tz=AMSTERDAM)
