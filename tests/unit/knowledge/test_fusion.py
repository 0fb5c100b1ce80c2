"""Several rankings become one."""

import numpy as np

from knowledge.fusion import share_of_best, weighted_sum
from knowledge.vectors import kind_for


def test_every_ranker_counts_by_its_weight_and_not_by_its_scale() -> None:
    scores = {
        "words": np.array([10.0, 5.0, 0.0], dtype=np.float32),
        "meaning": np.array([0.0, 0.1, 0.2], dtype=np.float32),
    }
    fused = weighted_sum(scores, {"words": 1.0, "meaning": 2.0})
    assert np.allclose(fused, [1.0, 1.5, 2.0])


def test_a_ranker_that_found_nothing_says_nothing() -> None:
    assert share_of_best(np.zeros(3, dtype=np.float32)).tolist() == [0.0, 0.0, 0.0]


def test_the_kind_of_vector_index_follows_the_size() -> None:
    assert [kind_for(n) for n in (10, 50_000, 50_001, 500_001)] == [
        "Flat",
        "Flat",
        "HNSW32",
        "IVF2828,SQ8",
    ]
