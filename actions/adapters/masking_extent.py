"""How far a name goes in a text, and which of its words are places or ordinary words."""

from dataclasses import dataclass

from actions.adapters.masking_senses import Senses
from actions.adapters.masking_words import NameWords, Word

MAX_NAME_WORDS = 6
LONG_PLACE = 4
SHORTEST_LOWER_FAMILY = 5
OF_SURNAMES = frozenset({"der", "den", "ter", "ten", "vd", "v/d", "'t", "’t"})
"""After a first name these begin nothing but a surname; "van" and "de" begin much else."""

Places = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Stretches:
    """The words of one text, with what is known of words; `places` in lower case."""

    text: str
    words: list[Word]
    lists: NameWords
    senses: Senses
    places: tuple[Places, ...]

    def extent(self, position: int, *, any_case: bool = False, is_name: bool = False) -> int | None:
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
            if self.is_particle(at) and not (word.is_initial and end == at):
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

    def before(self, position: int) -> str:
        """The word before, in lower case; nothing at the beginning."""
        return self.words[position - 1].low if position else ""

    def _gap(self, at: int) -> str:
        return self.text[self.words[at - 1].end : self.words[at].start]

    def is_particle(self, at: int) -> bool:
        """Whether a word is one that names hold in their middle, such as "van"."""
        following = at + 1 < len(self.words) and self.words[at + 1].is_word
        return self.words[at].low in self.lists.particles and following and not self._is_place(at)

    def _continues(self, at: int, known_before: bool, *, any_case: bool) -> bool:
        word = self.words[at]
        if not word.is_word or self.is_ordinary(at, of_name=known_before):
            return False
        if word.is_upper:
            return self._upper_continues(word) or (known_before and word.key in self.lists.family)
        if word.is_capital:
            return True
        if len(word.low) == 1:
            return known_before and word.text.endswith(".")
        if at and len(self.before(at)) == 1 and self.words[at - 1].text.endswith("."):
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
            not self.senses.is_also_a_word(word.key) or self.before(at) in self.lists.honorifics
        )

    def _follows_name(self, at: int) -> bool:
        """Whether a lower-case word goes on with a name that has begun."""
        if self.before(at) in OF_SURNAMES and self.words[at].low.isalpha():
            return True
        word = self.words[at]
        if self.senses.is_sure(word) or self.senses.is_unknown(word):
            return True
        surname = word.key in self.lists.family and len(word.key) >= SHORTEST_LOWER_FAMILY
        return surname and word.low not in self.lists.ordinary | self.lists.name_goes_on

    def is_ordinary(self, at: int, *, of_name: bool = False) -> bool:
        """Whether a word is told as another one than a name; `of_name`: a name goes before it."""
        word = self.words[at]
        if word.is_initial:
            return False
        before = self.before(at)
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
