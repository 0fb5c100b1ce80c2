"""A message as the rules read it: mistyped words mended, with where each letter was typed.

A word is mended when no word list knows it and it is one slip away from exactly one word of the
rules, or when mending.yml says how to read it. The models read what was typed: they learnt slips.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Dict, FrozenSet, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple

import simplemma
import yaml

from components.folding import Placed, fold, spread
from components.lookups import LOOKUPS
from components.one_slip import BESIDE, SWAPPED, one_slip
from components.rule_words import RuleWords, load_rule_words
from components.slips import load_slips

_LANGUAGES = ("nl", "en")
_SURE = 5
"""Letters: in a shorter word a slip makes another word, unless two letters are swapped."""
_SHORTEST = 4
_LONG_STEM = 7
"""Letters that the beginning of a word must have to be known with a slip in it."""
_LONGEST_ENDING = 3
_WORD = re.compile(r"(?<![\w@.'-])[^\W\d_]{2,}(?![\w@'-]|\.\w)")
_NEW_SENTENCE = re.compile(r"(?:^|[.!?:\n])\W*$")


@dataclass(frozen=True)
class Mender:
    """What a word may be read as: in a fixed way, by its sound, or by its letters."""

    rules: RuleWords
    neighbours: Mapping[str, str]
    sounds: Sequence[Tuple[str, str]]
    fixed: Mapping[str, str]
    in_dialect: Mapping[str, str]
    """How words are read in a message in which one of `dialect` stands."""
    dialect: FrozenSet[str]
    kept: FrozenSet[str]
    by_sound: Mapping[str, Sequence[str]]
    words: Mapping[str, Sequence[str]]
    stems: Mapping[str, Sequence[str]]
    """Both by first letter and length, for a slip keeps the one and nearly keeps the other."""


@cache
def load_mender(path: Path = LOOKUPS / "mending.yml") -> Mender:
    """Reads mending.yml and the words of the rules; raises KeyError where a list is missing."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    rules = load_rule_words(raw["answers"])
    sounds = [(str(written), str(heard)) for written, heard in raw["sounds"]]
    whole = {stem for stem in rules.stems if _in_dictionary(stem)}
    words = sorted(word for word in rules.words | whole if len(word) >= _SHORTEST)
    stems = sorted(stem for stem in rules.stems if len(stem) >= _LONG_STEM)
    return Mender(
        rules=rules,
        neighbours=load_slips().neighbours,
        sounds=sounds,
        fixed={**raw["chat"], **raw["dialect"]},
        in_dialect={**raw["chat"], **raw["dialect"], **raw["beside_dialect"]},
        dialect=frozenset(raw["dialect"]),
        kept=frozenset(raw["kept"]),
        by_sound=_grouped((_sound(word, sounds), word) for word in words if len(word) >= _SURE),
        words=_grouped((_shape(word, len(word)), word) for word in words),
        stems=_grouped((_shape(stem, len(stem)), stem) for stem in stems),
    )


@lru_cache(maxsize=1024)
def mended(text: str) -> Placed:
    """The text with its mistyped words mended; what is not mended stays as it was typed."""
    words = [match for match in _WORD.finditer(fold(text)) if not _is_name(text, match.start())]
    mender = load_mender()
    dialect = any(match.group() in mender.dialect for match in words)
    fixed = mender.in_dialect if dialect else mender.fixed
    written, done = "", 0
    places: List[int] = []
    for match in words:
        start, end = match.span()
        read = fixed.get(match.group()) or _read_as(match.group())
        if read:
            written += text[done:start] + read
            places += [*range(done, start), *spread(start, end, len(read))]
            done = end
    return Placed(written + text[done:], (*places, *range(done, len(text) + 1)))


def _is_name(text: str, start: int) -> bool:
    """A capital within a sentence begins a name, unless all of it is in capitals."""
    capital = text[start].isupper() and not text.isupper()
    return capital and _NEW_SENTENCE.search(text[:start]) is None


@lru_cache(maxsize=8192)
def _read_as(word: str) -> Optional[str]:
    """What the rules read for a folded word; none where that is the word itself."""
    mender = load_mender()
    if len(word) < _SHORTEST or word in mender.kept or _is_known(word, mender.rules):
        return None
    # "Klantn" is heard already where "klant*" is looked for, and may only become what is as well.
    begun = [word[:n] for n in range(1, len(word) + 1) if word[:n] in mender.rules.stems]
    near = _by_letters(word, mender)
    if not any(len(stem) >= _LONG_STEM for stem in begun):
        near |= _by_stem(word, mender)
    read = mender.rules.joined.get(word) or _least(near)
    return read if read and all(read.startswith(stem) for stem in begun) else None


def _is_known(word: str, rules: RuleWords) -> bool:
    listed = word in rules.words or word in rules.only_typed or word.endswith(rules.tails)
    return listed or _in_dictionary(word)


def _in_dictionary(word: str) -> bool:
    return any(simplemma.is_known(word, lang=language) for language in _LANGUAGES)


def _by_stem(word: str, mender: Mender) -> Dict[str, int]:
    """The beginnings that one slip makes of its own, and what follows: "slachtofers"."""
    found = {}
    for length in range(max(_LONG_STEM - 1, len(word) - _LONGEST_ENDING), len(word)):
        for stem in _as_long(word, length, mender.stems):
            kind = one_slip(word[:length], stem, mender.neighbours)
            if kind is not None:
                found[stem + word[length:]] = kind
    return found


def _by_letters(word: str, mender: Mender) -> Dict[str, int]:
    """The words that one slip makes of it, and those that sound like it, with how far they are."""
    found = _by_sound(word, mender) if len(word) >= _SURE else {}
    for other in _as_long(word, len(word), mender.words):
        kind = one_slip(word, other, mender.neighbours)
        if kind is not None and (kind == SWAPPED or min(len(word), len(other)) >= _SURE):
            found[other] = kind
    return found


def _as_long(word: str, length: int, listed: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What begins with the same letter and has as many letters, one more or one less."""
    for long in (length - 1, length, length + 1):
        yield from listed.get(_shape(word, long), ())


def _shape(word: str, length: int) -> str:
    return f"{word[0]}{length}"


def _by_sound(word: str, mender: Mender) -> Dict[str, int]:
    """The words that sound like it: farther than any slip, by the letters that differ."""
    found = {}
    for other in mender.by_sound.get(_sound(word, mender.sounds), ()):
        if _sound(word[0], mender.sounds) == _sound(other[0], mender.sounds):
            differing = sum(a != b for a, b in zip(word, other, strict=False))
            found[other] = BESIDE + 1 + abs(len(word) - len(other)) + differing
    return found


def _least(found: Mapping[str, int]) -> Optional[str]:
    """The word with the lowest number; none where two share it: nobody can tell which was meant."""
    least = [word for word, number in found.items() if number == min(found.values())]
    return least[0] if len(least) == 1 else None


def _sound(word: str, sounds: Sequence[Tuple[str, str]]) -> str:
    """The word as it sounds: what sounds alike is written alike, and double letters once."""
    for written, heard in sounds:
        word = word.replace(written, heard)
    word = re.sub(r"(.)\1+", r"\1", word)
    return f"{word[:-1]}t" if word.endswith("d") else word


def _grouped(pairs: Iterable[Tuple[str, str]]) -> Dict[str, List[str]]:
    groups: Dict[str, List[str]] = {}
    for key, word in pairs:
        groups.setdefault(key, []).append(word)
    return groups
