"""Likelihoods freed, for a part, of how often each label was written in the training data."""

from typing import Sequence

import numpy as np


def raised(learned: Sequence[str], labels: Sequence[str], power: float, apart: str) -> np.ndarray:
    """By how much each of `labels` is raised: one over its share of what was learned, to a power.

    A quarter of the messages to learn from are reports, one in 150 a farewell; nobody types so.
    At 0 none is raised; at 1 each counts as if all had been written equally often. The label
    `apart` gets 0: it is left as it is.
    """
    shares = np.array([list(learned).count(label) for label in labels]) / len(learned)
    return np.where(np.array(labels) == apart, 0.0, shares**-power)


def evened(likely: np.ndarray, by: np.ndarray) -> np.ndarray:
    """Rows of likelihoods, raised; those that are not left apart share what they shared before."""
    lifted = likely * by
    room = np.where(by > 0, likely, 0.0).sum(axis=1, keepdims=True)
    total = lifted.sum(axis=1, keepdims=True)
    return np.asarray(np.where(by > 0, lifted * room / np.where(total > 0, total, 1.0), likely))
