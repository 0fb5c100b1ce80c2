"""Names of persons: after cue words in any case, names that are known, and capitalised words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from actions.adapters.masking_companies import company_at
from actions.adapters.masking_senses import Senses
from actions.adapters.masking_spans import Span
from actions.adapters.masking_words import NameWords, Word, in_dictionary, language_of, split

MAX_NAME_WORDS = 6
MAX_FILLERS = 5
LONG_PLACE = 4
SHORTEST_LOWER_GIVEN = 4
SHORTEST_LOWER_FAMILY = 5
SHORTEST_ACTING = 3
SLIPPING = 6
"""A word of so many letters that is nearly a Dutch one is that with a slip of the finger."""

CONJUNCTIONS = frozenset({"en", "and", "&", "/", "of", "or"})
BEGINNINGS = frozenset({"dat", "en", "of", "omdat", "want", "als", "dus", "toen", ",", "maar"})
WARM = frozenset({"is", "was", "te", "erg", "heel", "zo", "bloed", "snik", "wordt"})
JOINTS = frozenset(":\"'“”‘’(-=")
ARTICLES = frozenset({"de", "het", "'t", "the"})
SHORTENED = frozenset({"zn", "co", "ltd", "inc", "gebr", "b.v", "v.o.f", "n.v"})
OF_SURNAMES = frozenset({"der", "den", "ter", "ten", "vd", "v/d", "'t", "’t"})
"""After a first name these begin nothing but a surname; "van" and "de" begin much else."""

SMALL = frozenset({"en", "of", "uit", "van", "and", "from"})
"""These go on with a name at the beginning of a sentence, and with any other word as well."""

Places = frozenset[tuple[str, ...]]


class NameFinder:
    """Finds names among the words that no other recogniser took."""

    def __init__(self, words: NameWords, place_names: Callable[[], Iterable[str]]) -> None:
        self._words = words
        self._place_names = place_names
        self._towns = _places(words.towns)

    def find(self, text: str, taken: bytes) -> Iterator[Span]:
        """Spans of names and companies; nothing where `taken` has a mark, one byte a character."""
        words = split(text, taken)
        senses = Senses(self._words, language_of(words))
        places = (_places(self._place_names()), self._towns)
        reading = _Reading(text, words, self._words, senses, places)
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
    senses: Senses
    places: tuple[Places, ...]

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
        before = self._before(position)
        if word in lists.honorifics:
            return position + 1
        if self.words[position].text.endswith("."):
            return None
        if word in lists.naming or word == "naam" or f"{before} {word}" in lists.phrases:
            return self._past_fillers(position + 1)
        if word in lists.called and before not in WARM:
            return self._past_fillers(position + 1)
        return None

    def _before(self, position: int) -> str:
        return self.words[position - 1].low if position else ""

    def _past_fillers(self, position: int) -> int:
        for _ in range(MAX_FILLERS):
            if position >= len(self.words) or not self._is_filler(position):
                break
            position += 1
        return position

    def _is_filler(self, position: int) -> bool:
        word = self.words[position]
        following = self.words[position + 1] if position + 1 < len(self.words) else None
        if word.low in self.lists.particles and following:
            return not following.is_capital and word.low in self.lists.fillers
        if word.text == ",":
            return following is not None and following.is_capital
        return word.text in JOINTS or (word.low in self.lists.fillers and not word.is_capital)

    def _extent(
        self, position: int, *, any_case: bool = False, is_name: bool = False
    ) -> int | None:
        """Up to where a name goes that begins here; None when none does.

        With `is_name` its first word is known to be one. With `any_case` its first word may be
        lower case, and so may one after a particle: of other lower-case words only those that
        are known as names, or as no word at all, belong to it.
        """
        end, particle = None, False
        named = any_case or is_name
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
            after_name = end is not None or (named and particle)
            if not first and not self._continues(at, after_name, any_case=lower):
                break
            particle, end = False, at + 1
        return end

    def _gap(self, at: int) -> str:
        return self.text[self.words[at - 1].end : self.words[at].start]

    def _is_particle(self, at: int) -> bool:
        following = at + 1 < len(self.words) and self.words[at + 1].is_word
        return self.words[at].low in self.lists.particles and following and not self._is_place(at)

    def _continues(self, at: int, known_before: bool, *, any_case: bool) -> bool:
        word = self.words[at]
        if not word.is_word or self._is_ordinary(at, of_name=known_before):
            return False
        if word.is_upper:
            return self._upper_continues(word) or (known_before and word.key in self.lists.family)
        if word.is_capital:
            return True
        if len(word.low) == 1:
            return known_before and word.text.endswith(".")
        if at and len(self._before(at)) == 1 and self.words[at - 1].text.endswith("."):
            return self.senses.is_known_name(word) or self.senses.is_unknown(word)
        if any_case:
            return self._follows_cue(at)
        return known_before and self._follows_name(at)

    def _upper_continues(self, word: Word) -> bool:
        if word.is_capital:
            return self.senses.is_sure(word) or not self.senses.is_dictionary(word)
        return self.senses.is_known_name(word) and not self.senses.is_dictionary(word)

    def _follows_cue(self, at: int) -> bool:
        """Whether a lower-case word can be the name that a cue announced."""
        word, senses = self.words[at], self.senses
        if senses.is_sure(word) or not senses.is_dictionary(word):
            return True
        return senses.is_known_name(word) and (
            not self.senses.is_also_a_word(word.key) or self._before(at) in self.lists.honorifics
        )

    def _follows_name(self, at: int) -> bool:
        """Whether a lower-case word goes on with a name that has begun."""
        if self._before(at) in OF_SURNAMES and self.words[at].low.isalpha():
            return True
        word = self.words[at]
        if self.senses.is_sure(word) or self.senses.is_unknown(word):
            return True
        surname = word.key in self.lists.family and len(word.key) >= SHORTEST_LOWER_FAMILY
        return surname and word.low not in self.lists.ordinary | self.lists.name_goes_on

    def _is_ordinary(self, at: int, *, of_name: bool = False) -> bool:
        word = self.words[at]
        if word.is_initial:
            return False
        before = self._before(at)
        if of_name and word.is_capital and self.words[at - 1].is_capital:
            return False
        if of_name and before in self.lists.particles and before not in self.lists.place_words:
            return word.low in self.lists.ordinary and not word.is_capital
        if self._is_place(at):
            return True
        ordinary = word.low in self.lists.ordinary
        return ordinary and (before in self.lists.place_words or not self.senses.is_sure(word))

    def _is_place(self, at: int) -> bool:
        # A town of several words counts as a whole: "de" and "oude" are parts of names as well.
        lows = tuple(word.low for word in self.words[max(0, at - 3) : at + LONG_PLACE])
        here = min(3, at)
        stretches = (
            lows[first:last]
            for first in range(here + 1)
            for last in range(here + 1, min(first + LONG_PLACE, len(lows)) + 1)
        )
        return any(stretch in places for stretch in stretches for places in self.places)

    def _fits_by_itself(self, position: int) -> bool:
        word = self.words[position]
        if self._is_ordinary(position):
            return False
        if word.is_upper and not word.is_capital:
            return self.senses.is_sure(word)
        if not word.text[0].isupper():
            return self._lower_fits(position)
        if word.starts_sentence:
            return self._first_fits(position)
        return self._capital_fits(position)

    def _lower_fits(self, position: int) -> bool:
        word, senses = self.words[position], self.senses
        before = self._before(position)
        if before in self.lists.roles and word.key in self.lists.given:
            return not senses.is_also_a_word(word.key) or not in_dictionary(word.low, "nl")
        if word.key in self.lists.given and self._acts(position):
            return True
        if self._is_beside_name(position):
            return True
        if self._is_initial(position):
            return True
        if before in self.lists.person_words and senses.language != "other":
            return senses.is_sure(word) or senses.is_unknown(word)
        if not senses.is_sure(word):
            return False
        if word.key in self.lists.given:
            return len(word.key) >= SHORTEST_LOWER_GIVEN or word.key in self.lists.surely
        return len(word.key) >= SHORTEST_LOWER_FAMILY and not in_dictionary(word.key, "en")

    def _acts(self, position: int) -> bool:
        """Whether a name that is also a word stands as somebody who does something."""
        word, before = self.words[position], self._before(position)
        if self.senses.language != "nl" or len(word.low) < SHORTEST_ACTING:
            return False
        following = self.words[position + 1] if position + 1 < len(self.words) else None
        begins = word.starts_sentence or before in BEGINNINGS
        goes_on = following is not None and following.low in self.lists.name_goes_on - SMALL
        return begins and goes_on and word.low not in self.lists.ordinary

    def _is_beside_name(self, position: int) -> bool:
        """Whether a possible name is told in one breath with a sure one: "anna en mark"."""
        word, senses = self.words[position], self.senses
        if word.low in self.lists.ordinary or senses.language == "other":
            return False
        pairs = ((position - 1, position - 2), (position + 1, position + 2))
        beside = any(
            min(pair) >= 0
            and max(pair) < len(self.words)
            and self.words[pair[0]].low in CONJUNCTIONS
            and senses.is_sure(self.words[pair[1]])
            for pair in pairs
        )
        return beside and (word.key in self.lists.given or senses.is_unknown(word))

    def _is_initial(self, position: int) -> bool:
        """A lower-case initial with its full stop, before a word that can be a surname."""
        word, following = self.words[position], position + 1
        if len(word.low) != 1 or not word.text.endswith(".") or following == len(self.words):
            return False
        name = self.words[following]
        if not name.is_word or name.low in self.lists.ordinary:
            return False
        return self.senses.is_known_name(name) or self.senses.is_unknown(name)

    def _first_fits(self, position: int) -> bool:
        """At the start of a sentence a capital says nothing: the word or what follows must."""
        word, senses = self.words[position], self.senses
        following = self.words[position + 1] if position + 1 < len(self.words) else None
        if senses.is_sure(word):
            return True
        if word.is_initial:
            end = self._extent(position)
            return word.text.endswith(".") and end is not None and end - position > 1
        if word.key in self.lists.given:
            return True
        if senses.is_known_name(word):
            return following is None or self._goes_on(word, position + 1)
        if senses.language == "other" or senses.is_derived(word):
            return False
        if self._is_beside_name(position):
            return True
        if senses.is_dictionary(word) or in_dictionary(word.low, "en"):
            return False
        short = (
            len(word.low) < SLIPPING
            and word.low.isalpha()
            and len(word.low) > 2
            and word.text.istitle()
        )
        return (
            short
            or senses.is_unknown(word)
            or (
                following is not None
                and (
                    following.low in self.lists.name_goes_on - SMALL
                    or self._is_surely_named(position + 1)
                )
            )
        )

    def _goes_on(self, word: Word, at: int) -> bool:
        following = self.words[at]
        if word.low != word.key and word.key in self.lists.given:
            return True
        if following.text in {",", "(", "-", ":", "/"} or following.low in self.lists.name_goes_on:
            return word.key in self.lists.given
        return following.is_capital and not self._is_ordinary(at)

    def _capital_fits(self, position: int) -> bool:
        word, before = self.words[position], self._before(position)
        if self.senses.is_known_name(word):
            # "the Grote Markt": a place has an article, a person has none.
            return before not in ARTICLES or self.senses.is_sure(word) or not self._is_run(position)
        if self.senses.language == "other":
            return False
        if before in self.lists.roles:
            return True
        if word.is_initial:
            end = self._extent(position)
            return end is not None and end - position > 1
        if before in self.lists.place_words:
            return False
        if not self.senses.is_dictionary(word):
            return not self.senses.is_derived(word)
        following = position + 1
        return following < len(self.words) and self._is_surely_named(following)

    def _is_run(self, position: int) -> bool:
        return position + 1 < len(self.words) and self.words[position + 1].is_capital

    def _is_surely_named(self, at: int) -> bool:
        word = self.words[at]
        return word.is_capital and self.senses.is_sure(word) and not self._is_ordinary(at)


def _places(names: Iterable[str]) -> Places:
    return frozenset(tuple(name.lower().split()) for name in names)


def _end(text: str, word: Word) -> int:
    """Where a name stops: a full stop is left, unless of an initial; a genitive's mark is not."""
    if word.text.endswith(".") and len(word.text) > 2 and word.low not in SHORTENED:
        return word.end - 1
    after = text[word.end : word.end + 2]
    genitive = word.low[-1] in "sxz" and after[:1] in {"'", "’"} and not after[1:2].isalnum()
    return word.end + genitive
