"""Dutch words for searching: what is left out, stems, compounds split, pieces of words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

import snowballstemmer

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LINKS = ("", "s", "e", "en")  # what Dutch puts between the parts of a compound
_SHORTEST_PART = 4


@lru_cache(maxsize=1)
def stopwords() -> frozenset[str]:
    """Words that say nothing about a passage, Dutch and English, from the lexicon folder."""
    text = files("knowledge").joinpath("lexicon/stopwords.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line and line[0] != "#")


def fold(text: str) -> str:
    """Lower case without accents: `coördinator` and `coordinator` are one word."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def tokens(text: str) -> list[str]:
    """Words of a text, folded, without possessive endings; figures are words too."""
    return [re.sub(r"['’]s?$", "", w) for w in _WORD.findall(fold(text))]


def content_words(text: str) -> list[str]:
    """Words without stopwords and single letters."""
    left_out = stopwords()
    return [word for word in tokens(text) if len(word) > 1 and word not in left_out]


@lru_cache(maxsize=1)
def _stemmer() -> object:
    return snowballstemmer.stemmer("dutch")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Snowball's Dutch stem (Kraaij-Pohlmann); words with figures stay as they are."""
    if any(c.isdigit() for c in word) or len(word) < 4:
        return word
    return str(_stemmer().stemWord(word))  # type: ignore[attr-defined]


class Splitter:
    """Splits compounds by the words of the documents themselves and of the lexicon."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = {w: n for w, n in counts.items() if len(w) >= _SHORTEST_PART}
        self._known: dict[str, tuple[str, ...]] = {}

    @property
    def counts(self) -> dict[str, int]:
        """The vocabulary with how often each word occurs."""
        return dict(self._counts)

    def parts(self, word: str) -> tuple[str, ...]:
        """The parts of a compound, or nothing when it is not one."""
        if word not in self._known:
            self._known[word] = self._split(word)
        return self._known[word]

    def _split(self, word: str) -> tuple[str, ...]:
        best: tuple[float, tuple[str, ...]] = (0.0, ())
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            head = self._counts.get(word[at:], 0)
            if not head:
                continue
            for link in _LINKS:
                modifier = word[: at - len(link)] if word[:at].endswith(link) else ""
                if len(modifier) < _SHORTEST_PART:
                    continue
                score = float(min(head, self._counts.get(modifier, 0)))
                if score > best[0]:
                    best = (score, (modifier, word[at:]))
        return best[1]


def vocabulary_of(texts: Iterable[str]) -> Counter[str]:
    """How often each word occurs in the texts."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(word for word in tokens(text) if not word.isdigit())
    return counts


def terms(text: str, splitter: Splitter | None = None) -> list[str]:
    """Index terms of a text: stems, and the stems of a compound's parts."""
    result: list[str] = []
    for word in content_words(text):
        result.append(stem(word))
        if splitter is not None:
            result += [stem(part) for part in splitter.parts(word)]
    return result


def pieces(text: str, shortest: int = 3, longest: int = 5) -> list[str]:
    """Runs of three to five letters inside words, word ends marked: catches misspellings."""
    result: list[str] = []
    for word in content_words(text):
        padded = f"_{word}_"
        for size in range(shortest, longest + 1):
            result += [padded[i : i + size] for i in range(len(padded) - size + 1)]
    return result
