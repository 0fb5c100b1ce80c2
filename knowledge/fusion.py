"""Several rankings made one.

Two ways, compared in docs/knowledge.md: reciprocal rank fusion (Cormack, Clarke & Büttcher,
SIGIR 2009; constant 60) and a weighted sum of standardised scores over the candidates.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
RRF_CONSTANT = 60


def standardised(scores: Scores) -> Scores:
    """Scores as distance from their mean in standard deviations; all equal gives zeros."""
    spread = float(scores.std())
    if spread < 1e-9:
        return np.zeros_like(scores)
    result: Scores = ((scores - scores.mean()) / spread).astype(np.float32)
    return result


def weighted_sum(scores: Mapping[str, Scores], weights: Mapping[str, float]) -> Scores:
    """Sum of standardised scores, each with its ranker's weight."""
    total = np.zeros(len(next(iter(scores.values()))), dtype=np.float32)
    for name, values in scores.items():
        if weights.get(name):
            total += np.float32(weights[name]) * standardised(values)
    return total


def reciprocal_ranks(scores: Mapping[str, Scores], weights: Mapping[str, float]) -> Scores:
    """Sum of weight / (60 + rank) over the rankers."""
    total = np.zeros(len(next(iter(scores.values()))), dtype=np.float32)
    for name, values in scores.items():
        order = np.argsort(-values, kind="stable")
        ranks = np.empty(len(values), dtype=np.float32)
        ranks[order] = np.arange(1, len(values) + 1)
        total += np.float32(weights.get(name, 0.0)) / (RRF_CONSTANT + ranks)
    return total
