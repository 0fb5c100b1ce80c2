"""Messages of the evaluation with a near-copy in training, and the figures without them.

Different authors typed the same sentence now and then. Such a message stays in its set, but what
it proves is little: each figure over messages is told without them as well.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from evaluation.conditions import WITHOUT_COPIES
from evaluation.intervals import Score
from evaluation.leak_sources import Text, training_texts
from evaluation.leaks import leaks
from evaluation.nlu.cases import Case
from evaluation.nlu.scores import Parsed
from evaluation.vector_leaks import own_embedder, vector_leaks
from knowledge.embedding import Embedder

Scored = Callable[[Sequence[Case], Sequence[Parsed]], Mapping[str, Score]]


def also_without_copies(
    scored: Scored, cases: Sequence[Case], parses: Sequence[Parsed], copies: frozenset[int]
) -> dict[str, Score]:
    """Every figure, and beside it the same without the cases at these places, from 0."""
    kept = [each for at, each in enumerate(zip(cases, parses, strict=True)) if at not in copies]
    alone = scored([case for case, _ in kept], [parsed for _, parsed in kept])
    return {**scored(cases, parses), **{f"{n}{WITHOUT_COPIES}": s for n, s in alone.items()}}


@cache
def near_copies(texts: tuple[str, ...]) -> frozenset[int]:
    """Places, from 0, of the texts that stand nearly the same in what was learned from."""
    return copied(texts, list(training_texts()), own_embedder())


def copied(texts: Sequence[str], training: Sequence[Text], embedder: Embedder) -> frozenset[int]:
    """Places of the texts with a near-copy, by letters or by words, as `apart` counts them.

    A short message that everybody types ("weet ik niet") is no copy.
    """
    said = [Text(str(at), text) for at, text in enumerate(texts)]
    spelled = [leak for leak in leaks(training, said) if not leak.exempt]
    close = vector_leaks(training, said, embedder)
    return frozenset(int(leak.evaluation) for leak in (*spelled, *close))
