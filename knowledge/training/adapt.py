"""The optional step at ingestion: the shipped vectors learn the documents' own words.

Self-supervised: heading and text, neighbouring sentences, halves of passages; and the everyday
questions of the bank where their documents are installed. The result lives in the version of
the index that it was made for.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from pathlib import Path

from knowledge import bank
from knowledge.embedding import SHIPPED, StaticEmbedder, shipped_folder, write_static
from knowledge.model import Passage
from knowledge.training.contrastive import Recipe, learn
from knowledge.training.pairs import from_passages, from_questions

MOST_PAIRS = 60_000  # keeps the step within minutes whatever is taken in
RECIPE = Recipe(epochs=2, batch=256, rate=0.005)


def adapt(
    folder: Path,
    passages: Sequence[Passage],
    start: Path | None = None,
    questions: Path | None = None,
) -> StaticEmbedder:
    """Train the shipped embedding on `passages`, write it to `folder` and open it.

    Evaluation gives other weights to `start` from and another folder of written questions.
    """
    order = random.Random(RECIPE.seed)  # noqa: S311 - shuffling, not secrecy
    shipped = StaticEmbedder.open(start or shipped_folder())
    pairs = list(from_passages(passages, order))
    order.shuffle(pairs)
    pairs = pairs[:MOST_PAIRS]
    pairs += 4 * list(
        from_questions(bank.place(bank.read_questions(questions), passages), passages)
    )
    table = learn(shipped.table, shipped.tokenizer, pairs, RECIPE)
    digest = hashlib.sha256(table.tobytes()).hexdigest()[:8]
    write_static(folder, f"{SHIPPED}-own-{digest}", shipped.tokenizer, table)
    return StaticEmbedder.open(folder)
