"""What is shown of one round gives away nothing that is not, within a table or between two."""

from collections import Counter
from math import ceil, floor
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from actions.service_layer.suppression import ELSEWHERE, THRESHOLD, Shown, safe, suppressed

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 30), max_size=8)
TABLES = ("form", "route", "acceptance")


def test_counts_of_five_and_more_are_shown() -> None:
    assert suppressed({"labour": 7, "sexual": 5}) == ({"labour": 7, "sexual": 5}, 0)


def test_one_small_count_takes_a_second_with_it() -> None:
    assert suppressed({"labour": 20, "sexual": 9, "criminal": 2}) == ({"labour": 20}, 11)


def test_small_counts_that_add_up_to_little_take_a_larger_one_with_them() -> None:
    assert suppressed({"labour": 20, "sexual": 1, "criminal": 2}) == ({}, 23)


@given(COUNTS, st.frozensets(st.sampled_from("abcdefgh"), max_size=2))
def test_what_is_shown_is_never_small_and_what_is_not_is_never_one_alone(
    counts: dict[str, int], forced: frozenset[str]
) -> None:
    shown, rest = suppressed(counts, forced)
    hidden = {name: n for name, n in counts.items() if name not in shown}
    assert all(count >= THRESHOLD for count in shown.values())
    assert forced.isdisjoint(shown)
    assert rest == sum(hidden.values())
    if sum(counts.values()) >= THRESHOLD and hidden and len(counts) > 1:
        assert rest >= THRESHOLD and len(hidden) >= 2


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        # Two of the seven without exploitation did not go to Veilig Thuis.
        (
            {
                "form": {"none": 7, "labour": 18},
                "route": {"veilig_thuis": 5, "attention_officer": 14, "police": 6},
            },
            ("route", "veilig_thuis"),
        ),
        # Two who went to the police were not among those that nobody accepted here.
        (
            {
                "route": {"police": 5, "attention_officer": 20},
                "acceptance": {"later": 7, "hours_4": 12, "day_1": 6},
            },
            ("acceptance", "later"),
        ),
    ],
)
def test_what_lies_between_two_tables_is_not_small_either(
    counts: dict[str, dict[str, int]], hidden: tuple[str, str]
) -> None:
    table, code = hidden
    assert code in suppressed(counts[table])[0]  # by itself it would be shown
    made = safe(counts)
    assert code not in made[table][0]
    assert all(sum(shown.values()) + rest == 25 for shown, rest in made.values())


def made_up(random: Random, size: int) -> list[tuple[str, str, str]]:
    """Form, route and acceptance of signals, as the decision table and the desks allow."""
    signals = []
    for _ in range(size):
        form = random.choices(("labour", "sexual", "criminal", "none"), (5, 4, 1, 3))[0]
        ways = ("veilig_thuis", "municipal_desk", "police") if form == "none" else None
        route = random.choice(ways or ("attention_officer", "care_safety_house", "police"))
        soon = random.choices(("hours_4", "day_1", "later"), (4, 3, 1))[0]
        signals.append((form, route, "later" if route in ELSEWHERE else soon))
    return signals


def possible(form: str, route: str, acceptance: str) -> bool:
    if route in ("veilig_thuis", "municipal_desk") and form != "none":
        return False
    if form == "none" and route not in ("veilig_thuis", "municipal_desk", "police"):
        return False
    return acceptance == "later" or route not in ELSEWHERE


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(10, 40))
def test_whoever_lays_all_tables_side_by_side_recovers_no_small_count(seed: int, size: int) -> None:
    signals = made_up(Random(seed), size)  # noqa: S311 - made-up signals
    counts = {name: Counter(one[at] for one in signals) for at, name in enumerate(TABLES)}
    published = safe(counts)
    for at, name in enumerate(TABLES):
        for code, count in counts[name].items():
            if count < THRESHOLD:
                least, most = bounds(published, at, code, size)
                assert ceil(least - 0.001) < floor(most + 0.001)


def bounds(published: dict[str, Shown], at: int, code: str, size: int) -> tuple[float, float]:
    """The least and the most that a count can be, given every table and the decision table.

    The unknowns are the signals of each form, route and acceptance together.
    """
    forms = ("labour", "sexual", "criminal", "none")
    routes = ("attention_officer", "care_safety_house", "police", "veilig_thuis", "municipal_desk")
    cells = [
        cell
        for form in forms
        for route in routes
        for acceptance in ("hours_4", "day_1", "later")
        if possible(*(cell := (form, route, acceptance)))
    ]
    equations, values = [[1.0] * len(cells)], [float(size)]
    for table, name in enumerate(TABLES):
        for shown, count in published[name][0].items():
            equations.append([float(cell[table] == shown) for cell in cells])
            values.append(float(count))
    wanted = [float(cell[at] == code) for cell in cells]
    least, most = (
        sign * linprog([sign * w for w in wanted], A_eq=equations, b_eq=values).fun
        for sign in (1, -1)
    )
    return least, most
