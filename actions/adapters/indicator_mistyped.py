"""Which word of the catalogue a mistyped word of five to seven letters was meant for.

Of longer words the patterns themselves forgive a slip. In words as short as these a slip may
make another word, so only what is in no word list is taken for one.
"""

from collections import defaultdict
from collections.abc import Iterable

from actions.adapters.indicator_patterns import TYPO_LENGTH, Term
from actions.adapters.masking_senses import is_plain_word
from actions.domain.places import one_slip

SHORTEST = 5


class MistypedTerms:
    """The short words of the terms, by their first letter."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._words: dict[str, set[Term]] = defaultdict(set)
        for term in terms:
            if term.isalpha() and SHORTEST <= len(term) < TYPO_LENGTH:
                self._words[term[0]].add(term)

    def meant(self, form: str) -> Term | None:
        """The one word that a written form (lower case) misses by a slip; else nothing."""
        if len(form) < SHORTEST or is_plain_word(form):
            return None
        near = [word for word in self._words.get(form[:1], ()) if _is_slip(form, word)]
        return near[0] if len(near) == 1 else None


def _is_slip(form: str, word: str) -> bool:
    """A letter missing, too many or swapped; another letter makes another word."""
    return one_slip(form, word, SHORTEST) and (
        len(form) != len(word) or sorted(form) == sorted(word)
    )
