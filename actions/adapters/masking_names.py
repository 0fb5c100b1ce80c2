"""Names of persons: after cue words in any case, names that are known, and capitalised words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from actions.adapters.masking_companies import company_at
from actions.adapters.masking_spans import Span
from actions.adapters.masking_words import NameWords, Word, in_dictionary, is_english, split

MAX_NAME_WORDS = 6
MAX_FILLERS = 5
LONG_PLACE = 4
SHORTEST_LOWER_GIVEN = 4
SHORTEST_LOWER_FAMILY = 5
WARM = frozenset({"is", "was", "te", "erg", "heel", "zo", "bloed", "snik", "wordt"})
JOINTS = frozenset(":,\"'“”‘’(-=")
SHORTENED = frozenset({"zn", "co", "ltd", "inc", "gebr", "b.v", "v.o.f", "n.v"})
Places = frozenset[tuple[str, ...]]


class NameFinder:
    """Finds names among the words that no other recogniser took."""

    def __init__(self, words: NameWords, place_names: Callable[[], Iterable[str]]) -> None:
        self._words = words
        self._place_names = place_names

    def find(self, text: str, taken: bytes) -> Iterator[Span]:
        """Spans of names and companies; nothing where `taken` has a mark, one byte a character."""
        words = split(text, taken)
        places = frozenset(tuple(name.lower().split()) for name in self._place_names())
        language = "en" if is_english(words) else "nl"
        reading = _Reading(text, words, self._words, places, language)
        position = 0
        while position < len(words):
            found = reading.at(position)
            if found is None:
                position += 1
                continue
            first, after, kind = found
            yield Span(words[first].start, _end(text, words[after - 1]), kind)
            position = after


@dataclass(frozen=True, slots=True)
class _Reading:
    text: str
    words: list[Word]
    lists: NameWords
    places: Places
    language: str

    def at(self, position: int) -> tuple[int, int, str] | None:
        """What starts at, or is announced by, the word here: from, up to, and its kind."""
        if not self.words[position].is_word:
            return None
        company = company_at(self.words, position, self.lists)
        if company is not None:
            return *company, "company"
        after_cue = self._after_cue(position)
        if after_cue is not None and after_cue < len(self.words):
            company = company_at(self.words, after_cue, self.lists)
            if company is not None:
                return *company, "company"
            end = self._extent(after_cue, any_case=True)
            if end is not None:
                return after_cue, end, "name"
        if not self._fits_by_itself(position):
            return None
        return position, self._extent(position, is_name=True) or position + 1, "name"

    def _after_cue(self, position: int) -> int | None:
        word, lists = self.words[position].low, self.lists
        before = self.words[position - 1].low if position else ""
        if word in lists.honorifics:
            return position + 1
        if word in lists.naming or word == "naam" or f"{before} {word}" in lists.phrases:
            return self._past_fillers(position + 1)
        if word in lists.called and before not in WARM:
            return self._past_fillers(position + 1)
        return None

    def _past_fillers(self, position: int) -> int:
        for _ in range(MAX_FILLERS):
            if position >= len(self.words) or not self._is_filler(position):
                break
            position += 1
        return position

    def _is_filler(self, position: int) -> bool:
        word = self.words[position]
        if word.low in self.lists.particles and position + 1 < len(self.words):
            return not self.words[position + 1].is_capital and word.low in self.lists.fillers
        return word.text in JOINTS or (word.low in self.lists.fillers and not word.is_capital)

    def _extent(
        self, position: int, *, any_case: bool = False, is_name: bool = False
    ) -> int | None:
        """Up to where a name goes that begins here; None when none does.

        With `is_name` its first word is known to be one. With `any_case` its first word may be
        lower case, and so may one after a particle: of other lower-case words only those that
        are known as names belong to it.
        """
        end, particle = None, False
        for at in range(position, min(position + MAX_NAME_WORDS, len(self.words))):
            word = self.words[at]
            if end is not None and (word.starts_sentence or "\n" in self._gap(at)):
                break
            if self._is_particle(at):
                particle = True
                continue
            if word.text == "/" and end == at:
                continue
            lower = any_case and (end is None or particle)
            first = is_name and at == position
            if not first and not self._continues(at, end is not None, any_case=lower):
                break
            particle, end = False, at + 1
        return end

    def _gap(self, at: int) -> str:
        return self.text[self.words[at - 1].end : self.words[at].start]

    def _is_particle(self, at: int) -> bool:
        following = at + 1 < len(self.words) and self.words[at + 1].is_word
        return self.words[at].low in self.lists.particles and following

    def _continues(self, at: int, known_before: bool, *, any_case: bool) -> bool:
        word = self.words[at]
        if not word.is_word or self._is_ordinary(at):
            return False
        if word.is_upper:
            return self._is_sure(word) or not self._is_dictionary(word)
        if word.is_capital:
            return True
        if len(word.low) == 1:
            return known_before and word.text.endswith(".")
        if any_case:
            return self._is_known_name(word) or not self._is_dictionary(word)
        return known_before and self._is_sure(word)

    def _is_ordinary(self, at: int) -> bool:
        word = self.words[at]
        if word.is_initial:
            return False
        if self._is_place(at):
            return True
        return word.low in self.lists.ordinary and not self._is_sure(word)

    def _is_place(self, at: int) -> bool:
        # A town of several words counts as a whole: "de" and "oude" are parts of names as well.
        lows = tuple(word.low for word in self.words[max(0, at - 3) : at + LONG_PLACE])
        here = min(3, at)
        return any(
            lows[first:last] in self.places
            for first in range(here + 1)
            for last in range(here + 1, min(first + LONG_PLACE, len(lows)) + 1)
        )

    def _is_dictionary(self, word: Word) -> bool:
        known = in_dictionary(word.low, "nl")
        return known or (self.language == "en" and in_dictionary(word.low, "en"))

    def _is_known_name(self, word: Word) -> bool:
        lists = self.lists
        return any(part in lists.given or part in lists.family for part in word.key.split("-"))

    def _is_sure(self, word: Word) -> bool:
        """A known name that is no other word as well."""
        key = word.key
        if key in self.lists.surely:
            return True
        if not self._is_known_name(word) or key in self.lists.also_words:
            return False
        return not in_dictionary(key, "nl")

    def _fits_by_itself(self, position: int) -> bool:
        word = self.words[position]
        if self._is_ordinary(position):
            return False
        if word.is_upper and not word.is_capital:
            return self._is_sure(word)
        if not word.text[0].isupper():
            return self._lower_fits(position)
        if word.starts_sentence:
            return self._first_fits(position)
        return self._capital_fits(position)

    def _lower_fits(self, position: int) -> bool:
        word = self.words[position]
        before = self.words[position - 1].low if position else ""
        if before in self.lists.roles and word.key in self.lists.given:
            return not (self.language == "nl" and word.key in self.lists.also_words) or (
                not in_dictionary(word.low, "nl")
            )
        if not self._is_sure(word):
            return False
        if word.key in self.lists.given:
            return len(word.key) >= SHORTEST_LOWER_GIVEN or word.key in self.lists.surely
        return len(word.key) >= SHORTEST_LOWER_FAMILY and not in_dictionary(word.key, "en")

    def _first_fits(self, position: int) -> bool:
        """At the start of a sentence a capital says nothing: the word or what follows must."""
        word = self.words[position]
        following = self.words[position + 1] if position + 1 < len(self.words) else None
        if self._is_sure(word):
            return True
        if word.is_initial:
            end = self._extent(position)
            return word.text.endswith(".") and end is not None and end - position > 1
        if self._is_known_name(word):
            return following is None or self._goes_on(word, position + 1)
        return not self._is_dictionary(word) and not in_dictionary(word.low, "en")

    def _goes_on(self, word: Word, at: int) -> bool:
        following = self.words[at]
        if word.low != word.key and word.key in self.lists.given:
            return True
        if following.text in {",", "("} or following.low in self.lists.name_goes_on:
            return word.key in self.lists.given
        return following.is_capital and not self._is_ordinary(at)

    def _capital_fits(self, position: int) -> bool:
        word, before = self.words[position], self.words[position - 1].low
        if self._is_known_name(word):
            return True
        if before in self.lists.roles:
            return True
        if word.is_initial:
            end = self._extent(position)
            return end is not None and end - position > 1
        if before in self.lists.place_words:
            return False
        if not self._is_dictionary(word):
            return True
        following = position + 1
        return following < len(self.words) and self._is_surely_named(following)

    def _is_surely_named(self, at: int) -> bool:
        word = self.words[at]
        return word.is_capital and self._is_sure(word) and not self._is_ordinary(at)


def _end(text: str, word: Word) -> int:
    """Where a name stops: a full stop is left, unless of an initial; a genitive's mark is not."""
    if word.text.endswith(".") and len(word.text) > 2 and word.low not in SHORTENED:
        return word.end - 1
    after = text[word.end : word.end + 2]
    genitive = word.low[-1] in "sxz" and after[:1] in {"'", "’"} and not after[1:2].isalnum()
    return word.end + genitive
