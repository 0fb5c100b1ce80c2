"""Small numbers: nobody can be found back, not by subtraction and not by comparing views."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from actions.domain.codes import Status
from actions.service_layer.counting import (
    DIMENSIONS,
    FIRST_ROUND,
    NEXT_ROUND,
    Countable,
    Dimension,
    MonitorTable,
    Round,
    StatusMoment,
    rounds,
    tables,
)
from actions.service_layer.suppression import THRESHOLD

NEW_YEAR, YEAR_END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
FORM = next(dimension for dimension in DIMENSIONS if dimension.name == "form")
BY_NAME = {dimension.name: dimension for dimension in DIMENSIONS}


def table(dimension: Dimension, closed: list[Round], now: datetime) -> MonitorTable:
    return next(one for one in tables(closed, now) if one.dimension == dimension.name)


def signal(form: str = "labour", at: datetime = NEW_YEAR, **changes: object) -> Countable:
    codes = dict.fromkeys(("sector", "setting", "age_group", "route", "municipality"), "unknown")
    made = Countable(at, {"form": form, **codes}, None, None)
    return replace(made, **changes)  # type: ignore[arg-type]


def test_signals_are_published_by_rounds_and_the_rest_when_the_year_is_over() -> None:
    many = [signal(at=NEW_YEAR + timedelta(hours=n)) for n in range(FIRST_ROUND + NEXT_ROUND + 6)]
    during, after = (rounds(many, at, YEAR_END) for at in (YEAR_END - timedelta(1), YEAR_END))
    assert [len(one.signals) for one in during] == [FIRST_ROUND, NEXT_ROUND]
    assert [len(one.signals) for one in after] == [FIRST_ROUND, NEXT_ROUND, 6]
    assert rounds(many[: FIRST_ROUND - 1], YEAR_END - timedelta(1), YEAR_END) == []
    assert rounds(many[: THRESHOLD - 1], YEAR_END, YEAR_END) == []


def test_acceptance_is_counted_once_it_is_certain() -> None:
    quick = timedelta(hours=1)
    many = [signal(accepted_at=NEW_YEAR + quick) for _ in range(FIRST_ROUND)]
    closed = rounds(many, NEW_YEAR, YEAR_END)
    acceptance = BY_NAME["acceptance"]
    assert table(acceptance, closed, NEW_YEAR) == MonitorTable("acceptance", {}, 0, 0)
    later = NEW_YEAR + timedelta(days=7)
    assert table(acceptance, closed, later) == MonitorTable("acceptance", {"hours_4": 10}, 0, 10)


@pytest.mark.parametrize(
    ("dimension", "changes", "value"),
    [
        ("acceptance", {"accepted_at": NEW_YEAR + timedelta(hours=20)}, "day_1"),
        ("acceptance", {}, "later"),
        ("feedback", {"answered_at": NEW_YEAR + timedelta(days=15)}, "month_1"),
        ("follow_up", {}, "open"),
        (
            "follow_up",
            {"steps": (StatusMoment(NEW_YEAR + timedelta(days=9), Status.SHARED, None),)},
            "shared",
        ),
        (
            "follow_up",
            {"steps": (StatusMoment(NEW_YEAR + timedelta(days=9), Status.CLOSED, "passed_on"),)},
            "closed_passed_on",
        ),
        (
            "follow_up",  # what happens after sixty days changes no published number
            {"steps": (StatusMoment(NEW_YEAR + timedelta(days=61), Status.CLOSED, "other"),)},
            "open",
        ),
        ("month", {"at": datetime(2026, 1, 31, 23, 30, tzinfo=UTC)}, "2026-02"),
    ],
)
def test_each_signal_has_one_value_per_dimension(
    dimension: str, changes: dict[str, object], value: str
) -> None:
    assert BY_NAME[dimension].value(signal(**changes)) == value  # type: ignore[arg-type]


class Attacker:
    """Looks at the page every day, keeps every view, and solves for what is not shown.

    The unknowns are the counts per category of everything that came between two views that
    differ. What is known: each shown number grew by so much, everything else grew by the rest,
    and no count is negative. Linear programming gives the least and the most that fits.
    """

    def __init__(self, categories: Sequence[str]) -> None:
        self.categories = categories
        self.views: list[MonitorTable] = [MonitorTable("form", {}, 0, 0)]

    def look(self, view: MonitorTable) -> None:
        if view != self.views[-1]:
            self.views.append(view)

    def bounds(self, step: int, category: str) -> tuple[float, float]:
        before, after = self.views[step - 1], self.views[step]
        known = {c: after.counts.get(c, 0) - before.counts.get(c, 0) for c in self.categories}
        size = len(self.categories)
        equations = [[1.0] * size]
        values = [float(after.total - before.total)]
        for number, grown in enumerate(known.values()):
            if grown:  # a number that did not grow may stand still or be hidden
                equations.append([float(number == other) for other in range(size)])
                values.append(float(grown))
        wanted = [float(c == category) for c in self.categories]
        ends = [
            linprog([sign * w for w in wanted], A_eq=equations, b_eq=values).fun * sign
            for sign in (1, -1)
        ]
        return ends[0], ends[1]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_whoever_keeps_every_view_of_a_year_recovers_no_small_count(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - made-up signals
    forms = ("labour", "sexual", "criminal", "organ_removal", "unknown")
    weights = [random.random() ** 2 + 0.01 for _ in forms]
    count = random.randint(3, 130)
    moments = sorted(NEW_YEAR + timedelta(hours=random.randint(0, 8759)) for _ in range(count))
    received = [signal(random.choices(forms, weights)[0], at) for at in moments]
    attacker, truth = _watched(FORM, received, forms)
    for step, counts in enumerate(truth, start=1):
        for form, number in counts.items():
            if number < THRESHOLD:
                least, most = attacker.bounds(step, form)
                assert least <= 0.001
                assert most >= THRESHOLD - 0.001


def _watched(
    dimension: Dimension, received: list[Countable], categories: Sequence[str]
) -> tuple[Attacker, list[Counter[str]]]:
    attacker = Attacker(categories)
    truth: list[Counter[str]] = []
    seen = 0
    for day in range(400):
        now = NEW_YEAR + timedelta(days=day)
        here = [one for one in received if one.received_at <= now]
        closed = rounds(here, now, YEAR_END)
        attacker.look(table(dimension, closed, now))
        told = sum(len(one.signals) for one in closed)
        if told > seen:
            truth.append(Counter(dimension.value(one) for one in here[seen:told]))
            seen = told
    return attacker, truth


def test_no_two_dimensions_count_the_same_signals_under_two_names() -> None:
    # `urgency: acute` would be `route: emergency_112`, `status: new` the never accepted ones.
    assert {"urgency", "status"}.isdisjoint(BY_NAME)
