"""Which terms of the catalogue a written word may be, without trying every one of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from actions.adapters.indicator_patterns import ENDINGS, TYPO_LENGTH, Term, matches

HEAD, TAIL = slice(0, 4), slice(5, 8)
"""One slip leaves the first four letters of a long word, or its sixth to eighth, as they were."""
SHIFTS = (-1, 0, 1)  # a letter too few or too many moves the rest by one


class TermIndex:
    """Finds the same terms as `matches` on each; looks at a handful instead of thousands."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._whole: dict[str, list[Term]] = defaultdict(list)
        self._begin: dict[str, list[Term]] = defaultdict(list)
        self._head: dict[str, list[Term]] = defaultdict(list)
        self._tail: dict[str, list[Term]] = defaultdict(list)
        self._others: list[Term] = []
        for term in terms:
            self._add(term)

    def terms_of(self, form: str) -> frozenset[Term]:
        """The terms that this written word (lower case) is meant by."""
        return frozenset(term for term in self._candidates(form) if matches(term, form))

    def _add(self, term: Term) -> None:
        if term.startswith(("#", "*")):
            self._others.append(term)
            return
        stem = term.strip("*")
        (self._begin if term.endswith("*") else self._whole)[stem].append(term)
        if len(stem) >= TYPO_LENGTH:
            self._head[stem[HEAD]].append(term)
            self._tail[stem[TAIL]].append(term)

    def _candidates(self, form: str) -> Iterator[Term]:
        yield from self._others
        for ending in ENDINGS:
            if form.endswith(ending):
                yield from self._whole.get(form[: len(form) - len(ending)], ())
        for end in range(1, len(form) + 1):
            yield from self._begin.get(form[:end], ())
        yield from self._head.get(form[HEAD], ())
        for shift in SHIFTS:
            yield from self._tail.get(form[TAIL.start + shift : TAIL.stop + shift], ())
