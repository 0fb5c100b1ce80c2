"""A stretch of text that identifies somebody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `start` up to `end`, of this kind."""

    start: int
    end: int
    kind: str


def matches(pattern: re.Pattern[str], text: str, kind: str) -> Iterator[Span]:
    """Spans of a pattern: of its group `it` where it has one, else of the whole."""
    group = "it" if "it" in pattern.groupindex else 0
    for found in pattern.finditer(text):
        if found.end(group) > found.start(group):
            yield Span(found.start(group), found.end(group), kind)
