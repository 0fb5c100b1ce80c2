"""A candidate is held against the deployed model case by case."""

import pytest

from evaluation.improvement.paired import Outcome, Refusal, pair, refusals, sign_test


def _outcomes(right: str, grave: str = "") -> list[Outcome]:
    """One case a letter; capitals are right, the letters in `grave` did harm."""
    return [Outcome(c.lower(), c.isupper(), c.lower() in grave) for c in right]


def test_wins_and_losses_are_named() -> None:
    one = pair("intents dev", _outcomes("ABcd"), _outcomes("AbCd"))
    assert (one.wins, one.losses, one.newly_grave) == (("c",), ("b",), ())
    assert (one.cases, one.deployed, one.candidate, one.p) == (4, 0.5, 0.5, 1.0)
    assert one.difference["low"] < 0 < one.difference["high"]


@pytest.mark.parametrize(
    ("wins", "losses", "p"), [(0, 0, 1.0), (1, 0, 1.0), (0, 6, 0.03125), (3, 9, 0.14600), (5, 5, 1)]
)
def test_the_sign_test_is_exact_and_two_sided(wins: int, losses: int, p: float) -> None:
    assert sign_test(wins, losses) == pytest.approx(p, abs=1e-4)


def test_models_are_compared_on_the_same_cases_only() -> None:
    with pytest.raises(ValueError, match="danger dev"):
        pair("danger dev", _outcomes("AB"), _outcomes("AC"))


def test_a_case_that_stands_twice_counts_twice() -> None:
    assert pair("stories dev", _outcomes("AA"), _outcomes("Aa")).losses == ("a #1",)


def test_one_newly_missed_danger_is_enough_whatever_is_won() -> None:
    old = _outcomes("abcdefghI")
    one = pair("danger dev", old, _outcomes("ABCDEFGHi", grave="i"))
    assert not one.is_worse
    assert refusals([one]) == [Refusal("refused_grave", "danger dev", ("i",))]


def test_what_was_missed_before_is_no_reason_to_refuse() -> None:
    one = pair("danger dev", _outcomes("Ab", grave="b"), _outcomes("Ab", grave="b"))
    assert refusals([one]) == []


def test_a_loss_that_chance_explains_is_let_through_and_a_larger_one_is_not() -> None:
    right = "ABCDEFGHIJKLMNOPQRST"
    one_lost = pair("slots dev", _outcomes(right), _outcomes("a" + right[1:]))
    assert (one_lost.is_worse, refusals([one_lost])) == (False, [])
    ten_lost = pair("slots dev", _outcomes(right), _outcomes(right[:10].lower() + right[10:]))
    assert refusals([ten_lost]) == [Refusal("refused_worse", "slots dev", tuple("abcdefghij"))]


def test_a_gate_without_cases_says_nothing() -> None:
    assert refusals([pair("stories reviewed", [], [])]) == []
