"""How sure one may be that the documents hold an answer.

This is a separate measure from the score that orders hits: a logistic model over a few signals
that mean the same for every question, one of which is how the question is worded. Everything is
fitted by `knowledge.training.calibrate` and stored in `models/answerable.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from knowledge.embedding import Matrix
from knowledge.index import Index
from knowledge.ranking import Query
from knowledge.words import stem, stopwords, tokens

NEIGHBOURS = 15  # written questions that vote
SHARPNESS = 8.0  # how much more the nearest of them count: exp(sharpness x likeness)
WARRANT = 2.2  # BM25's highest score for one word, over its rarity (k1 + 1)


@dataclass(frozen=True)
class Calibration:
    """Coefficients of the logistic model by name of the signal, the weights of words and pairs
    of words in the wording of a question, and the threshold below which nothing is answered."""

    bias: float
    weights: Mapping[str, float]
    rarity: Mapping[str, float]
    wording: Mapping[str, float]
    wording_bias: float
    threshold: float


@lru_cache(maxsize=1)
def calibration() -> Calibration:
    """The fitted coefficients that ship with the project."""
    text = files("knowledge").joinpath("models/answerable.json").read_text(encoding="utf-8")
    return Calibration(**json.loads(text))


def phrases(question: str) -> list[str]:
    """What the wording of a question is judged by: how it begins, its words, pairs of them.

    Small words count at the beginning only ("hoe", "wie is"): elsewhere they tell who wrote it.
    """
    words = tokens(question)
    said = [stem(word) for word in words]
    tells = [len(word) > 1 and word not in stopwords() for word in words]
    begin = [" ".join(["^", *said[:size]]) for size in (1, 2) if len(said) >= size]
    single = [one for one, telling in zip(said, tells, strict=True) if telling]
    pairs = [f"{said[i]} {said[i + 1]}" for i in range(len(said) - 1) if any(tells[i : i + 2])]
    return list(dict.fromkeys([*begin, *single, *pairs]))


def worded(question: str, fitted: Calibration) -> float:
    """What the wording alone says, in log-odds: "wat kost", "hoe heet" ask what is seldom told."""
    known = [phrase for phrase in phrases(question) if phrase in fitted.wording]
    length = math.sqrt(sum(fitted.rarity[phrase] ** 2 for phrase in known))
    total = sum(fitted.rarity[phrase] * fitted.wording[phrase] for phrase in known)
    return fitted.wording_bias + (total / length if length else 0.0)


def signals(query: Query, index: Index) -> dict[str, float]:
    """What speaks for an answer being in the documents, apart from the wording.

    Words count by their rarity. `known`: share of the question's words that occur in the
    documents or in the lexicon; `covered`: the most that one passage holds of them; `fits`: the
    best BM25 score as a share of the highest there can be; `policy`: what the lexicon makes of
    it; `near`: likeness of the nearest passage; `asked`: likeness to the nearest written
    questions that have an answer; `votes`: share of those among all nearest written questions.
    The written questions count whether their documents are installed or not.
    """
    said = {term: index.words.rarity(term) for term in query.said}
    whole = sum(said.values()) or 1.0
    known = (w for t, w in said.items() if t in query.understood or index.words.known(t))
    policy = [term for term in query.expanded if index.words.known(term)]
    vector, meant = index.embedder.queries([query.text, query.for_meaning])
    _, near = index.nearest.search(meant, 1)
    plain = index.words.scores(dict.fromkeys(said, 1.0))
    on_topic, off_topic = index.on_topic @ vector, index.off_topic @ vector
    return {
        "known": sum(known) / whole,
        "covered": index.words.share_held(said),
        "fits": float(plain.max(initial=0.0)) / (WARRANT * whole),
        "policy": min(1.0, len(policy) / 5.0),
        "near": float(near.max(initial=0.0)),
        "asked": float(np.sort(on_topic)[-3:].mean()) if len(on_topic) else 0.0,
        "votes": _votes(on_topic, off_topic),
    }


def _votes(on_topic: Matrix, off_topic: Matrix) -> float:
    """Share of answerable questions among the nearest, both sides weighed as equally many."""
    if not len(on_topic) or not len(off_topic):
        return 0.5
    likeness = np.concatenate([on_topic, off_topic])
    side = np.where(np.arange(len(likeness)) < len(on_topic), 1.0, len(on_topic) / len(off_topic))
    nearest = np.argsort(-likeness)[:NEIGHBOURS]
    weight = side[nearest] * np.exp(SHARPNESS * (likeness[nearest] - likeness[nearest[0]]))
    return float(weight[nearest < len(on_topic)].sum() / weight.sum())


def confidence(query: Query, index: Index) -> float:
    """Probability that the documents hold an answer."""
    fitted = calibration()
    found = {**signals(query, index), "wording": worded(query.text, fitted)}
    total = fitted.bias + sum(fitted.weights.get(name, 0.0) * x for name, x in found.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
