"""The words that the rules know, taken from their lexicons: what a mistyped word may be read as."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, FrozenSet, Iterable, Iterator, Mapping, Tuple

import yaml

from components.lookups import LOOKUPS
from components.numbers import NUMBER_WORDS

_LEXICONS = ("ages.yml", "cues.yml", "danger.yml", "facets.yml", "intents.yml")
_ONLY_TYPED = ("neutral.yml", "trades.yml")
_NAMES = frozenset({"unless", "all"})
"""What stands under these names other lists, not words."""
_IN_EXPRESSION = re.compile(r"(?<![\\a-z\[\]])[a-z]{4,}(?![a-z\[\]*?+{])")
_PAIR = re.compile(r"(?<![^ ])(?=([a-z]{2,}) ([a-z]{2,})(?![^ ]))")
"""Two plain words side by side; a wildcard or a choice is neither."""


@dataclass(frozen=True)
class RuleWords:
    """Whole words, and what words begin or end with where a lexicon leaves the rest open."""

    words: FrozenSet[str]
    stems: FrozenSet[str]
    tails: Tuple[str, ...]
    only_typed: FrozenSet[str]
    """Origins and rare trades lie near names and other words: nothing is taken for one of these."""
    joined: Mapping[str, str]
    """Two words that stand side by side in a lexicon, typed without the space."""


def load_rule_words(more: Iterable[str] = (), folder: Path = LOOKUPS) -> RuleWords:
    """Reads the lexicons, and adds `more` words to theirs; raises OSError where one is missing."""
    phrases = [phrase for name in _LEXICONS for phrase in _listed(folder / name)]
    tokens = {token for phrase in phrases for token in _tokens(phrase)} | {*NUMBER_WORDS, *more}
    pairs = {pair for phrase in phrases for pair in _PAIR.findall(phrase)}
    return RuleWords(
        words=frozenset(token for token in tokens if token.isalpha()),
        stems=frozenset(t[:-1] for t in tokens if t.endswith("*") and t[:-1].isalpha()),
        tails=tuple(sorted(t[1:] for t in tokens if t.startswith("*") and t[1:].isalpha())),
        only_typed=frozenset(
            token.strip("*")
            for name in _ONLY_TYPED
            for phrase in _listed(folder / name)
            for token in _tokens(phrase)
        ),
        joined={one + other: f"{one} {other}" for one, other in pairs},
    )


def _listed(path: Path) -> Iterator[str]:
    yield from _phrases(yaml.safe_load(path.read_text(encoding="utf-8")))


def _phrases(raw: Any) -> Iterator[str]:
    if isinstance(raw, dict):
        for name, under in raw.items():
            if name not in _NAMES:
                yield from _phrases(under)
    elif isinstance(raw, list):
        for under in raw:
            yield from _phrases(under)
    elif isinstance(raw, str):
        yield raw


def _tokens(phrase: str) -> Iterable[str]:
    if phrase.startswith("/"):
        return _IN_EXPRESSION.findall(phrase)
    return re.split(r"[\s()|_?~\d'-]+", phrase)
