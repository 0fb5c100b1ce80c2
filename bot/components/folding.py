"""Text as the rules read it: lower case, without accents, of the same length as what was typed."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import List, Sequence

_LINE_BREAK = {"\n": ";"}
"""A line is a sentence: what stands on the line before denies nothing on the next."""
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-"}
    | _LINE_BREAK
)
_SPACES = {c: " " for c in map(chr, range(128)) if c.isspace()}
_PLAIN_ASCII = str.maketrans({"`": "'", **_SPACES, **_LINE_BREAK})


def fold(text: str) -> str:
    """Lower case with accents and typographic signs made plain; every offset stays the same."""
    body = text.rstrip()
    return _folded(body) + " " * (len(text) - len(body))


def _folded(text: str) -> str:
    if text.isascii():  # most messages; a letter at a time took a quarter of all reading
        return text.translate(_PLAIN_ASCII).lower()
    return "".join(_fold_character(character) for character in text.translate(_PLAIN))


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character.isspace():
        return " "
    base = unicodedata.normalize("NFKD", character)[:1] or character
    return base.lower()[:1] or base


@dataclass(frozen=True)
class Placed:
    """A text made of another; `places` has where each character stood in that, and its end."""

    text: str
    places: Sequence[int]


def spread(start: int, end: int, length: int) -> List[int]:
    """Where the letters of another word stood: the first and the last where those were typed."""
    return [*(min(start + at, end - 1) for at in range(length - 1)), end - 1]
