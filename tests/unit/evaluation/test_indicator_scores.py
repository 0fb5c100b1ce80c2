"""The indicator scores mean what they say, on texts small enough to count by hand."""

from pathlib import Path

import pytest

from actions.domain.codes import Language
from evaluation.indicators.run import faults, figures
from evaluation.indicators.scores import (
    MEASURES,
    Observation,
    Outcome,
    interval,
    of_code,
    outcome,
    read_observations,
    tally,
)
from evaluation.nlu.scores import Tally

SEEN = Observation(
    "een klap, en hij heeft haar pas",
    codes=frozenset({"violence", "papers_taken"}),
    context=frozenset({"no_network"}),
    maybe=frozenset({"coerced"}),
)
HALF = Outcome("half goed", frozenset({"violence", "gifts"}), frozenset({"violence", "anxious"}))
RIGHT = Outcome("goed", frozenset({"gifts"}), frozenset({"gifts"}))
QUIET = Outcome("niets", frozenset(), frozenset())


def test_a_doubtful_code_that_is_found_is_neither_right_nor_wrong() -> None:
    found = {"violence", "coerced"}
    assert outcome(SEEN, found, context=False, strict=False) == Outcome(
        SEEN.text, SEEN.codes, frozenset({"violence"})
    )


def test_a_doubtful_code_that_is_found_is_a_false_alarm_when_strict() -> None:
    scored = outcome(SEEN, {"violence", "coerced"}, context=False, strict=True)
    assert tally([scored]) == Tally(right=1, wrong=1, missed=1)


def test_circumstances_are_expected_only_when_context_counts() -> None:
    without, counted = (outcome(SEEN, SEEN.codes, context=c, strict=False) for c in (False, True))
    assert (tally([without]).missed, tally([counted]).missed) == (0, 1)


def test_the_tally_counts_codes_over_all_texts() -> None:
    assert tally([HALF, RIGHT, QUIET]) == Tally(right=2, wrong=1, missed=1)


def test_one_code_is_counted_apart() -> None:
    assert tally(of_code(each, "gifts") for each in (HALF, RIGHT)) == Tally(right=1, missed=1)


def test_the_interval_holds_the_measure_and_is_the_same_each_time() -> None:
    outcomes = [HALF] * 20 + [RIGHT] * 20
    for measure in MEASURES:
        low, high = interval(outcomes, measure)
        assert low <= measure(tally(outcomes)) <= high
        assert (low, high) == interval(outcomes, measure)


def test_the_interval_of_a_faultless_result_is_one_point() -> None:
    assert [interval([RIGHT] * 5, measure) for measure in MEASURES] == [(1.0, 1.0)] * 3


def test_each_miss_and_each_false_alarm_is_listed() -> None:
    found = faults([HALF, RIGHT, QUIET])
    assert found == ["missed gifts: half goed", "false alarm anxious: half goed"]


def test_the_figures_tell_on_how_many_texts_without_a_code_nothing_was_found() -> None:
    noisy = Outcome("ruis", frozenset(), frozenset({"gifts"}))
    assert figures([HALF, QUIET, noisy])[2] == "silent on 1 of 2 without a code"


def test_an_observation_without_a_language_is_dutch(tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_text(
        '{"text": "rustig", "codes": []}\n'
        '{"text": "he hits her", "codes": ["violence"], "language": "en"}\n'
    )
    assert read_observations(file) == (
        Observation("rustig", frozenset()),
        Observation("he hits her", frozenset({"violence"}), language=Language.EN),
    )


@pytest.mark.parametrize(("name", "least"), [("dev", 120), ("test", 300)])
def test_the_shipped_observations_can_be_read(name: str, least: int) -> None:
    folder = Path(__file__).parents[3] / "evaluation" / "indicators"
    assert len(read_observations(folder / f"{name}.jsonl")) >= least
