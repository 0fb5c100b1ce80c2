"""Runs of letters inside words: what finds a word that is spelled otherwise, or a part of one.

Rule by number of passages: up to 50,000 each passage is indexed by all its runs of letters. Above
that these lists would be by far the largest of the index; then the words of the passages are
indexed by them, and a word of the question that no passage has stands for the words most like it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from knowledge.lexical import Scores, WordIndex
from knowledge.words import content_words, pieces, stem

PASSAGES_UP_TO = 50_000
ALIKE = 5  # words that stand for one that no passage has
HALF_ALIKE = 0.5  # share of a word's runs, by rarity, that makes another count in full
LEAST = 0.3  # of that, below which another word is passed by


@dataclass(frozen=True)
class Spelling:
    """An index over runs of letters, of passages or, where `words` are given, of those words."""

    runs: WordIndex
    words: tuple[str, ...] = ()

    @classmethod
    def build(cls, texts: Sequence[str], words: Iterable[str]) -> Spelling:
        """Index the texts, or the words when there are too many texts."""
        if len(texts) <= PASSAGES_UP_TO:
            return cls(WordIndex.build([pieces(text) for text in texts]))
        return cls.of(words)

    @classmethod
    def of(cls, words: Iterable[str]) -> Spelling:
        """Index words."""
        kept = tuple(words)
        return cls(WordIndex.build([pieces(word) for word in kept]), kept)

    @classmethod
    def load(cls, folder: Path, size: int, words: tuple[str, ...]) -> Spelling:
        """Open an index over so many passages, or over the words they have."""
        if size <= PASSAGES_UP_TO:
            return cls(WordIndex.load(folder, size))
        return cls(WordIndex.load(folder, len(words)), words)

    def scores(
        self, question: str, added: Sequence[str], weight: float, index: WordIndex
    ) -> Scores:
        """The score of each passage for a question by the letters of its words.

        `added` are words that the lexicon adds, which count for `weight`; `index` holds passages
        by their terms.
        """
        if self.words:
            return index.scores(self._alike(content_words(question), index))
        letters = dict.fromkeys(pieces(question), 1.0)
        return self.runs.scores({**dict.fromkeys(pieces(" ".join(added)), weight), **letters})

    def _alike(self, words: Iterable[str], index: WordIndex) -> dict[str, float]:
        """Terms of the words most like those that no passage has, by how much they are."""
        found: dict[str, float] = {}
        for word in words:
            if not index.known(stem(word)):
                held = ((term, share) for term, share in self._like(word) if index.known(term))
                for term, share in islice(held, ALIKE):
                    found[term] = max(share, found.get(term, 0.0))
        return found

    def _like(self, word: str) -> list[tuple[str, float]]:
        """Terms of words that share runs with a word, most alike first, with how much."""
        letters = dict.fromkeys(pieces(word), 1.0)
        scores = self.runs.scores(letters)
        rarest = HALF_ALIKE * sum(self.runs.rarity(run) for run in letters)
        shares = scores / max(rarest, float(scores.max(initial=0.0)), 1e-9)
        like = np.flatnonzero(shares > LEAST)
        best = like[np.argsort(-shares[like], kind="stable")]
        return [(stem(self.words[row]), float(shares[row])) for row in best]
