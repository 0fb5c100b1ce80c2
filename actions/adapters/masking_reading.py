"""A text as a recogniser reads it: odd spellings made plain, each character still traceable."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

FULL_WIDTH = range(0xFF01, 0xFF5F)


@dataclass(frozen=True, slots=True)
class Reading:
    """`plain` for the recognisers; `starts` and `ends` say which characters each one stood for."""

    plain: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the plain text was in the text as typed."""
        return self.starts[start], self.ends[end - 1]


def read(text: str) -> Reading:
    """Digits of any script, wide letters, odd spaces and dashes become the common ones.

    Accents typed apart join their letter, and characters without width go: they hide a number
    from a pattern, and from no reader.
    """
    if text.isascii():
        places = tuple(range(len(text) + 1))
        return Reading(text, places[:-1], places[1:])
    plain: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, character in enumerate(text):
        together = unicodedata.normalize("NFC", plain[-1] + character) if plain else ""
        if unicodedata.combining(character) and plain:
            plain[-1] = together if len(together) == 1 else plain[-1]
            ends[-1] = at + 1
            continue
        for common in _common(character):
            plain.append(common)
            starts.append(at)
            ends.append(at + 1)
    return Reading("".join(plain), tuple(starts), tuple(ends))


def _common(character: str) -> Iterator[str]:
    category = unicodedata.category(character)
    if category == "Cf":
        return
    if category == "Nd":
        yield str(unicodedata.decimal(character))
    elif category == "Zs":
        yield " "
    elif category == "Pd" or character == "−":
        yield "-"
    elif ord(character) in FULL_WIDTH:
        yield chr(ord(character) - FULL_WIDTH.start + ord("!"))
    else:
        yield character


def folded(word: str) -> str:
    """A word in lower case without accents, as the name lists are looked up."""
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFKD", word.lower().translate(SPECIAL))
    return "".join(character for character in bare if not unicodedata.combining(character))


SPECIAL = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "ə": "e"})
