"""Text without who somebody is: origin, religion, orientation, disability and sex."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Dict, Iterable, List, Mapping, Match, Pattern, Tuple

import yaml

from components.folding import Placed, fold, spread
from components.lookups import LOOKUPS
from components.mending import mended

_ENGLISH = ("english", "religion", "orientation", "disability")


@dataclass(frozen=True)
class NeutralWords:
    """What is left out, and what is read as another word.

    `somebody` has a group for each way in which a person by origin or religion is named; the
    group is called as the word that it is read as.
    """

    somebody: Pattern[str]
    left_out: Pattern[str]
    same: Pattern[str]
    read_as: Mapping[str, str]


@cache
def load_neutral_words(path: Path = LOOKUPS / "neutral.yml") -> NeutralWords:
    """Reads neutral.yml; raises KeyError where a list is missing."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    read_as: Dict[str, str] = {str(w): str(row[0]) for row in raw["same"] for w in row}
    return NeutralWords(
        re.compile(_somebody(raw)),
        re.compile(_left_out(raw)),
        re.compile(rf"(?<![\w'])(?:{_either(read_as)})(?!\w)"),
        read_as,
    )


def neutral(folded: str, words: NeutralWords) -> str:
    """The folded text as the models read it; offsets do not stay the same."""
    kept = words.left_out.sub("", words.somebody.sub(_read_as, folded))
    return words.same.sub(lambda match: words.read_as[match.group()], kept)


def shortened(text: str, words: NeutralWords) -> Placed:
    """The text as typed, but for who it is told of: what the rules read beside the text itself."""
    named = _with_pronouns(text, words)
    found = words.left_out.finditer(fold(named.text))
    gone = {at for match in found for at in range(*match.span())}
    kept = [at for at in range(len(named.text)) if at not in gone]
    places = (*(named.places[at] for at in kept), len(text))
    return Placed("".join(named.text[at] for at in kept), places)


def readings(text: str) -> Tuple[str, ...]:
    """The text with its slips mended and, where that differs, also without who somebody is.

    A word of origin between two others hides a phrase of a lexicon: "mijn Turkse neef van 17".
    """
    read = mended(text).text
    return tuple(dict.fromkeys((read, shortened(read, load_neutral_words()).text)))


def _with_pronouns(text: str, words: NeutralWords) -> Placed:
    """Persons by origin or religion read as "hij" or "man", each standing where they were named."""
    built, places, done = "", list[int](), 0
    for match in words.somebody.finditer(fold(text)):
        start, end = match.span()
        word = _read_as(match)
        built += text[done:start] + word
        places += range(done, start)
        places += spread(start, end, len(word))
        done = end
    return Placed(built + text[done:], (*places, *range(done, len(text) + 1)))


def _read_as(match: Match[str]) -> str:
    return str(match.lastgroup)


def _somebody(raw: Mapping[str, Any]) -> str:
    """ "De moslim", "de Poolse wordt", "een Pool", "moslims"; no "moslim-neef", no "uit Polen"."""
    named = {kind: _either(words) for kind, words in raw["somebody"].items()}
    alone = rf"(?!-?\w)(?! (?:{_either(raw['persons'])})(?!\w))"
    then = rf"(?!\w)(?= (?:{_either(raw['then'])})(?!\w)|\W*$|[.,;:!?])"
    said = rf"(?:{_either(_all_left_out(raw))})(?:{_either(raw['endings'])})?"
    in_english = _either(word for group in _ENGLISH for word in raw["left_out"][group])
    one = "|".join(rf"(?<=\b{word} )" for word in raw["one_after"])
    no_land = "".join(rf"(?<!\b{word} )" for word in raw["no_person_after"])
    known, english = _either(raw["known"]), _either(raw["known_english"])
    dutch = rf"(?:{named['one']}){alone}|{said}{then}"
    foreign = rf"(?:{in_english}|{named['english_one']}){then}"
    many = rf"(?:{named['more']}){alone}"
    many_foreign = rf"(?:{named['english_more']}){alone}"
    return "|".join(
        [
            rf"(?<!\w){no_land}(?P<hij>(?:{known}) (?:{many}|{dutch}))",
            rf"(?<!\w)(?P<he>(?:{english}) (?:{many_foreign}|{foreign}))",
            rf"(?:{one})(?P<man>{dutch}|{foreign})",
            rf"(?<!\w){no_land}(?:(?P<mensen>{many})|(?P<people>{many_foreign}))",
        ]
    )


def _left_out(raw: Mapping[str, Any]) -> str:
    """A word by itself, before a person in one word, or all of "is doof en"."""
    words = _either([*_all_left_out(raw), *raw["somebody"]["one"], *raw["somebody"]["english_one"]])
    had = rf"(?:(?:{_either(raw['articles'])}) )?(?:{_either(raw['had'])})"
    word = rf"(?:{words})(?:{_either(map(str, raw['endings']))})?(?!\w)"
    being = rf"(?:{_either(raw['being'])}) (?:{word}|{had}(?!\w)) (?:{_either(raw['and'])}) "
    having = rf"(?:(?:{_either(raw['with'])}) )?{had}(?!\w)-? ?"
    compound = rf"(?:{words})-?(?=(?:{_either(raw['persons'])})(?!\w))"
    return rf"(?<!\w)(?:{being}|{having}|{word}-? ?|{compound})"


def _all_left_out(raw: Mapping[str, Any]) -> List[str]:
    return [str(word) for group in raw["left_out"].values() for word in group]


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
