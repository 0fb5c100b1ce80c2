"""An opened index as it would be with other weights, or with other written questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from knowledge import bank
from knowledge.building import searchable
from knowledge.embedding import Embedder, Matrix, StaticEmbedder
from knowledge.index import Index
from knowledge.lexical import WordIndex
from knowledge.vectors import FaissIndex
from knowledge.words import terms


def as_if(index: Index, model: Path | None, questions: Path | None) -> Index:
    """The same passages under the weights of a folder and the questions of a folder."""
    if model is not None:
        embedder = StaticEmbedder.open(model)
        rows = embedder.passages([searchable(passage) for passage in index.passages])
        index = replace(index, embedder=embedder, vectors=rows, nearest=FaissIndex.build(rows))
    if model is None and questions is None:
        return index
    return _with_questions(index, questions)


def _with_questions(index: Index, folder: Path | None) -> Index:
    placed = bank.place(bank.read_questions(folder), index.passages)
    asked = [one.question for one in placed]
    written = [one.question for one in bank.read_questions(folder)]
    return replace(
        index,
        bank_words=WordIndex.build([terms(text, index.splitter) for text in asked] or [["-"]]),
        bank_rows=np.array([one.row for one in placed], dtype=np.int64),
        bank_vectors=_vectors(index.embedder, asked),
        on_topic=_vectors(index.embedder, written),
        off_topic=_vectors(index.embedder, bank.unanswered(index.passages)),
    )


def _vectors(embedder: Embedder, texts: Sequence[str]) -> Matrix:
    if not texts:
        return np.zeros((0, embedder.dimensions), dtype=np.float32)
    return embedder.queries(texts)
