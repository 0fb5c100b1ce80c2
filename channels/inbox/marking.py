"""Marks in an observation the words that showed each indicator."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.domain.signal import Indicator

MASKED = re.compile(r"\[[a-z -]{2,30}\]", re.IGNORECASE)
"""What stands in evidence for third parties' data: in the words as typed it can be anything."""
LONGEST_MASKED = 80


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text; `numbers` are the indicators it shows, counted from 1."""

    text: str
    numbers: tuple[int, ...] = ()


def segments(text: str, indicators: Sequence[Indicator]) -> list[Segment]:
    """The text cut where evidence begins and ends; what overlaps is marked as one stretch."""
    cut: list[Segment] = []
    position = 0
    for start, end, numbers in _joined(_places(text, indicators)):
        if start > position:
            cut.append(Segment(text[position:start]))
        cut.append(Segment(text[start:end], numbers))
        position = end
    if position < len(text):
        cut.append(Segment(text[position:]))
    return cut


def _joined(places: list[tuple[int, int, int]]) -> list[tuple[int, int, tuple[int, ...]]]:
    joined: list[tuple[int, int, tuple[int, ...]]] = []
    for start, end, number in places:
        if joined and start < joined[-1][1]:
            first, last, numbers = joined[-1]
            joined[-1] = (first, max(last, end), tuple(sorted({*numbers, number})))
        else:
            joined.append((start, end, (number,)))
    return joined


def _places(text: str, indicators: Sequence[Indicator]) -> list[tuple[int, int, int]]:
    found = []
    for number, indicator in enumerate(indicators, start=1):
        if indicator.chosen or not indicator.evidence.strip():
            continue
        match = _pattern(indicator.evidence).search(text)
        if match:
            found.append((*match.span(), number))
    return sorted(found)


def _pattern(evidence: str) -> re.Pattern[str]:
    known = map(re.escape, MASKED.split(evidence.strip()))
    return re.compile(f".{{1,{LONGEST_MASKED}}}?".join(known), re.IGNORECASE | re.DOTALL)
