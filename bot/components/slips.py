"""Messages as they come out in haste: copies with slips, for the models to learn from.

The same message always gets the same slips, so a training can be repeated.
"""

import random
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Callable, Dict, List, Mapping, Sequence, Tuple

import yaml

from components.lookups import LOOKUPS

_SHORTEST = 4
"""Letters: nobody can tell what a shorter word with a slip was."""


@dataclass(frozen=True)
class Slips:
    """How people mistype: the keys beside a key, what sounds alike, short forms, little words."""

    neighbours: Mapping[str, str]
    sounds: Tuple[Tuple[str, str], ...]
    short: Mapping[str, str]
    little: Tuple[str, ...]


def load_slips(path: Path = LOOKUPS / "slips.yml") -> Slips:
    """Reads slips.yml; raises KeyError where a list is missing."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    sounds = tuple((str(right), str(wrong)) for right, wrong in raw["sounds"])
    return Slips(raw["neighbours"], sounds, raw["short"], tuple(raw["little"]))


def with_copies(labelled: Sequence[Tuple[str, str]], slips: Slips) -> List[Tuple[str, str]]:
    """Texts with their labels, and behind them a copy of each with slips, where it got any.

    A left-out hand that mistypes: danger heard 0.83 without copies, 0.89 with (evaluation/nlu).
    """
    known = set(labelled)
    copies = [(with_slips(text, slips), label) for text, label in labelled]
    return [*labelled, *(copy for copy in copies if copy not in known)]


def with_slips(text: str, slips: Slips) -> str:
    """The text with one slip, two from eight words on, three from seventeen on.

    A slip for which a text has no place is left out, so a short text may come back as it was.
    """
    seed = int.from_bytes(sha256(text.encode()).digest()[:8], "big")
    chance = random.Random(seed)  # noqa: S311 - slips, no secrets
    length = len(text.split())
    for _ in range(1 + (length > 7) + (length > 16)):
        (slip,) = chance.choices(list(_KINDS), list(_KINDS.values()))
        text = slip(text, slips, chance)
    return text


def _one_letter(text: str, slips: Slips, chance: random.Random) -> str:
    words = text.split()
    places = [at for at, word in enumerate(words) if len(word) >= _SHORTEST and word.isalpha()]
    if not places:
        return text
    at = chance.choice(places)
    word = words[at]
    spot = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:spot], word[spot], word[spot + 1 :]
    beside = chance.choice(slips.neighbours.get(letter.lower(), letter))
    swapped = before + after[:1] + letter + after[1:]
    words[at] = chance.choice([before + after, before + 2 * letter + after, swapped])
    if chance.random() < 1 / 4:
        words[at] = before + beside + after
    return " ".join(words)


def _no_space(text: str, slips: Slips, chance: random.Random) -> str:
    words = text.split()
    if len(words) < 3:
        return text
    at = chance.randrange(len(words) - 1)
    return " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])


def _as_it_sounds(text: str, slips: Slips, chance: random.Random) -> str:
    possible = [pair for pair in slips.sounds if pair[0] in text]
    if not possible:
        return text
    right, wrong = chance.choice(possible)
    at = chance.choice([found.start() for found in re.finditer(right, text)])
    return text[:at] + wrong + text[at + len(right) :]


def _written_short(text: str, slips: Slips, chance: random.Random) -> str:
    possible = [word for word in slips.short if re.search(rf"\b{word}\b", text)]
    if not possible:
        return text
    word = chance.choice(possible)
    return re.sub(rf"\b{word}\b", slips.short[word], text, count=1)


def _without_little_words(text: str, slips: Slips, chance: random.Random) -> str:
    words = text.split()
    places = [at for at, word in enumerate(words) if word.lower() in slips.little]
    if len(words) <= _SHORTEST or not places:
        return text
    dropped = set(chance.sample(places, min(len(places), 2)))
    return " ".join(word for at, word in enumerate(words) if at not in dropped)


def _without_last_n(text: str, slips: Slips, chance: random.Random) -> str:
    words: List[str] = text.split()
    places = [at for at, w in enumerate(words) if len(w) > _SHORTEST and w.endswith("en")]
    if not places:
        return text
    at = chance.choice(places)
    words[at] = words[at][:-1]
    return " ".join(words)


Slip = Callable[[str, Slips, random.Random], str]
_KINDS: Dict[Slip, int] = {
    _one_letter: 7,
    _no_space: 1,
    _as_it_sounds: 4,
    _written_short: 2,
    _without_little_words: 3,
    _without_last_n: 1,
}
"""The slips, with how often each is made beside the others."""
