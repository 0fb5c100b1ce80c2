"""The index of terms: it finds what trying every term finds."""

import random

from actions.adapters.indicator_file import load_indicators
from actions.adapters.indicator_patterns import matches
from actions.adapters.indicator_terms import TermIndex

LETTERS = "aeinorst"


def test_the_index_finds_what_trying_every_term_finds() -> None:
    catalogue = load_indicators()
    lists = (*catalogue.concepts.values(), *catalogue.fields.values())
    terms = sorted({part for words in lists for word in words for part in word.split("_")})
    terms = [term for term in terms if not term.startswith("@")]
    index, draw = TermIndex(terms), random.Random(1)  # noqa: S311
    for form in (_typed(draw.choice(terms).strip("*"), draw) for _ in range(400)):
        assert index.terms_of(form) == {term for term in terms if matches(term, form)}, form


def _typed(word: str, draw: random.Random) -> str:
    at, letter = draw.randrange(len(word)), draw.choice(LETTERS)
    return draw.choice(
        [
            word,
            f"{word}en",
            f"{word}{letter}kast",
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        ]
    )
