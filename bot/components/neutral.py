"""Text without who somebody is: origin, religion, orientation, disability and sex."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Dict, Iterable, Mapping, Pattern, Tuple

import yaml

from components.folding import Placed, fold
from components.lookups import LOOKUPS
from components.mending import mended


@dataclass(frozen=True)
class NeutralWords:
    """What is left out, and what is read as another word."""

    left_out: Pattern[str]
    same: Pattern[str]
    read_as: Mapping[str, str]


@cache
def load_neutral_words(path: Path = LOOKUPS / "neutral.yml") -> NeutralWords:
    """Reads neutral.yml; raises KeyError where a list is missing."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    read_as: Dict[str, str] = {str(w): str(row[0]) for row in raw["same"] for w in row}
    return NeutralWords(
        re.compile(_left_out(raw)),
        re.compile(rf"(?<![\w'])(?:{_either(read_as)})(?!\w)"),
        read_as,
    )


def neutral(folded: str, words: NeutralWords) -> str:
    """The folded text as the models read it; offsets do not stay the same."""
    kept = words.left_out.sub("", folded)
    return words.same.sub(lambda match: words.read_as[match.group()], kept)


def shortened(text: str, words: NeutralWords) -> Placed:
    """The text as typed, but for what is left out: what the rules read beside the text itself."""
    gone = {at for match in words.left_out.finditer(fold(text)) for at in range(*match.span())}
    kept = [at for at in range(len(text)) if at not in gone]
    return Placed("".join(text[at] for at in kept), (*kept, len(text)))


def readings(text: str) -> Tuple[str, ...]:
    """The text with its slips mended and, where that differs, also without who somebody is.

    A word of origin between two others hides a phrase of a lexicon: "mijn Turkse neef van 17".
    """
    read = mended(text).text
    return tuple(dict.fromkeys((read, shortened(read, load_neutral_words()).text)))


def _left_out(raw: Mapping[str, Any]) -> str:
    """A word by itself, before a person in one word, or all of "is doof en"."""
    words = _either(str(word) for group in raw["left_out"].values() for word in group)
    had = rf"(?:(?:{_either(raw['articles'])}) )?(?:{_either(raw['had'])})"
    word = rf"(?:{words})(?:{_either(map(str, raw['endings']))})?(?!\w)"
    being = rf"(?:{_either(raw['being'])}) (?:{word}|{had}(?!\w)) (?:{_either(raw['and'])}) "
    having = rf"(?:(?:{_either(raw['with'])}) )?{had}(?!\w)-? ?"
    compound = rf"(?:{words})-?(?=(?:{_either(raw['persons'])})(?!\w))"
    return rf"(?<!\w)(?:{being}|{having}|{word}-? ?|{compound})"


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
