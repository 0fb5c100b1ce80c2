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

from knowledge.fusion import weighted_sum
from knowledge.index import Index
from knowledge.lexical import Scores, Weights, weighted
from knowledge.lexicon import Lexicon, expansion_terms, is_english
from knowledge.naming import named
from knowledge.vectors import Mask, Rows
from knowledge.words import content_words, stem

Scope = Literal["all", "guidance", "documents"]
CANDIDATES = 200  # best rows of each ranker that all of them score


@dataclass(frozen=True)
class Mixture:
    """How much each ranker counts, and each fact about a source, in shares of a best score."""

    rankers: Mapping[str, float] = field(
        default_factory=lambda: {"words": 0.5, "pieces": 0.5, "meaning": 1.0, "bank": 0.8}
    )
    own_municipality: float = 0.3
    historic: float = -0.05
    footnote: float = -0.25
    guidance: float = 0.0
    named: float = 2.0  # a passage with a name that the question says goes before all others
    english: float = -0.4  # an English question finds the Dutch sources before their summary
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
    return _patterns("now.txt").search(question.lower()) is not None


def asks_for_then(question: str) -> bool:
    """Whether a question is about how things were: history answers it, and guidance does not."""
    return _patterns("then.txt").search(question.lower()) is not None


@lru_cache(maxsize=2)
def _patterns(name: str) -> re.Pattern[str]:
    text = files("knowledge").joinpath("lexicon", name).read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"]
    return re.compile("|".join(lines))


@dataclass(frozen=True)
class Candidates:
    """Rows that some ranker finds good, with the score of each by every ranker."""

    rows: Rows
    scores: Mapping[str, Scores]


def score(
    query: Query,
    index: Index,
    mixture: Mixture,
    municipality: str | None,
    scope: Scope = "all",
) -> tuple[Rows, Scores]:
    """Rows and their scores, best first; rows that must not be shown are left out."""
    found = candidates(query, index, mixture, may_show(query, index, scope))
    fused = _fused(found, index, mixture) + _source_bonus(found.rows, index, mixture, municipality)
    fused += np.float32(mixture.named) * np.isin(
        found.rows, named(query.text, query.english, index)
    )
    order = np.argsort(-fused, kind="stable")
    return found.rows[order], fused[order]


def candidates(query: Query, index: Index, mixture: Mixture, shown: Mask) -> Candidates:
    """The best rows of each ranker among those that may be shown, scored by all of them.

    Nearest vectors come from FAISS; for rows that only words found, the likeness is worked out
    row by row.
    """
    terms = weighted(query.said, query.parts, query.expanded, mixture.terms)
    vector = index.embedder.queries([query.for_meaning])[0]
    near, _ = index.nearest.search(vector, CANDIDATES, shown)
    added = mixture.terms.expanded
    whole = {
        "words": index.words.scores(terms),
        "pieces": index.pieces.scores(query.text, query.words, added, index.words),
        "bank": bank_scores(terms, vector, index),
    }
    best = [best_rows(scores, shown) for scores in whole.values()]
    rows = np.unique(np.concatenate([near, *best])).astype(np.int64)
    likeness = np.asarray(index.vectors[rows] @ vector, dtype=np.float32)
    return Candidates(rows, {**{n: s[rows] for n, s in whole.items()}, "meaning": likeness})


def _fused(found: Candidates, index: Index, mixture: Mixture) -> Scores:
    """The rankers' weighted sum; a passage that nobody wrote questions over is weighed by the
    others alone, else documents of a municipality's own would always come last."""
    total = weighted_sum(found.scores, mixture.rankers)
    bank = mixture.rankers.get("bank", 0.0)
    others = sum(mixture.rankers.values()) - bank
    if not others:
        return total
    fused: Scores = np.where(index.asked[found.rows], total, total * (1.0 + bank / others))
    return fused


def best_rows(scores: Scores, shown: Mask) -> Rows:
    """Rows of the highest scores above nothing among those that may be shown."""
    rows = np.flatnonzero(scores > 0)
    rows = rows[shown[rows]]
    if len(rows) > CANDIDATES:
        rows = rows[np.argpartition(-scores[rows], CANDIDATES)[:CANDIDATES]]
    return rows.astype(np.int64)


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


def _source_bonus(rows: Rows, index: Index, mixture: Mixture, municipality: str | None) -> Scores:
    traits = index.traits
    bonus = (
        mixture.historic * traits.historic[rows]
        + mixture.guidance * traits.guidance[rows]
        + mixture.english * traits.english[rows]
        + mixture.footnote * traits.footnote[rows]
    )
    if municipality:
        bonus = bonus + mixture.own_municipality * (
            traits.municipality[traits.document[rows]] == municipality.lower()
        )
    result: Scores = bonus.astype(np.float32)
    return result


def may_show(query: Query, index: Index, scope: Scope) -> Mask:
    """Which rows may be found: history never answers where to go now, English guidance only
    answers English questions, and the scope is kept to."""
    traits = index.traits
    shown = np.ones(len(index.passages), dtype=bool)
    if not query.english:
        shown &= ~traits.english
    if query.asks_for_now:
        shown &= ~traits.historic
    if scope != "all":
        shown &= traits.guidance == (scope == "guidance")
    return shown
