"""A fact taken from a message, with the words that told it."""

from dataclasses import dataclass
from typing import Any, Dict, Union

RULES = "FacetRules"
CLASSIFIER = "FacetClassifier"
GUESS = "guess"
STORY = "story"
"""The group of what a whole report tells in passing."""
WEAK = 0.8
"""Confidence of a bare word in a short answer: it answers its own question, hardly another's."""


@dataclass(frozen=True)
class Fact:
    """One facet and its value; a guess ranks below what was said in so many words."""

    name: str
    value: Union[str, int, bool]
    start: int
    end: int
    confidence: float = 1.0
    guess: bool = False
    group: str = ""

    def as_entity(self) -> Dict[str, Any]:
        """The fact in Rasa's form; a guess carries the role `guess`."""
        entity: Dict[str, Any] = {
            "entity": self.name,
            "value": self.value,
            "start": self.start,
            "end": self.end,
            "confidence_entity": round(self.confidence, 4),
            "extractor": CLASSIFIER if self.guess else RULES,
        }
        if self.guess:
            entity["role"] = GUESS
        if self.group:
            entity["group"] = self.group
        return entity
