"""What a word of a text may be: an ordinary word, a name that is known, or neither."""

from dataclasses import dataclass

from actions.adapters.masking_likeness import is_like_a_word
from actions.adapters.masking_words import GENITIVE, NameWords, Word, in_dictionary

SHORTEST_UNKNOWN = 4
LONG_HEAD = 5
SHORTEST_HALF = 3
POINTING = ("daar", "hier", "waar", "hoe")


@dataclass(frozen=True, slots=True)
class Senses:
    """Judges single words by the lists and dictionaries; `language` is nl, en or other."""

    lists: NameWords
    language: str

    def is_dictionary(self, word: Word) -> bool:
        """An ordinary Dutch word, or an English one where the text is English."""
        known = in_dictionary(word.low, "nl")
        return known or (self.language == "en" and in_dictionary(word.low, "en"))

    def is_known_name(self, word: Word) -> bool:
        """In the lists of names, whole or in one of its parts."""
        return any(self._is_listed(part) for part in word.key.split("-"))

    def is_sure(self, word: Word) -> bool:
        """A known name that is no other word as well, in all of its parts."""
        key, lists = word.key, self.lists
        if key in lists.surely:
            return True
        if not self.is_known_name(word) or self.is_also_a_word(key):
            return False
        parts = key.split("-")
        every = all(self._is_listed(part) or part in lists.particles for part in parts)
        return every and not in_dictionary(key, "nl")

    def is_also_a_word(self, key: str) -> bool:
        """Whether a name is an ordinary word as well, in the language of this text."""
        only_english = self.language == "nl" and key in self.lists.english_words
        return key in self.lists.also_words and not only_english

    def _is_listed(self, part: str) -> bool:
        return part in self.lists.given or part in self.lists.family

    def is_double(self, word: Word) -> bool:
        """Two capitalised parts of which one is known as a first name: "Anne-Fleur"."""
        parts = word.text.split("-")
        known = any(part in self.lists.given for part in word.key.split("-"))
        return len(parts) > 1 and known and all(part[:1].isupper() for part in parts)

    def is_unknown(self, word: Word) -> bool:
        """Neither a word of Dutch or English nor one with a slip of the finger."""
        low = GENITIVE.sub("", word.low)
        if len(low) < SHORTEST_UNKNOWN or not low.isalpha():
            return False
        if in_dictionary(low, "nl") or in_dictionary(low, "en"):
            return False
        return not is_like_a_word(low, "en" if self.language == "en" else "nl")

    def is_derived(self, word: Word) -> bool:
        """Ends in a kind of business or somebody's part in the story, as compounds do."""
        return any(
            len(word.low) > len(head) >= LONG_HEAD and word.low.endswith(head)
            for head in self.lists.heads
        )

    def is_strange(self, word: Word) -> bool:
        """Unknown, and neither put together of two known words nor a word of pointing."""
        low = word.low
        if not self.is_unknown(word) or low.startswith(POINTING):
            return False
        middle = range(SHORTEST_HALF, len(low) - SHORTEST_HALF + 1)
        halves = any(is_plain_word(low[:at]) and is_plain_word(low[at:]) for at in middle)
        return not halves


def is_plain_word(low: str) -> bool:
    """In a Dutch or English word list as it stands: "lub" and "bert" make no word of "lubbert"."""
    # Here, and not above: a process that masks nothing is spared the dictionaries.
    import simplemma

    return any(simplemma.is_known(low, lang=language) for language in ("nl", "en"))
