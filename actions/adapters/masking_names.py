"""Names of persons: after cue words in any case, given names, and capitalised words."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from actions.adapters.masking_spans import Span

WORD = re.compile(r"[^\W\d_]+(?:['’`.-][^\W\d_]+)*\.?|[^\w\s]|\d+")
ENDS_SENTENCE = frozenset('.!?:\n"“”')
STREETS = ("straat", "laan", "weg", "plein", "kade", "gracht", "singel", "dijk", "markt")
MAX_NAME_WORDS = 4
MAX_FILLERS = 4


@dataclass(frozen=True, slots=True)
class NameWords:
    """The lists of masking.yml, in lower case."""

    honorifics: frozenset[str]
    naming: frozenset[str]
    called: frozenset[str]
    fillers: frozenset[str]
    particles: frozenset[str]
    ordinary: frozenset[str]
    given: frozenset[str]
    also_words: frozenset[str]

    @classmethod
    def from_lists(cls, data: dict[str, Any]) -> "NameWords":
        """From the file's content."""
        ordinary = (word for words in data["not_a_name"].values() for word in words)
        return cls(
            honorifics=_lower(data["honorifics"]),
            naming=_lower(data["naming"]),
            called=_lower(data["called"]),
            fillers=_lower(data["fillers"]),
            particles=_lower(data["particles"]),
            ordinary=_lower(ordinary),
            given=_lower(data["given_names"]),
            also_words=_lower(data["also_words"]),
        )


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    starts_sentence: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def low(self) -> str:
        return self.text.lower().rstrip(".")

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_capital(self) -> bool:
        # Short words in capitals are abbreviations; one letter alone is an initial.
        abbreviation = self.text.isupper() and 1 < len(self.low) <= 5
        return self.text[0].isupper() and not abbreviation


class NameFinder:
    """Finds names among the words that no other recogniser took."""

    def __init__(self, words: NameWords, place_names: Callable[[], Iterable[str]]) -> None:
        self._words = words
        self._place_names = place_names

    def find(self, text: str, taken: bytes) -> Iterator[Span]:
        """Spans of names; nothing where `taken` has a mark, one byte a character."""
        words = _split(text, taken)
        places = {part for name in self._place_names() for part in name.lower().split()}
        reading = _Reading(words, self._words, frozenset(places))
        position = 0
        while position < len(words):
            found = reading.name_at(position)
            if found is None:
                position += 1
                continue
            first, after = found
            yield Span(words[first].start, _trimmed_end(words[after - 1]), "name")
            position = after


@dataclass(frozen=True, slots=True)
class _Reading:
    words: list[_Word]
    lists: NameWords
    places: frozenset[str]

    def name_at(self, position: int) -> tuple[int, int] | None:
        """The name that starts at, or is announced by, the word here: from and up to."""
        if not self.words[position].is_word:
            return None
        after_cue = self._after_cue(position)
        if after_cue is not None:
            end = self._extent(after_cue, any_case=True)
            if end is not None:
                return after_cue, end
        return self._by_itself(position)

    def _after_cue(self, position: int) -> int | None:
        word = self.words[position].low
        lists = self.lists
        if word in lists.honorifics:
            return position + 1
        before = self.words[position - 1].low if position else ""
        if word == "naam" and before in {"achter", "voor"}:
            return self._past_fillers(position + 1)
        if word == "naam" or word in lists.naming:
            return self._past_fillers(position + 1)
        if word in lists.called and before not in _WARM:
            return self._past_fillers(position + 1)
        return None

    def _past_fillers(self, position: int) -> int:
        for _ in range(MAX_FILLERS):
            if not self._is_filler(position):
                break
            position += 1
        return position

    def _is_filler(self, position: int) -> bool:
        if position >= len(self.words):
            return False
        word = self.words[position]
        return word.text in _JOINTS or (word.low in self.lists.fillers and not word.is_capital)

    def _extent(self, position: int, *, any_case: bool) -> int | None:
        """Up to where a name goes that begins here; None when none does.

        With `any_case` its first word may be lower case, and so may one after a particle: of
        other lower-case words nobody can tell whether they still belong to the name.
        """
        end, at, after_particle = None, position, False
        while at < len(self.words) and at - position < MAX_NAME_WORDS:
            if self._is_particle(at):
                after_particle = True
                at += 1
                continue
            lower = any_case and (end is None or after_particle)
            if not self._can_be_name(self.words[at], any_case=lower):
                break
            after_particle = False
            at += 1
            end = at
            if self._closes(at - 1):
                break
        return end

    def _closes(self, at: int) -> bool:
        text = self.words[at].text
        return text.endswith(".") and len(text) > 2

    def _is_particle(self, at: int) -> bool:
        following = at + 1 < len(self.words) and self.words[at + 1].is_word
        return self.words[at].low in self.lists.particles and following

    def _can_be_name(self, word: _Word, *, any_case: bool) -> bool:
        if not word.is_word or self._is_ordinary(word):
            return False
        return word.is_capital or (any_case and len(word.low) > 1)

    def _is_ordinary(self, word: _Word) -> bool:
        low = word.low
        if low in self.lists.given and low not in self.lists.also_words:
            return False
        if low.endswith(STREETS):
            return True
        return all(self._is_known(part) for part in low.split("-")) or self._is_known(low)

    def _is_known(self, word: str) -> bool:
        return word in self.lists.ordinary or word in self.places

    def _by_itself(self, position: int) -> tuple[int, int] | None:
        word = self.words[position]
        known = word.low in self.lists.given
        if known and word.low not in self.lists.also_words:
            return position, self._extent(position, any_case=False) or position + 1
        if not word.is_capital or self._is_ordinary(word):
            return None
        end = self._extent(position, any_case=False)
        if end is None:
            return None
        # At the start of a sentence a capital says nothing: only more of them together do.
        if word.starts_sentence and end - position < 2:
            return None
        return position, end


_WARM = frozenset({"is", "was", "te", "erg", "heel", "zo", "bloed", "snik", "wordt"})
_JOINTS = frozenset(":,\"'“”‘’(-")


def _split(text: str, taken: bytes) -> list[_Word]:
    words, starts = [], True
    for found in WORD.finditer(text):
        if any(taken[found.start() : found.end()]):
            words.append(_Word("#", found.start(), starts_sentence=False))
            starts = False
            continue
        newline = "\n" in text[words[-1].end if words else 0 : found.start()]
        words.append(_Word(found.group(), found.start(), starts or newline))
        starts = found.group()[-1] in ENDS_SENTENCE
    return words


def _trimmed_end(word: _Word) -> int:
    return word.end - (word.text.endswith(".") and len(word.text) > 2)


def _lower(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)
