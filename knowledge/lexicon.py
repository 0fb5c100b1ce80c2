"""Knowledge of words, written by hand: lay words, English words, abbreviations, old names.

Tables are tab-separated files in `lexicon/`, which a functional manager may edit. Each line is
a word or phrase, a tab, and one or more expansions parted by `;`. Lines starting with # are
notes. `names.tsv` has a third column: until which year the first name was used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from knowledge.words import content_words, stem, tokens

# Small words that tell the two languages apart.
_ENGLISH_WORDS = (
    "the is are what how who where when which why do does can should i we my you they "
    "he she his her to of and a an for with about if someone not"
)
_DUTCH_WORDS = (
    "de het een is zijn wat hoe wie waar wanneer welke waarom moet mag kan ik wij we je hij "
    "zij van en voor met als iemand niet dat die bij op er"
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_DUTCH = frozenset(_DUTCH_WORDS.split())


@dataclass(frozen=True)
class Entry:
    """A phrase as stems, and the words that policy texts use for it."""

    phrase: tuple[str, ...]
    expansions: tuple[str, ...]


class Table:
    """Entries, by the first stem of their phrase, so that a question meets only its own."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._by_first: dict[str, list[Entry]] = {}
        for entry in self.entries:
            self._by_first.setdefault(entry.phrase[0], []).append(entry)

    def matching(self, said: Sequence[str]) -> Iterator[Entry]:
        """Entries whose phrase the stems of a question hold."""
        for word in dict.fromkeys(said):
            for entry in self._by_first.get(word, ()):
                if _occurs(entry.phrase, said):
                    yield entry


@dataclass(frozen=True)
class Lexicon:
    """All tables: `lay` for Dutch questions, `english` for English ones, `names` for both."""

    lay: Table
    english: Table
    names: Table

    def expand(self, question: str, english: bool = False) -> tuple[str, ...]:
        """Policy words for what the question says, once each."""
        said = [stem(word) for word in tokens(question)]
        found: dict[str, None] = {}
        for table in (self.english if english else self.lay, self.names):
            for entry in table.matching(said):
                found.update(dict.fromkeys(entry.expansions))
        return tuple(found)

    def understood(self, question: str, english: bool = False) -> frozenset[str]:
        """Stems of the question that some phrase of the tables accounts for."""
        said = [stem(word) for word in tokens(question)]
        tables = (self.english if english else self.lay, self.names)
        return frozenset(
            word for table in tables for entry in table.matching(said) for word in entry.phrase
        )

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries of all tables."""
        return (*self.lay.entries, *self.english.entries, *self.names.entries)

    def words(self) -> tuple[str, ...]:
        """Every Dutch word of the tables, for splitting compounds."""
        return tuple(w for entry in self.entries for text in entry.expansions for w in tokens(text))


def _occurs(phrase: Sequence[str], said: Sequence[str]) -> bool:
    """Whether the stems of a phrase stand in the question in order, at most two words apart."""
    if len(phrase) == 1:
        return phrase[0] in said
    starts = [i for i, word in enumerate(said) if word == phrase[0]]
    return any(_follows(phrase[1:], said, start) for start in starts)


def _follows(rest: Sequence[str], said: Sequence[str], at: int) -> bool:
    for word in rest:
        window = said[at + 1 : at + 4]
        if word not in window:
            return False
        at = at + 1 + window.index(word)
    return True


def load(folder: Path | None = None) -> Lexicon:
    """Read the tables, from the package or from a folder of the municipality's own."""
    return Lexicon(
        lay=_table("lay.tsv", folder),
        english=_table("english.tsv", folder),
        names=_both_ways(_rows("names.tsv", folder)),
    )


def _rows(name: str, folder: Path | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Left side and expansions of each line of a table."""
    file = files("knowledge").joinpath("lexicon") / name if folder is None else folder / name
    for line in file.read_text(encoding="utf-8").splitlines():
        left, tab, right = line.partition("\t")
        if tab and not line.startswith("#"):
            yield left, tuple(x.strip() for x in right.split("\t")[0].split(";") if x.strip())


def _phrase(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in tokens(text))


def _table(name: str, folder: Path | None) -> Table:
    return Table(
        Entry(_phrase(variant), expansions)
        for left, expansions in _rows(name, folder)
        for variant in left.split("|")
        if _phrase(variant) and expansions
    )


def _both_ways(rows: Iterable[tuple[str, tuple[str, ...]]]) -> Table:
    """Names mean each other: the old one finds the new one and the other way round."""
    result: list[Entry] = []
    for name, others in rows:
        result.append(Entry(_phrase(name), others))
        result += [Entry(_phrase(other), (name,)) for other in others]
    return Table(result)


def is_english(question: str) -> bool:
    """Whether a question is English: its small words decide, Dutch where it is a draw."""
    words = re.findall(r"[a-z]+", question.lower())
    english = sum(1 for word in words if word in _ENGLISH and word not in _DUTCH)
    dutch = sum(1 for word in words if word in _DUTCH and word not in _ENGLISH)
    return english > dutch


def expansion_terms(expansions: Iterable[str]) -> list[str]:
    """Stems of the content words of expansions, once each."""
    return list(dict.fromkeys(stem(w) for text in expansions for w in content_words(text)))
