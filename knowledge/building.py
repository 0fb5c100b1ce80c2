"""Passages to a searchable version on disk: lexical indexes, vectors, the bank of questions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge import bank as bank_of
from knowledge.embedding import Embedder, Matrix
from knowledge.lexical import WordIndex
from knowledge.lexicon import Lexicon
from knowledge.model import Passage
from knowledge.spelling import Spelling
from knowledge.vectors import FaissIndex
from knowledge.words import Splitter, terms, vocabulary_of

SHORTEST_NOTE = 12  # words; shorter footnotes are references: kept to read, not to find


def searchable(passage: Passage) -> str:
    """What a passage is found by: its last two headings and its text; nothing for a reference."""
    if passage.kind == "footnote" and len(passage.text.split()) < SHORTEST_NOTE:
        return ""
    return " ".join((*passage.heading[-2:], passage.text))


def build(folder: Path, passages: Sequence[Passage], embedder: Embedder, lexicon: Lexicon) -> None:
    """Write every index of a version into its folder."""
    texts = [searchable(passage) for passage in passages]
    splitter = splitter_of(texts, lexicon)
    counts = json.dumps(splitter.counts, ensure_ascii=False)
    (folder / "vocabulary.json").write_text(counts, encoding="utf-8")
    WordIndex.build([terms(text, splitter) for text in texts]).save(folder / "words")
    Spelling.build(texts, splitter.counts).runs.save(folder / "pieces")
    rows = embedder.passages(texts)
    FaissIndex.build(rows).save(folder / "vectors.faiss")
    np.save(folder / "vectors.npy", rows)
    _build_bank(folder, passages, embedder, splitter)


def splitter_of(texts: Sequence[str], lexicon: Lexicon) -> Splitter:
    """Splits compounds by the words of the texts and of the lexicon."""
    counts = vocabulary_of(texts)
    counts.update(set(lexicon.words()))
    return Splitter(counts)


def _build_bank(
    folder: Path, passages: Sequence[Passage], embedder: Embedder, splitter: Splitter
) -> None:
    placed = bank_of.place(bank_of.read_questions(), passages)
    questions = [one.question for one in placed]
    rows = np.array([one.row for one in placed], dtype=np.int64)
    WordIndex.build([terms(text, splitter) for text in questions] or [["-"]]).save(folder / "bank")
    vectors = _vectors(embedder, questions)
    on_topic = _vectors(embedder, [one.question for one in bank_of.read_questions()])
    off_topic = _vectors(embedder, bank_of.unanswered(passages))
    np.savez(
        folder / "bank.npz", rows=rows, vectors=vectors, on_topic=on_topic, off_topic=off_topic
    )


def _vectors(embedder: Embedder, questions: Sequence[str]) -> Matrix:
    if not questions:
        return np.zeros((0, embedder.dimensions), dtype=np.float32)
    return embedder.queries(questions)
