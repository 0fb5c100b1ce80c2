"""Near-duplicates by meaning: the same words in another order, which shingles may miss."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

import knowledge
from evaluation.leak_sources import Text
from evaluation.leaks import LEAST_WORDS, Leak, fold
from knowledge.embedding import Embedder, StaticEmbedder

LIMIT = 0.95
"""Cosine from which a pair counts; read by eye, below it lie paraphrases that are fair."""
AT_ONCE = 512


def own_embedder() -> Embedder:
    """The shipped weights."""
    return StaticEmbedder.open(Path(knowledge.__path__[0]) / "models" / "niet-pluis-static")


def vector_leaks(
    training: Sequence[Text],
    evaluation: Sequence[Text],
    embedder: Embedder,
    limit: float = LIMIT,
) -> Iterator[Leak]:
    """Each text of the evaluation with the training text nearest to it, where that is too near.

    `overlap` is the cosine. Messages of fewer than four words are passed over.
    """
    long = [text for text in evaluation if len(fold(text.text).split()) >= LEAST_WORDS]
    if not training or not long:
        return
    known = embedder.passages([fold(text.text) for text in training])
    for at in range(0, len(long), AT_ONCE):
        part = long[at : at + AT_ONCE]
        near = embedder.passages([fold(text.text) for text in part]) @ known.T
        for text, row in zip(part, near, strict=True):
            best = int(np.argmax(row))
            if row[best] >= limit:
                yield Leak(training[best].id, text.id, round(float(row[best]), 3), False)
