"""The little language in which the catalogue says what words show a signal.

word            that word, with a usual ending, and with one slip when it is long
word*  *word    every word that begins, or ends, like that (compounds, inflections)
a|b             either; a_b  words that stand side by side; @name  a list in concepts.yml
a b             in this order, with at most two words in between
a & b           in any order, in one sentence and near each other
#2-17           a number from 2 up to and including 17, in figures: 12, 3,50
^a              only at the beginning of a sentence
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from actions.domain.places import one_slip

ENDINGS = ("", "s", "e", "en", "n", "t", "'s")
SHORTEST_INFLECTED = 4  # shorter words change meaning with an ending
TYPO_LENGTH = 8  # in shorter words one slip makes another word: vermist, vergist
WORD = re.compile(r"^(\*?[\w'’.\-]+\*?|[()€]|#\d+-\d+)$")
NUMBER = re.compile(r"^\d+([.,]\d{1,2})?$")


class PatternError(ValueError):
    """A pattern cannot be read; `concept` names a list that does not exist."""

    def __init__(self, detail: str, concept: str | None = None) -> None:
        super().__init__(detail)
        self.concept = concept


Term = str
"""One word of a pattern, stars included; it may match many written forms."""

Alternative = tuple[Term, ...]
"""Words that stand side by side."""


def matches(term: Term, form: str) -> bool:
    """Whether a written word (lower case) is meant by this term."""
    if term.startswith("#"):
        return _within(term, form)
    stem = term.strip("*")
    begins, ends = term.endswith("*"), term.startswith("*")
    if begins and ends:
        return stem in form
    if ends:
        return form.endswith(stem)
    if begins:
        return form.startswith(stem) or _begins_with_a_slip(form, stem)
    return _inflected(form, stem) or (len(stem) >= TYPO_LENGTH and one_slip(form, stem))


@dataclass(frozen=True, slots=True)
class Item:
    """One place in a pattern: any of its alternatives fills it."""

    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Items in this order; `at_start` only at the beginning of a sentence."""

    items: tuple[Item, ...]
    at_start: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """Parts that must all be near each other, in any order."""

    source: str
    parts: tuple[Part, ...]


def parse(source: str, concepts: Mapping[str, Iterable[str]]) -> Pattern:
    """Read a pattern; raises PatternError when it is not well formed."""
    parts = tuple(_part(text.strip(), concepts) for text in source.split(" & "))
    return Pattern(source, parts)


def _part(text: str, concepts: Mapping[str, Iterable[str]]) -> Part:
    at_start, text = text.startswith("^"), text.removeprefix("^")
    items = tuple(_item(word, concepts) for word in text.split())
    if not items:
        raise PatternError("empty")
    return Part(items, at_start)


def _item(text: str, concepts: Mapping[str, Iterable[str]]) -> Item:
    alternatives = tuple(dict.fromkeys(_alternatives(text.split("|"), concepts, ())))
    if not alternatives:
        raise PatternError(text)
    return Item(alternatives)


def _alternatives(
    words: Iterable[str], concepts: Mapping[str, Iterable[str]], inside: tuple[str, ...]
) -> Iterator[Alternative]:
    for word in words:
        if word.startswith("@"):
            name = word[1:]
            if name not in concepts or name in inside:
                raise PatternError(word, name)
            yield from _alternatives(concepts[name], concepts, (*inside, name))
        else:
            yield _glued(word)


def _glued(text: str) -> Alternative:
    words = text.split("_")
    if not all(map(WORD.match, words)):
        raise PatternError(text)
    return tuple(word.lower() for word in words)


def _within(term: Term, form: str) -> bool:
    if not NUMBER.match(form):
        return False
    low, high = term[1:].split("-")
    return int(low) <= float(form.replace(",", ".")) <= int(high)


def _inflected(form: str, stem: str) -> bool:
    if len(stem) < SHORTEST_INFLECTED:
        return form == stem
    return form.startswith(stem) and form[len(stem) :] in ENDINGS


def _begins_with_a_slip(form: str, stem: str) -> bool:
    if len(stem) < TYPO_LENGTH:
        return False
    return any(one_slip(form[: len(stem) + more], stem) for more in (-1, 0, 1))
