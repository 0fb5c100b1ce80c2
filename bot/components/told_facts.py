"""Facts told in so many words, by all rules together, whoever it is told of."""

from dataclasses import replace
from datetime import date
from typing import List, Sequence

from components.age_rules import AgeWords, age_facts
from components.facet_rules import Lexicon, facet_facts
from components.facts import Fact
from components.mending import mended
from components.neutral import load_neutral_words, shortened


def told_facts(text: str, facets: Lexicon, ages: AgeWords, today: date) -> List[Fact]:
    """What the text tells, and beside it what it tells without the words of who somebody is.

    Slips are mended first. `today` is the day that ages count from.
    """
    typed = mended(text)
    facts = _read(typed.text, facets, ages, today)
    short = shortened(typed.text, load_neutral_words())
    named = {fact.name for fact in facts}
    more = [] if short.text == typed.text else _read(short.text, facets, ages, today)
    facts += [_moved(fact, short.places) for fact in more if fact.name not in named]
    return [_moved(fact, typed.places) for fact in facts]


def _read(text: str, facets: Lexicon, ages: AgeWords, today: date) -> List[Fact]:
    return age_facts(text, ages, today) + facet_facts(text, facets, ages.corrections)


def _moved(fact: Fact, places: Sequence[int]) -> Fact:
    """The fact of a text made of the typed one, with the places of the words as they were typed."""
    return replace(fact, start=places[fact.start], end=places[fact.end - 1] + 1)
