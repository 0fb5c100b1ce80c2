"""The systems that are compared: each ranks the passages of one opened index."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from knowledge.building import searchable
from knowledge.index import Index
from knowledge.lexical import WordIndex
from knowledge.lexicon import Lexicon, Table
from knowledge.ranking import Mixture, Query, candidates, may_show, query_of, score
from knowledge.words import tokens

Rows = npt.NDArray[np.int64]
Rank = Callable[[str, str], Rows]  # question, language -> rows, best first


@dataclass(frozen=True)
class Condition:
    """A system with the name it has in the report."""

    name: str
    rank: Rank


def conditions(index: Index, lexicon: Lexicon, mixture: Mixture) -> tuple[Condition, ...]:
    """Plain BM25, each ranker alone, and the whole with and without the written questions."""
    return (
        Condition("bm25 plain", _plain(index)),
        Condition("bm25 Dutch", _alone("words", index, lexicon, mixture)),
        Condition("char n-grams", _alone("pieces", index, lexicon, mixture)),
        Condition("dense", _alone("meaning", index, lexicon, mixture)),
        Condition("hybrid, no bank", _mixed(_without(mixture, "bank"), index, lexicon)),
        Condition("hybrid, no dense", _mixed(_without(mixture, "meaning"), index, lexicon)),
        Condition(
            "hybrid, no lexicon", _mixed(mixture, index, Lexicon(Table(()), Table(()), Table(())))
        ),
        Condition("hybrid", _mixed(mixture, index, lexicon)),
    )


def _without(mixture: Mixture, name: str) -> Mixture:
    rankers: Mapping[str, float] = {k: v for k, v in mixture.rankers.items() if k != name}
    return replace(mixture, rankers=rankers)


def _plain(index: Index) -> Rank:
    """Words as they stand, no stems, no stopwords: the baseline everybody has."""
    plain = WordIndex.build([tokens(searchable(p)) for p in index.passages])

    def rank(question: str, language: str) -> Rows:
        return _order(plain.scores(dict.fromkeys(tokens(question), 1.0)))

    return rank


def _alone(name: str, index: Index, lexicon: Lexicon, mixture: Mixture) -> Rank:
    def rank(question: str, language: str) -> Rows:
        query: Query = query_of(question, index, lexicon, language)
        found = candidates(query, index, mixture, may_show(query, index, "all"))
        return found.rows[_order(found.scores[name])]

    return rank


def _mixed(mixture: Mixture, index: Index, lexicon: Lexicon) -> Rank:
    def rank(question: str, language: str) -> Rows:
        query = query_of(question, index, lexicon, language)
        return score(query, index, mixture, None)[0]

    return rank


def _order(scores: npt.NDArray[np.float32]) -> Rows:
    return np.argsort(-scores, kind="stable")
