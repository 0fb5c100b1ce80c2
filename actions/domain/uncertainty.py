"""Which messages were hardly understood, so that a maintainer may look at their masked words."""

from collections.abc import Sequence
from enum import StrEnum

SURE = 0.60
CLEAR = 0.20
"""Likelihood of the likeliest intent, and its distance to the next, below which one looks.
How many messages that are, and how many of those were misread: docs/improving.md."""
NOT_UNDERSTOOD = "nlu_fallback"

Ranking = Sequence[tuple[str, float]]
"""Intents with their likelihood, likeliest first; the fallback, where it was chosen, among them."""


class Doubt(StrEnum):
    """Why a message may have been misread."""

    FALLBACK = "fallback"
    LOW_CONFIDENCE = "low_confidence"
    CLOSE = "close"
    CORRECTED = "corrected"


def doubts(ranking: Ranking) -> tuple[Doubt, ...]:
    """What the classifier's own figures say against its reading; empty where nothing does."""
    found = []
    if not ranking or any(name == NOT_UNDERSTOOD for name, _ in ranking):
        found.append(Doubt.FALLBACK)
    likely = [value for name, value in ranking if name != NOT_UNDERSTOOD]
    if likely and likely[0] < SURE:
        found.append(Doubt.LOW_CONFIDENCE)
    if len(likely) > 1 and likely[0] - likely[1] < CLEAR:
        found.append(Doubt.CLOSE)
    return tuple(found)
