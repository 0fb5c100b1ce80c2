"""Places named in free text: whole names, any case, and a small slip in the long ones."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# In short names one slip makes another word ("Leek", "Haren"); from seven letters on it does not.
TYPO_LENGTH = 7
BEFORE_A_CAREFUL_NAME = frozenset(
    {"in", "uit", "naar", "gemeente", "dorp", "plaats", "wijk", "buurt", "omgeving"}
)
# "de provincie Groningen" and "Stad en Ommeland" speak of more than the municipality.
BEFORE_A_PROVINCE = frozenset({"provincie", "prov", "province"})
AFTER_A_PROVINCE = frozenset({"provincie", "province"})


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name of a place in a municipality; `careful` when it is an ordinary word as well."""

    municipality_key: str
    name: str
    careful: bool = False


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A place found in a text, and where in it its name begins."""

    municipality_key: str
    start: int


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int


def folded(text: str) -> str:
    """A name without case, accents or punctuation, and with y for ij, to compare names by."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", letters.replace("ij", "y")))


def one_slip(word: str, name: str, shortest: int = TYPO_LENGTH) -> bool:
    """Whether a word is a long name with one letter wrong, missing, doubled or swapped.

    First and last letter must be right: a change at the end is an inflection ("Groninger").
    """
    if len(name) < shortest or word[:1] != name[:1] or word[-1:] != name[-1:]:
        return False
    if len(word) == len(name):
        wrong = [at for at in range(len(name)) if word[at] != name[at]]
        return len(wrong) == 1 or (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and word[wrong[0]] == name[wrong[1]]
            and word[wrong[1]] == name[wrong[0]]
        )
    longer, shorter = (word, name) if len(word) > len(name) else (name, word)
    return len(longer) == len(shorter) + 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )


class PlaceIndex:
    """Looks places up in a text.

    A name that two municipalities share says too little, and is left out. `other_words` are
    ordinary words that lie one slip away from a name ("verhuizen", "Vierhuizen").
    """

    def __init__(self, names: Iterable[PlaceName], other_words: Iterable[str] = ()) -> None:
        owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._careful: set[tuple[str, ...]] = set()
        for name in names:
            key = tuple(folded(name.name).split())
            owners[key].add(name.municipality_key)
            if name.careful:
                self._careful.add(key)
        self._names = {key: next(iter(who)) for key, who in owners.items() if len(who) == 1}
        self._other_words = set(map(folded, other_words))
        self._longest = max(map(len, self._names), default=0)
        self._slips = [key[0] for key in self._names if len(key) == 1 and key not in self._careful]

    def find(self, text: str) -> tuple[PlaceMatch, ...]:
        """Every place in reading order; of overlapping names the longest."""
        return tuple(self._matches(_words(text)))

    def _matches(self, words: list[_Word]) -> Iterator[PlaceMatch]:
        at = 0
        while at < len(words):
            found = self._at(words, at)
            if found is None:
                at += 1
                continue
            owner, size = found
            yield PlaceMatch(owner, words[at].start)
            at += size

    def _at(self, words: list[_Word], at: int) -> tuple[str, int] | None:
        for size in range(min(self._longest, len(words) - at), 0, -1):
            key = tuple(word.text for word in words[at : at + size])
            if key in self._names and self._is_meant(key, words, at, size):
                return self._names[key], size
        return self._slip(words, at)

    def _is_meant(self, key: tuple[str, ...], words: list[_Word], at: int, size: int) -> bool:
        before = words[at - 1].text if at else ""
        after = words[at + size].text if at + size < len(words) else ""
        if key in self._careful:
            return before in BEFORE_A_CAREFUL_NAME
        return before not in BEFORE_A_PROVINCE and after not in AFTER_A_PROVINCE

    def _slip(self, words: list[_Word], at: int) -> tuple[str, int] | None:
        word = words[at].text
        if word in self._other_words:
            return None
        near = {self._names[(name,)] for name in self._slips if one_slip(word, name)}
        if len(near) != 1 or not self._is_meant((word,), words, at, 1):
            return None
        return near.pop(), 1


def _words(text: str) -> list[_Word]:
    return [_Word(folded(found.group()), found.start()) for found in re.finditer(r"\w+", text)]
