"""Sentences that answer, taken literally from passages, and how sure one may be of them.

How sure is a separate measure from the score that orders hits: a logistic model over a few
signals that mean the same for every question. Its coefficients are fitted by
`knowledge.training.calibrate` and stored in `models/answerable.json`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from knowledge.citation import citation_of
from knowledge.embedding import Matrix
from knowledge.index import Index
from knowledge.model import Hit, QuotedSentence
from knowledge.ranking import Query
from knowledge.words import terms

MOST_SENTENCES = 4
GOOD_ENOUGH = 0.55  # share of the best sentence's value below which none is quoted
_SENTENCE = re.compile(r"(?<=[.!?])[”’\")]*\s+(?=[A-Z‘“\"(0-9-])|\n")


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


def best_sentences(query: Query, hits: Sequence[Hit], index: Index) -> tuple[QuotedSentence, ...]:
    """At most four sentences of the hits that carry most of the question, in reading order."""
    wanted = _wanted(query, index)
    vector = index.embedder.queries([query.for_meaning])[0]
    scored: list[tuple[float, int, int, str]] = []
    seen: set[str] = set()
    for place, hit in enumerate(hits):
        sentences = [s for s in split_sentences(hit.text) if s not in seen]
        seen.update(sentences)
        likeness = index.embedder.passages(sentences) @ vector
        for at, sentence in enumerate(sentences):
            held = set(terms(sentence, index.splitter))
            words = sum(weight for term, weight in wanted.items() if term in held)
            value = words + float(likeness[at]) - 0.15 * place
            scored.append((value, place, at, sentence))
    best = sorted(scored, key=lambda item: -item[0])[:MOST_SENTENCES]
    best = [item for item in best if item[0] >= GOOD_ENOUGH * best[0][0]]
    ordered = sorted(best, key=lambda item: (item[1], item[2]))
    return tuple(QuotedSentence(s, citation_of(hits[place], s)) for _, place, _, s in ordered)


def _wanted(query: Query, index: Index) -> dict[str, float]:
    """The question's terms with their share of its rarity; lexicon terms count for half."""
    rarity = {**dict.fromkeys(query.expanded, 0.5), **dict.fromkeys(query.said, 1.0)}
    for term, weight in rarity.items():
        rarity[term] = weight * float(index.words.scores({term: 1.0}).max(initial=0.0))
    total = sum(rarity.values()) or 1.0
    return {term: weight / total for term, weight in rarity.items()}


def split_sentences(text: str) -> list[str]:
    """Whole sentences and list items of a passage; headings and scraps left out."""
    parts = (re.sub(r"^-\s+", "", part.strip()) for part in _SENTENCE.split(text))
    return [part for part in parts if len(part.split()) >= 5 and part[-1] in '.!?;:”’")']
