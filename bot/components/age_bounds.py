"""What an age tells that somebody is older or younger than: "ouder dan 14", "under 21", "<18"."""

import re
from typing import Optional

from components.age_patterns import ROUGHLY
from components.phrases import Span

ADULT_FROM = 18
_PLAINLY_ADULT = 25
"""In years. Who says "younger than" this age or an older one does not think of a child."""
_BOUND = re.compile(
    r"(?:(?P<more>\b(?:ouder dan|boven de|older than|above|over the age of)|>)|"
    r"(?P<less>\b(?:jonger dan|onder de|younger than|below|under(?: the age of)?)|<))"
    rf"\s?{ROUGHLY}$"
)
_DENIED = re.compile(r"\b(?:niet|not|geen|nooit|never|isn't)(?: \w+)? $")


def bounded_group(folded: str, span: Span, age: int) -> Optional[str]:
    """The age group of who is above or below an age; None where no word makes it a bound."""
    bound = _BOUND.search(folded[: span.start])
    if bound is None:
        return None
    denied = _DENIED.search(folded[: bound.start()]) is not None
    if (bound.group("more") is not None) != denied:
        return "adult" if age >= ADULT_FROM - (not denied) else "unknown"
    if age < ADULT_FROM or (age == ADULT_FROM and not denied):
        return "minor"
    return "adult" if age >= _PLAINLY_ADULT else "unknown"
