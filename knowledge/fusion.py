"""Several rankings made one: a weighted sum of scores, each as a share of its ranker's best.

Compared with standardised scores and with square roots of them on questions by another author,
see docs/knowledge.md.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]


def share_of_best(scores: Scores) -> Scores:
    """Scores divided by the highest; zeros where nothing scores."""
    best = float(scores.max(initial=0.0))
    if best <= 0:
        return np.zeros_like(scores)
    result: Scores = (scores / best).astype(np.float32)
    return result


def weighted_sum(scores: Mapping[str, Scores], weights: Mapping[str, float]) -> Scores:
    """Sum of shares of the best, each with its ranker's weight."""
    total = np.zeros(len(next(iter(scores.values()))), dtype=np.float32)
    for name, values in scores.items():
        if weights.get(name):
            total += np.float32(weights[name]) * share_of_best(values)
    return total
