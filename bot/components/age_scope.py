"""Whether a number is the age of whom the worry is about: taken back, put right, or a child's."""

import re
from typing import Collection, FrozenSet, List, Tuple

from components.age_patterns import (
    AGE_GOES_ON,
    BESIDE,
    BY_ANOTHER,
    DURATION_BEFORE,
    LOOKS_BUT,
    MINDED,
    MINDED_LATER,
    NO_AGE_GOES_ON,
    OLDEST_BESIDE,
    PLACE_BEFORE,
    PUT_RIGHT,
    SAID_BEFORE,
    TAKEN_BACK,
    TAKEN_BACK_OF_ANOTHER,
    YOUNG,
)
from components.numbers import NUMBER, number_value
from components.phrases import Span

_YOUNGEST_PUT_RIGHT, _OLDEST_PUT_RIGHT = 10, 85
_ADULT_FROM = 18
_LONGEST = 12
"""In years; more years than these in a telegram are an age."""
_YEARS = re.compile(r"\s?-?(?:jaar|jr|years?|yrs?)\b(?! (?:oud|old|jong))")
_YEARS_OLDER = re.compile(r"\s?(?:jaar|jr|years?) (?:ouder|jonger|older|younger)\b")
_OF_THEM = re.compile(r" (?:van \d\d|of (?:them|us|those)|van (?:hen|hun))\b")
_BEEN_THERE = re.compile(r"\bbeen (?:there|here|with \w+) (?:for |about )*$")
_OF_WHOM = re.compile(r"\b(?:van|of|aged) (?:\w+ )?$")
_ALREADY = re.compile(r"\b(?:al|sinds|nu al|already|for) $")
_YEARS_OF_WHAT = re.compile(
    r"\s?(?:jaar|jr|years?|yrs?) (?:geen|zonder|als|uit elkaar|lang|without|no|as|not|niet|nooit|"
    r"opgejaagd|opgesloten|gedwongen|katvanger)\b"
)
_ANY = re.compile(rf"(?<![\w.:/,-])({NUMBER})(?![\w:/-]|[.,]\d)")


def taken_back(folded: str) -> FrozenSet[Span]:
    """The ages that a message takes back: the 12 of "21 bedoel ik, niet 12"."""
    if not _ANY.search(folded):
        return frozenset()
    plain = [m for m in TAKEN_BACK.finditer(folded) if _was_an_age(folded, m)]
    others = [*TAKEN_BACK_OF_ANOTHER.finditer(folded), *LOOKS_BUT.finditer(folded)]
    others += [m for m in SAID_BEFORE.finditer(folded) if _was_said_wrong(folded, m)]
    return frozenset(Span(*m.span(m.lastindex or 1)) for m in (*plain, *others))


def put_right(folded: str, denied: Collection[Span]) -> List[Tuple[int, Span]]:
    """The ages that stand close to one that is taken back, in whatever words: the 21 of it."""
    found = []
    for span in denied:
        first = max(0, span.start - PUT_RIGHT)
        for match in _ANY.finditer(folded, first, span.end + PUT_RIGHT):
            if match.start() != span.start and _may_be_an_age(folded, match):
                found.append((number_value(match.group(1)), Span(*match.span(1))))
    return found


def is_minded(folded: str, span: Span) -> bool:
    """Whether it is the age of children whom somebody has to mind."""
    before = folded[max(0, span.start - 80) : span.start]
    if number_value(folded[span.start : span.end]) > OLDEST_BESIDE:
        return False
    return MINDED.search(before) is not None or (MINDED_LATER.match(folded[span.end :]) is not None)


def is_beside(folded: str, span: Span, age: int) -> bool:
    """Whether it is the age of a young child who is only named beside somebody else."""
    before = folded[max(0, span.start - 60) : span.start]
    return age <= OLDEST_BESIDE and BESIDE.search(before) is not None


def is_by_another(folded: str, span: Span, age: int) -> bool:
    """Whether it is the age of grown people for whom, or by whom, something is done."""
    before = folded[max(0, span.start - 60) : span.start]
    return age >= _ADULT_FROM and BY_ANOTHER.search(before) is not None


def lasts(folded: str, span: Span) -> bool:
    """Whether it is how long something goes on: "6 jr geen loon", "al zes jaar uit elkaar"."""
    before, after = folded[: span.start], folded[span.end :]
    older = _YEARS_OLDER.match(after) and span.end - span.start > 1
    if older or _OF_THEM.match(after) or (_YEARS.match(after) and _BEEN_THERE.search(before)):
        return True
    if number_value(folded[span.start : span.end]) > _LONGEST or not _YEARS.match(after):
        return False
    if _OF_WHOM.search(before) or YOUNG.search(before[-25:]):
        return False
    return _ALREADY.search(before) is not None or _YEARS_OF_WHAT.match(after) is not None


def _was_said_wrong(folded: str, match: "re.Match[str]") -> bool:
    others = [m for m in _ANY.finditer(folded) if m.start() != match.start(1)]
    return _was_an_age(folded, match) and any(_may_be_an_age(folded, m) for m in others)


def _was_an_age(folded: str, match: "re.Match[str]") -> bool:
    told = AGE_GOES_ON.match(folded[match.end() :])
    return told is not None and number_value(match.group(1)) >= _YOUNGEST_PUT_RIGHT


def _may_be_an_age(folded: str, match: "re.Match[str]") -> bool:
    before, after = folded[: match.start()], folded[match.end() :]
    counts = NO_AGE_GOES_ON.match(after) or DURATION_BEFORE.search(before)
    value = number_value(match.group(1))
    return (
        _YOUNGEST_PUT_RIGHT <= value <= _OLDEST_PUT_RIGHT
        and not counts
        and not PLACE_BEFORE.search(before)
    )
