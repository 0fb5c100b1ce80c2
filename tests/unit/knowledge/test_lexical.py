"""What a word index tells of one term: where it stands, how rare it is, what it adds at most."""

import pytest

from knowledge.lexical import WordIndex

INDEX = WordIndex.build([["tuin", "roos"], ["roos", "roos"], [], ["stal"]])


def test_a_term_stands_in_the_documents_that_hold_it() -> None:
    assert INDEX.holding("roos").tolist() == [0, 1]
    assert INDEX.holding("stal").tolist() == [3]
    assert INDEX.holding("zee").tolist() == INDEX.holding("").tolist() == []


def test_the_highest_score_of_a_term_is_that_of_the_best_document() -> None:
    for term in ("roos", "tuin"):
        assert INDEX.highest(term) == pytest.approx(float(INDEX.scores({term: 1.0}).max()))
    assert INDEX.highest("zee") == 0.0
    assert INDEX.rarity("zee") > INDEX.rarity("tuin") > INDEX.rarity("roos")
