"""Learning from a handful of texts: what is learnt, what is left out, when a code is firm."""

import numpy as np
import pytest

from actions.adapters.indicator_features import Feature
from actions.training.indicators import crossed
from actions.training.ridge import (
    NEVER,
    Example,
    doubtful,
    fit,
    hit,
    platt,
    thresholds,
    told,
)

CODES = ("afraid", "wage")


def example(author: str, said: str, *codes: str, maybe: str = "") -> Example:
    present = tuple(Feature("word", word, (0, 1)) for word in said.split())
    return Example(author, present, frozenset(codes), frozenset(maybe.split()), frozenset())


EXAMPLES = [
    each
    for author in ("first", "second")
    for each in (
        example(author, "bang voor hem", "afraid"),
        example(author, "bang thuis", "afraid"),
        example(author, "geen loon", "wage"),
        example(author, "geen loon thuis", "wage", maybe="afraid"),
        example(author, "thuis"),
        example(author, "voor hem"),
    )
]


def test_words_that_tell_a_code_score_above_those_that_do_not() -> None:
    learned = fit(EXAMPLES, CODES)
    fear, pay = learned.scores([example("", "bang"), example("", "loon")])
    assert fear[0] > pay[0]
    assert pay[1] > fear[1]


def test_the_same_texts_give_the_same_weights() -> None:
    assert np.array_equal(fit(EXAMPLES, CODES).rows, fit(EXAMPLES, CODES).rows)


def test_a_word_of_one_text_is_no_feature() -> None:
    learned = fit([*EXAMPLES, example("first", "eenmalig", "wage")], CODES)
    assert "word eenmalig" not in learned.names
    assert "word loon" in learned.names


def test_each_text_is_scored_by_the_other_author() -> None:
    strange = example("second", "bang", "wage")
    judged, scores = crossed([*EXAMPLES, strange], CODES)
    fear, pay = scores[judged.index(strange)]
    assert fear > pay


def test_chances_rise_with_scores() -> None:
    judged, scores = crossed(EXAMPLES, CODES)
    slope, _ = platt(scores, told(judged, CODES), doubtful(judged, CODES))
    assert slope > 0


@pytest.mark.parametrize(("right", "firm"), [(40, True), (36, False)])
def test_a_code_is_firm_only_where_nearly_all_is_right(right: int, firm: bool) -> None:
    chances = np.full((40, 1), 0.8, dtype=np.float32)
    truth = np.arange(40).reshape(-1, 1) < right
    none = np.zeros_like(truth)
    limits = thresholds(chances, truth, none, none, ["wage"])
    assert (limits["wage"].firm < NEVER) is firm


def test_what_rests_on_few_findings_is_never_firm() -> None:
    truth = np.ones((12, 1), dtype=bool)
    chances = np.full((12, 1), 0.8, dtype=np.float32)
    limits = thresholds(chances, truth, ~truth, ~truth, ["wage"])
    assert limits["wage"].firm == NEVER


def test_doubt_is_neither_told_nor_not() -> None:
    assert doubtful(EXAMPLES, CODES)[3].tolist() == [True, False]
    assert hit(EXAMPLES, CODES).sum() == 0
