"""Text without who somebody is: origin, religion, orientation, disability and sex."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Dict, Iterable, Mapping, Pattern

import yaml

from components.lookups import LOOKUPS


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
    words = [str(word) for group in raw["left_out"].values() for word in group]
    endings = _either(map(str, raw["endings"]))
    read_as: Dict[str, str] = {str(w): str(row[0]) for row in raw["same"] for w in row}
    return NeutralWords(
        re.compile(rf"(?<!\w)(?:{_either(words)})(?:{endings})?(?!\w)-? ?"),
        re.compile(rf"(?<![\w'])(?:{_either(read_as)})(?!\w)"),
        read_as,
    )


def neutral(folded: str, words: NeutralWords) -> str:
    """The folded text as the models read it; offsets do not stay the same."""
    kept = words.left_out.sub("", folded)
    return words.same.sub(lambda match: words.read_as[match.group()], kept)


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
