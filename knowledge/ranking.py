"""A question to scored passages: four rankers, fused, then what the product knows about sources.

Rankers: `words` (BM25 over stems, compound parts and lexicon words), `pieces` (BM25 over runs of
letters), `meaning` (vectors), `bank` (everyday questions written over passages). Weights were
chosen on the development questions, see docs/knowledge.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import numpy as np
import numpy.typing as npt

from knowledge.fusion import weighted_sum
from knowledge.index import Index
from knowledge.lexical import Weights, weighted
from knowledge.lexicon import Lexicon, expansion_terms, is_english
from knowledge.words import content_words, pieces, stem

Scores = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]
Scope = Literal["all", "guidance", "documents"]
CANDIDATES = 150  # best rows of each ranker that are scored in full
ALL_UP_TO = 3_000  # below this many passages every one is scored in full


@dataclass(frozen=True)
class Mixture:
    """How much each ranker counts, and each fact about a source, in shares of a best score."""

    rankers: Mapping[str, float] = field(
        default_factory=lambda: {"words": 1.0, "pieces": 1.0, "meaning": 0.75, "bank": 0.8}
    )
    own_municipality: float = 0.15
    historic: float = -0.05
    footnote: float = -0.25
    guidance: float = -0.5  # a search shows the sources themselves before what rests on them
    terms: Weights = field(default_factory=Weights)


@dataclass(frozen=True)
class Query:
    """A question as the rankers see it."""

    text: str
    english: bool
    said: tuple[str, ...]
    parts: tuple[str, ...]
    expanded: tuple[str, ...]
    words: tuple[str, ...]
    understood: frozenset[str]
    asks_for_now: bool

    @property
    def for_meaning(self) -> str:
        """What is embedded: the question, and for an English one its Dutch words."""
        return f"{self.text} {' '.join(self.words)}" if self.words else self.text


def query_of(question: str, index: Index, lexicon: Lexicon, language: str) -> Query:
    """Read a question: its words, compound parts, policy words, and what it is after."""
    english = language == "en" or is_english(question)
    expansions = lexicon.expand(question, english)
    content = content_words(question)
    return Query(
        text=question,
        english=english,
        said=tuple(dict.fromkeys(stem(word) for word in content)),
        parts=tuple(stem(p) for word in content for p in index.splitter.parts(word)),
        expanded=tuple(expansion_terms(expansions)),
        words=expansions,
        understood=lexicon.understood(question, english),
        asks_for_now=asks_for_now(question),
    )


def asks_for_now(question: str) -> bool:
    """Whether a question is about where to go now: answers from history would mislead."""
    return _now_pattern().search(question.lower()) is not None


@lru_cache(maxsize=1)
def _now_pattern() -> re.Pattern[str]:
    text = files("knowledge").joinpath("lexicon/now.txt").read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"]
    return re.compile("|".join(lines))


def score(
    query: Query,
    index: Index,
    mixture: Mixture,
    municipality: str | None,
    scope: Scope = "all",
) -> tuple[Rows, Scores]:
    """Rows and their scores, best first; rows that must not be shown are left out."""
    every = ranker_scores(query, index, mixture)
    rows = _candidates(every, len(index.passages))
    fused = weighted_sum({name: s[rows] for name, s in every.items()}, mixture.rankers)
    fused = fused + _source_bonus(rows, index, mixture, municipality)
    shown = _may_show(query, index, rows, scope)
    rows, fused = rows[shown], fused[shown]
    order = np.argsort(-fused, kind="stable")
    return rows[order], fused[order]


def ranker_scores(query: Query, index: Index, mixture: Mixture) -> dict[str, Scores]:
    """The score of every passage by each ranker."""
    terms = weighted(query.said, query.parts, query.expanded, mixture.terms)
    letters = dict.fromkeys(pieces(query.text), 1.0)
    letters = {**dict.fromkeys(pieces(" ".join(query.words)), mixture.terms.expanded), **letters}
    vector = index.embedder.queries([query.for_meaning])[0]
    return {
        "words": index.words.scores(terms),
        "pieces": index.pieces.scores(letters),
        "meaning": np.asarray(index.vectors @ vector, dtype=np.float32),
        "bank": bank_scores(terms, vector, index),
    }


def bank_scores(terms: Mapping[str, float], vector: Scores, index: Index) -> Scores:
    """The best likeness of the question to a question written over each passage."""
    result = np.zeros(len(index.passages), dtype=np.float32)
    if len(index.bank_rows) == 0:
        return result
    by_words = index.bank_words.scores(terms)
    top = float(by_words.max())
    likeness = np.maximum(index.bank_vectors @ vector, 0.0)
    both = likeness + (by_words / top if top > 0 else 0.0)
    np.maximum.at(result, index.bank_rows, both.astype(np.float32))
    return result


def _candidates(every: Mapping[str, Scores], size: int) -> Rows:
    if size <= ALL_UP_TO:
        return np.arange(size, dtype=np.int64)
    best = [np.argpartition(-scores, CANDIDATES)[:CANDIDATES] for scores in every.values()]
    return np.unique(np.concatenate(best)).astype(np.int64)


def _source_bonus(rows: Rows, index: Index, mixture: Mixture, municipality: str | None) -> Scores:
    traits = index.traits
    bonus = (
        mixture.historic * traits.historic[rows]
        + mixture.guidance * traits.guidance[rows]
        + mixture.footnote * traits.footnote[rows]
    )
    if municipality:
        bonus = bonus + mixture.own_municipality * (
            traits.municipality[rows] == municipality.lower()
        )
    result: Scores = bonus.astype(np.float32)
    return result


def _may_show(query: Query, index: Index, rows: Rows, scope: Scope) -> npt.NDArray[np.bool_]:
    """History never answers where to go now; English guidance only answers English questions."""
    traits = index.traits
    shown = np.ones(len(rows), dtype=bool)
    if not query.english:
        shown &= ~traits.english[rows]
    if query.asks_for_now:
        shown &= ~traits.historic[rows]
    if scope != "all":
        shown &= traits.guidance[rows] == (scope == "guidance")
    return shown
