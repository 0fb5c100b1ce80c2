"""Intervals are wide where there are few cases, and never leave 0 to 1."""

from statistics import mean

from evaluation.intervals import bootstrap, measured, share, wilson


def test_a_share_has_the_interval_of_wilson() -> None:
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)


def test_all_or_none_right_ends_at_the_border() -> None:
    assert wilson(20, 20)[1] == 1.0
    assert wilson(0, 20)[0] == 0.0
    assert wilson(0, 0) == (0.0, 1.0)


def test_no_cases_give_no_value() -> None:
    assert share(0, 0) == {"value": None, "low": 0.0, "high": 1.0, "n": 0}


def test_the_bootstrap_draws_the_same_every_time_around_the_value() -> None:
    values = [0.0, 1.0] * 50
    low, high = bootstrap(values, mean)
    assert (low, high) == bootstrap(values, mean)
    assert low < 0.5 < high
    assert measured(values, mean)["value"] == 0.5
