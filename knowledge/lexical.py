"""Word search: BM25 over stems and compound parts, and over pieces of words (bm25s).

BM25: Robertson & Zaragoza, The Probabilistic Relevance Framework (2009); k1 and b as measured.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
K1, B = 1.2, 0.75


class WordIndex:
    """A BM25 index over lists of terms; queries carry a weight for each term."""

    def __init__(self, bm25: bm25s.BM25, size: int) -> None:
        self._bm25 = bm25
        self._size = size

    @classmethod
    def build(cls, documents: Sequence[Sequence[str]]) -> WordIndex:
        """Index documents given as lists of terms; an empty one keeps its place."""
        vocabulary: dict[str, int] = {}
        ids = [[vocabulary.setdefault(t, len(vocabulary)) for t in d] for d in documents]
        vocabulary.setdefault("", len(vocabulary))
        bm25 = bm25s.BM25(k1=K1, b=B, method="lucene")
        bm25.index((ids, vocabulary), create_empty_token=False, show_progress=False)
        return cls(bm25, len(documents))

    @classmethod
    def load(cls, folder: Path, size: int) -> WordIndex:
        """Open an index, memory-mapped."""
        return cls(bm25s.BM25.load(str(folder), mmap=True, show_progress=False), size)

    def save(self, folder: Path) -> None:
        """Write the index to a folder of its own."""
        self._bm25.save(str(folder), show_progress=False)

    def known(self, term: str) -> bool:
        """Whether any document has the term."""
        return term in self._bm25.vocab_dict

    def rarity(self, term: str) -> float:
        """What a term tells, in nats: the inverse document frequency of BM25; most if unknown."""
        held = len(self.holding(term))
        return math.log(1.0 + (self._size - held + 0.5) / (held + 0.5))

    def share_held(self, wanted: Mapping[str, float]) -> float:
        """The most that one document holds of weighted terms, as a share of all their weight."""
        total = np.zeros(self._size, dtype=np.float32)
        for term, weight in wanted.items():
            total[self.holding(term)] += np.float32(weight)
        whole = sum(wanted.values())
        return float(total.max(initial=0.0)) / whole if whole else 0.0

    def holding(self, term: str) -> npt.NDArray[np.int32]:
        """The documents that hold a term, in order."""
        return self._column(term, "indices").astype(np.int32, copy=False)

    def highest(self, term: str) -> float:
        """The highest score that a term gives any document."""
        return float(self._column(term, "data").max(initial=0.0))

    def _column(self, term: str, part: str) -> npt.NDArray[Any]:
        """A part of what bm25s keeps of a term: the documents that hold it, or its scores there."""
        at = self._bm25.vocab_dict.get(term) if term else None
        matrix = self._bm25.scores
        start, end = (0, 0) if at is None else matrix["indptr"][at : at + 2]
        column: npt.NDArray[Any] = matrix[part][start:end]
        return column

    def scores(self, query: Mapping[str, float]) -> Scores:
        """The score of each document; terms of equal weight are scored together."""
        total = np.zeros(self._size, dtype=np.float32)
        by_weight: dict[float, list[int]] = {}
        for term, weight in query.items():
            if term and self.known(term):
                by_weight.setdefault(weight, []).append(self._bm25.vocab_dict[term])
        for weight, ids in by_weight.items():
            total += np.float32(weight) * self._bm25.get_scores_from_ids(ids)
        return total


@dataclass(frozen=True)
class Weights:
    """What a term of a query counts for, by where it came from. Measured, see the docs."""

    said: float = 1.0
    part: float = 0.5
    expanded: float = 0.25


def weighted(
    said: Sequence[str], parts: Sequence[str], expanded: Sequence[str], weights: Weights
) -> dict[str, float]:
    """A query: what was said, parts of compounds, and words the lexicon adds."""
    query = dict.fromkeys(expanded, weights.expanded)
    query.update(dict.fromkeys(parts, max(weights.part, 0.0)))
    query.update(dict.fromkeys(said, weights.said))
    return query
