"""Nearest vectors: exact while small, close to exact when large, and only where one may look."""

from pathlib import Path

import numpy as np
import pytest

from evaluation.retrieval.growth import passage_vectors, question_vectors
from knowledge.vectors import FaissIndex, Matrix, kind_for

ROWS = passage_vectors(4_000, seed=1)
QUERIES = question_vectors(ROWS, 40, seed=2)


def exact(query: Matrix, k: int, allowed: np.ndarray | None = None) -> list[int]:
    likeness = ROWS @ query
    if allowed is not None:
        likeness = np.where(allowed, likeness, -np.inf)
    return [int(row) for row in np.argsort(-likeness, kind="stable")[:k]]


def recall(index: FaissIndex, allowed: np.ndarray | None = None) -> float:
    shares = []
    for query in QUERIES:
        rows, _ = index.search(query, 10, allowed)
        shares.append(len({int(row) for row in rows} & set(exact(query, 10, allowed))) / 10)
    return float(np.mean(shares))


def test_the_kind_of_index_follows_the_number_of_vectors() -> None:
    kinds = [kind_for(n) for n in (50_000, 50_001, 500_000, 1_000_000)]
    assert kinds == ["Flat", "HNSW32", "HNSW32", "IVF4000,SQ8"]


def test_the_flat_index_gives_the_exact_neighbours() -> None:
    index = FaissIndex.build(ROWS)
    for query in QUERIES:
        rows, near = index.search(query, 10)
        assert rows.tolist() == exact(query, 10)
        assert np.allclose(near, ROWS[rows] @ query, atol=1e-5)


@pytest.mark.parametrize("kind", ["HNSW32", "IVF64,SQ8"])
def test_an_approximate_index_misses_little(kind: str, tmp_path: Path) -> None:
    FaissIndex.build(ROWS, kind).save(tmp_path / "vectors.faiss")
    assert recall(FaissIndex.open(tmp_path / "vectors.faiss")) >= 0.9


@pytest.mark.parametrize("kind", ["Flat", "HNSW32", "IVF64,SQ8"])
@pytest.mark.parametrize("share", [0.5, 0.02])
def test_rows_that_are_not_allowed_are_never_found(kind: str, share: float) -> None:
    allowed = np.random.default_rng(3).random(len(ROWS)) < share
    index = FaissIndex.build(ROWS, kind)
    assert all(allowed[index.search(query, 10, allowed)[0]].all() for query in QUERIES)
    assert recall(index, allowed) >= 0.9


def test_fewer_vectors_than_asked_for_are_all_found() -> None:
    index = FaissIndex.build(ROWS[:3])
    assert sorted(index.search(QUERIES[0], 10)[0].tolist()) == [0, 1, 2]
    nobody = np.zeros(3, dtype=bool)
    assert index.search(QUERIES[0], 10, nobody)[0].tolist() == []
