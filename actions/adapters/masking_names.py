"""Names of persons: after cue words in any case, names that are known, and capitalised words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from actions.adapters.masking_companies import company_at
from actions.adapters.masking_extent import (
    OF_SURNAMES,
    SHORTEST_LOWER_FAMILY,
    Places,
    Stretches,
)
from actions.adapters.masking_hints import again, hinted, reversed_name, titled
from actions.adapters.masking_senses import Senses, is_plain_word
from actions.adapters.masking_spans import Span
from actions.adapters.masking_words import NameWords, Word, in_dictionary, language_of, split

MAX_FILLERS = 5
SHORTEST_LOWER_GIVEN = 4
MAX_PARTICLES = 3
SHORTEST_ACTING = 3
SLIPPING = 6
"""A word of so many letters that is nearly a Dutch one is that with a slip of the finger."""

CONJUNCTIONS = frozenset({"en", "and", "&", "/", "of", "or"})
BEGINNINGS = frozenset({"dat", "en", "of", "omdat", "want", "als", "dus", "toen", ",", "maar"})
WARM = frozenset({"is", "was", "te", "erg", "heel", "zo", "bloed", "snik", "wordt"})
JOINTS = frozenset(":\"'“”‘’(-=")
ARTICLES = frozenset({"de", "het", "'t", "the"})
SHORTENED = frozenset({"zn", "co", "ltd", "inc", "gebr", "b.v", "v.o.f", "n.v"})
SMALL = frozenset({"en", "of", "uit", "van", "and", "from"})
"""These go on with a name at the beginning of a sentence, and with any other word as well."""


class NameFinder:
    """Finds names among the words that no other recogniser took."""

    def __init__(self, words: NameWords, place_names: Callable[[], Iterable[str]]) -> None:
        self._words = words
        self._place_names = place_names
        self._towns = _places(words.towns)

    def find(self, text: str, taken: bytes) -> Iterator[Span]:
        """Spans of names and companies; nothing where `taken` has a mark, one byte a character."""
        words = [self._words.without_genitive(word) for word in split(text, taken)]
        senses = Senses(self._words, language_of(words))
        places = (_places(self._place_names()), self._towns)
        reading = _Reading(text, words, self._words, senses, places)
        for first, after, kind in again(words, list(reading.stretches())):
            yield Span(words[first].start, _end(text, words[after - 1]), kind)


@dataclass(frozen=True, slots=True)
class _Reading(Stretches):
    def stretches(self) -> Iterator[tuple[int, int, str]]:
        """Names and companies as positions from and up to, and their kind."""
        position = 0
        while position < len(self.words):
            found = self.at(position)
            if found is not None:
                yield found
            position = position + 1 if found is None else found[1]

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
            end = self.extent(after_cue, any_case=True)
            if end is not None:
                return after_cue, end, "name"
            end = titled(self, position)
            if end is not None:
                return position + 1, end, "name"
        return self._alone(position)

    def _alone(self, position: int) -> tuple[int, int, str] | None:
        """The name that begins here and that nothing announces."""
        word = self.words[position]
        if word.low in self.lists.honorifics and word.key not in self.lists.given:
            return None
        surname = self._surname_from(position) or self._as_registered(position)
        surname = surname or reversed_name(self, position)
        if surname is not None:
            return position, surname, "name"
        if self._fits_by_itself(position):
            return position, self.extent(position, is_name=True) or position + 1, "name"
        end = hinted(self, position)
        return None if end is None else (position, end, "name")

    def _surname_from(self, position: int) -> int | None:
        """Up to where a surname goes that begins with its particles: "de Vries", "van der Laan"."""
        at = position
        while self.is_particle(at) and self.words[at].low not in self.lists.place_words:
            at += 1
        if at == position or at - position > MAX_PARTICLES:
            return None
        word, senses = self.words[at], self.senses
        # "a friend of Ahmed": "van" alone, and an article, stand before first names as well.
        plain = self.words[at - 1].low in ARTICLES | {"van", "v", "la", "le"}
        telling = any(each.low in OF_SURNAMES for each in self.words[position:at])
        known = word.key in self.lists.family and (telling or word.key not in self.lists.given)
        if not known or (plain and not telling and not (word.is_capital or senses.is_sure(word))):
            return None
        if self.is_ordinary(at) or (word.is_capital and not self._capital_fits(at)):
            return None
        fits = word.is_capital or (senses.is_sure(word) and self._lower_fits(at))
        return self.extent(at, is_name=True) or at + 1 if fits else None

    def _as_registered(self, position: int) -> int | None:
        """Up to where a name goes that is told as registers do: "JANSEN, A." or "BERG, Anna"."""
        at = position
        while at < len(self.words) and self.words[at].is_upper and self.words[at].is_word:
            at += 1
        if at == position or at + 1 >= len(self.words) or self.words[at].text != ",":
            return None
        word = self.words[at + 1]
        named = word.is_initial or (word.text.istitle() and self.senses.is_sure(word))
        ordinary = self.is_ordinary(at - 1) and self.words[at - 1].low not in self.lists.family
        return at + 2 if named and not ordinary else None

    def _after_cue(self, position: int) -> int | None:
        word, lists = self.words[position].low, self.lists
        before = self.before(position)
        if word in lists.honorifics:
            return position + 1
        if self.words[position].text.endswith("."):
            return None
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
        following = self.words[position + 1] if position + 1 < len(self.words) else None
        if word.low in self.lists.particles and following:
            return not following.is_capital and word.low in self.lists.fillers
        if word.text == ",":
            return following is not None and following.is_capital
        return word.text in JOINTS or (word.low in self.lists.fillers and not word.is_capital)

    def _fits_by_itself(self, position: int) -> bool:
        word = self.words[position]
        if self.is_ordinary(position):
            return self._is_name_here(position)
        if word.is_upper and not word.is_capital:
            return self.senses.is_sure(word)
        if not word.text[0].isupper():
            return self._lower_fits(position)
        if word.starts_sentence:
            return self._first_fits(position)
        return self._capital_fits(position)

    def _is_name_here(self, position: int) -> bool:
        """Whether a capitalised word that is no name elsewhere, as "Mei", is one here."""
        word, following = self.words[position], position + 1
        if not word.is_capital or word.low in self.lists.roles | self.lists.honorifics:
            return False
        if self.before(position) in self.lists.roles and not word.starts_sentence:
            return word.key in self.lists.given
        goes_on = following < len(self.words) and self._is_surely_named(following)
        return goes_on and word.key in self.lists.given

    def _lower_fits(self, position: int) -> bool:
        word, senses = self.words[position], self.senses
        before = self.before(position)
        if before in self.lists.roles and word.key in self.lists.given:
            return not senses.is_also_a_word(word.key) or not in_dictionary(word.low, "nl")
        if word.key in self.lists.given and self._acts(position):
            return True
        if self._is_beside_name(position):
            return True
        if self._is_initial(position):
            return True
        if before in self.lists.person_words and senses.language != "other":
            long = word.key in self.lists.family and len(word.key) >= SHORTEST_LOWER_FAMILY
            known = long and word.low not in self.lists.roles
            return senses.is_sure(word) or known or senses.is_unknown(word)
        if not senses.is_sure(word):
            return False
        if word.key in self.lists.given:
            return len(word.key) >= SHORTEST_LOWER_GIVEN or (
                word.key in self.lists.surely or self._opens(position)
            )
        return len(word.key) >= SHORTEST_LOWER_FAMILY and not in_dictionary(word.key, "en")

    def _opens(self, position: int) -> bool:
        """A short first name that a message begins with: "ria van de receptie"."""
        word = self.words[position]
        long = len(word.key) >= SHORTEST_ACTING and self.senses.language == "nl"
        goes_on = position + 1 < len(self.words) and self.words[position + 1].is_word
        return long and goes_on and word.starts_sentence and not is_plain_word(word.low)

    def _acts(self, position: int) -> bool:
        """Whether a name that is also a word stands as somebody who does something."""
        word, before = self.words[position], self.before(position)
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
            end = self.extent(position)
            return word.text.endswith(".") and end is not None and end - position > 1
        if word.key in self.lists.given or senses.is_double(word):
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
        return following.is_capital and not self.is_ordinary(at)

    def _capital_fits(self, position: int) -> bool:
        word, before = self.words[position], self.before(position)
        if self.senses.is_known_name(word):
            # "the Grote Markt": a place has an article, a person has none.
            return before not in ARTICLES or self.senses.is_sure(word) or not self._is_run(position)
        if self.senses.language == "other":
            return False
        if before in self.lists.roles:
            return True
        if word.is_initial:
            end = self.extent(position)
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
        return word.is_capital and self.senses.is_sure(word) and not self.is_ordinary(at)


def _places(names: Iterable[str]) -> Places:
    return frozenset(tuple(name.lower().split()) for name in names)


def _end(text: str, word: Word) -> int:
    """Where a name stops: a full stop is left, unless of an initial; a genitive's mark is not."""
    if word.text.endswith(".") and len(word.text) > 2 and word.low not in SHORTENED:
        return word.end - 1
    after = text[word.end : word.end + 2]
    genitive = word.low[-1] in "sxz" and after[:1] in {"'", "’"} and not after[1:2].isalnum()
    return word.end + genitive
