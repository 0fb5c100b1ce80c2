"""What a report tells in passing: who tells it, how it is known, an address, and the like.

The lexicons know half of the ways in which openings say so. Readers went through every report of
the training data (`told` in its metadata), and these models learn from what they found.
"""

from typing import Any, Dict, List, Mapping, Optional, Sequence

from components.facts import CLASSIFIER, GUESS, STORY, Fact

FACETS = ("source", "ongoing", "role", "address_involved", "unaccompanied_minor", "help_asked")
"""Of who may know the name the models knew no more than the lexicons."""
DOUBTED = frozenset({"source", "address_involved", "unaccompanied_minor"})
"""Where a word of the lexicons is mostly wrong in reports whose whole says otherwise. Of
roles half are right all the same, and "it goes on" may stand at the end of any story
(evaluation/nlu/PIPELINE.md)."""
OVER = ("ongoing", "no")
SURE_THAT_IT_IS_OVER = 0.9
"""What is over is less urgent: a guess of it takes more, and below that it is asked."""
UNTOLD = "unknown"
FLAGS = {"True": True, "False": False}
Entity = Mapping[str, Any]
Likelihoods = Mapping[str, Mapping[str, float]]
"""By facet: how likely each value is, `unknown` among them."""


def told_label(facet: str, labelled: Mapping[str, Any]) -> Optional[str]:
    """What a reader found a report to tell; none where nobody read it for this."""
    told = labelled.get("told")
    return None if told is None else str(told.get(facet, UNTOLD))


def with_passing(
    entities: Sequence[Entity], likelihoods: Likelihoods, sure: float, doubt: float, length: int
) -> List[Dict[str, Any]]:
    """The entities of a report without those in doubt, and with what it tells in passing.

    `sure`: from what likelihood something is taken as told. `doubt`: below what likelihood a word
    of the lexicons is not believed. `length`: of the text, which a guess spans.
    """
    kept = [dict(e) for e in entities if not _is_doubted(e, likelihoods, doubt)]
    told = {entity["entity"] for entity in kept if entity.get("role") != GUESS}
    found = [_guess(facet, likelihoods[facet], length) for facet in likelihoods]
    enough = [fact for fact in found if fact.confidence >= _enough(fact, sure)]
    return kept + [fact.as_entity() for fact in enough if fact.name not in told]


def _enough(fact: Fact, sure: float) -> float:
    return max(sure, SURE_THAT_IT_IS_OVER) if (fact.name, fact.value) == OVER else sure


def _is_doubted(entity: Entity, likelihoods: Likelihoods, doubt: float) -> bool:
    facet = str(entity["entity"])
    if entity["value"] is False:
        return False  # who denies something in so many words, means it
    if entity.get("extractor") == CLASSIFIER or facet not in DOUBTED & set(likelihoods):
        return False
    # What a model has never learnt it cannot speak against.
    return likelihoods[facet].get(str(entity["value"]), 1.0) < doubt


def _guess(facet: str, likely: Mapping[str, float], length: int) -> Fact:
    """The likeliest value; that nothing is told is worth nothing."""
    value = max(likely, key=lambda code: likely[code])
    worth = 0.0 if value == UNTOLD else likely[value]
    return Fact(facet, FLAGS.get(value, value), 0, length, worth, guess=True, group=STORY)
