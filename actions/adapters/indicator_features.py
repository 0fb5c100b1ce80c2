"""What the trained recogniser looks at in a text: each feature with the place where it stands.

Letters catch slips and compounds, stems catch inflections, and the catalogue's own word groups
catch other words for the same thing. Training and recognising go through here, so that they see
the same.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from threading import local

import snowballstemmer

SHORTEST, LONGEST = 2, 5  # letters of a piece of a word, its borders included
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
CACHED_WORDS = 20_000
WEIGHTS: Mapping[str, float] = {
    "char": 1.0,
    "word": 0.7,
    "stem": 0.7,
    "hit": 1.0,
    "group": 1.5,
    "concept": 1.0,
    "field": 1.0,
}
"""How heavily each family counts, after its features are scaled to length one together."""

Place = tuple[int, int]
"""Where something begins and ends in the text, in characters."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing seen: its family (a key of WEIGHTS), what it is, and where."""

    family: str
    term: str
    place: Place

    @property
    def key(self) -> str:
        """Its name among all features."""
        return f"{self.family} {self.term}"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the catalogue's patterns and word lists recognised, each code or name with its place.

    A field has a place for each of its words: how many there are tells something. `denied` has,
    for a code that is not shown, the words of which the text says that it is not so.
    """

    hits: Mapping[str, Place]
    groups: Mapping[str, Place]
    concepts: Mapping[str, Place]
    fields: Mapping[str, Sequence[Place]]
    denied: Mapping[str, Sequence[Place]] = field(default_factory=dict)


def words(text: str) -> list[tuple[str, Place]]:
    """Words in lower case without accents, with their places."""
    return [(match.group(), match.span()) for match in WORD.finditer(folded(text))]


def folded(text: str) -> str:
    """Lower case without accents, letter for letter, so that places stay the same."""
    return "".join(map(_plain, text))


def features(text: str, seen: Seen) -> list[Feature]:
    """Everything that the recogniser looks at in this text."""
    return [
        *_of_words(words(text)),
        *_named("hit", seen.hits),
        *_named("group", seen.groups),
        *_named("concept", seen.concepts),
        *(Feature("field", name, place) for name, all_ in seen.fields.items() for place in all_),
    ]


def _of_words(read: Iterable[tuple[str, Place]]) -> Iterator[Feature]:
    for word, place in read:
        yield Feature("word", word, place)
        yield Feature("stem", _stem(word), place)
        for piece in _pieces(word):
            yield Feature("char", piece, place)


def _named(family: str, places: Mapping[str, Place]) -> Iterator[Feature]:
    return (Feature(family, name, place) for name, place in places.items())


@lru_cache(CACHED_WORDS)
def _pieces(word: str) -> tuple[str, ...]:
    bordered = f" {word} "
    sizes = range(SHORTEST, min(LONGEST, len(bordered)) + 1)
    return tuple(bordered[i : i + n] for n in sizes for i in range(len(bordered) - n + 1))


_stemmers = local()  # a stemmer keeps its place in a word, so each thread has its own


@lru_cache(CACHED_WORDS)
def _stem(word: str) -> str:
    if not hasattr(_stemmers, "dutch"):
        _stemmers.dutch = snowballstemmer.stemmer("dutch")
    return str(_stemmers.dutch.stemWord(word))


@lru_cache(CACHED_WORDS)
def _plain(letter: str) -> str:
    return unicodedata.normalize("NFKD", letter.lower())[:1] or letter
