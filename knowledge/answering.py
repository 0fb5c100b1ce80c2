"""How sure one may be that the documents hold an answer.

This is a separate measure from the score that orders hits: a logistic model over a few
signals that mean the same for every question. Its coefficients are fitted by
`knowledge.training.calibrate` and stored in `models/answerable.json`.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from knowledge.embedding import Matrix
from knowledge.index import Index
from knowledge.ranking import Query


@dataclass(frozen=True)
class Calibration:
    """Coefficients of the logistic model, by name of the signal, and the threshold."""

    bias: float
    weights: dict[str, float]
    threshold: float


@lru_cache(maxsize=1)
def calibration() -> Calibration:
    """The fitted coefficients that ship with the project."""
    text = files("knowledge").joinpath("models/answerable.json").read_text(encoding="utf-8")
    data = json.loads(text)
    return Calibration(data["bias"], data["weights"], data["threshold"])


def signals(query: Query, index: Index) -> dict[str, float]:
    """What speaks for an answer being in the documents.

    `known`: share of the question's words that occur in them or in the lexicon; `covered`: how
    much of its words one passage holds; `policy`: what the lexicon makes of it; `near`: likeness
    of the nearest passage; `asked` and `unasked`: likeness to the nearest written questions that
    have an answer and that have none. The written questions count whether their documents are
    installed or not.
    """
    said = list(dict.fromkeys(query.said))
    policy = [term for term in query.expanded if index.words.known(term)]
    vector = index.embedder.queries([query.text])[0]
    _, near = index.nearest.search(index.embedder.queries([query.for_meaning])[0], 1)
    plain = index.words.scores(dict.fromkeys(said, 1.0))
    return {
        "known": sum(t in query.understood or index.words.known(t) for t in said)
        / max(1, len(said)),
        "covered": float(plain.max(initial=0.0)) / max(1, len(said)),
        "policy": min(1.0, len(policy) / 5.0),
        "near": float(near.max(initial=0.0)),
        "asked": _nearest(index.on_topic @ vector),
        "unasked": _nearest(index.off_topic @ vector),
    }


def _nearest(likeness: Matrix, count: int = 3) -> float:
    """Mean of the few highest."""
    return float(np.sort(likeness)[-count:].mean()) if len(likeness) else 0.0


def confidence(query: Query, index: Index) -> float:
    """Probability that the documents hold an answer."""
    fitted = calibration()
    found = signals(query, index)
    total = fitted.bias + sum(fitted.weights.get(name, 0.0) * x for name, x in found.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
