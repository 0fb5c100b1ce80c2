"""A limit against guessing, per visitor and in all."""

from datetime import timedelta

from channels.ratelimit import RateLimit
from tests.unit.channels.fakes import Clock


def test_a_visitor_has_so_many_tries_in_a_window(clock: Clock) -> None:
    limit = RateLimit(per_visitor=2, total=9, window=timedelta(minutes=5))
    assert [limit.allows("a", clock()) for _ in range(3)] == [True, True, False]
    assert limit.allows("b", clock()) is True
    clock.forward(minutes=5)
    assert limit.allows("a", clock()) is True


def test_many_visitors_together_are_held_back_too(clock: Clock) -> None:
    limit = RateLimit(per_visitor=2, total=3, window=timedelta(minutes=5))
    assert [limit.allows(visitor, clock()) for visitor in "abcd"] == [True, True, True, False]
