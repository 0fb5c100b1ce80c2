"""The measures mean what they say, on rankings small enough to work out by hand."""

import math

import pytest

from evaluation.retrieval.metrics import (
    auroc,
    interval,
    ndcg_at,
    recall_at,
    reciprocal_rank_at,
    shows,
)


def test_a_passage_counts_when_it_shows_half_of_the_quote_in_runs_of_three() -> None:
    quote = "een twee drie vier vijf zes zeven acht"
    assert shows("nul een twee drie vier negen", quote)
    assert not shows("een twee drie negen tien", quote)
    assert not shows("een negen twee tien drie elf vier", quote)


def test_line_breaks_and_footnote_figures_in_a_quote_do_not_matter() -> None:
    assert shows("de gemeente is verantwoordelijk", "de gemeente12 is verant-\nwoordelijk")


def test_rank_measures() -> None:
    found = [0, 0, 1, 0, 1]
    assert (recall_at(found, 1), recall_at(found, 3)) == (0.0, 1.0)
    assert reciprocal_rank_at(found) == pytest.approx(1 / 3)
    gain = 1 / math.log2(4) + 1 / math.log2(6)
    assert ndcg_at(found, 2) == pytest.approx(gain / (1 + 1 / math.log2(3)))


def test_auroc_counts_draws_for_half() -> None:
    assert auroc([0.9, 0.5], [0.5, 0.1]) == pytest.approx(3.5 / 4)


def test_the_interval_holds_the_mean() -> None:
    low, high = interval([0.0, 1.0] * 20)
    assert low < 0.5 < high
