"""An opened version of the index, read-only."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge import shelf, store
from knowledge.embedding import SHIPPED, Embedder, Matrix, ModelConfig, open_embedder
from knowledge.errors import (
    IndexBrokenError,
    IndexOfOtherModelError,
    IndexOutdatedError,
    PassageUnknownError,
)
from knowledge.lexical import WordIndex
from knowledge.model import Document, Passage
from knowledge.shelf import Columns, Places
from knowledge.spelling import Spelling
from knowledge.vectors import FaissIndex
from knowledge.words import Splitter

IN_MEMORY_UP_TO = 50_000  # passages; more of them stay on disk until they are asked for


@dataclass(frozen=True)
class Traits:
    """One value for each passage, by row; a municipality for each document, by its number."""

    historic: npt.NDArray[np.bool_]
    english: npt.NDArray[np.bool_]
    guidance: npt.NDArray[np.bool_]
    footnote: npt.NDArray[np.bool_]
    document: npt.NDArray[np.int32]
    municipality: npt.NDArray[np.str_]


@dataclass(frozen=True)
class Index:
    """Everything a search needs, by row number of the passage."""

    version: str
    documents: dict[str, Document]
    passages: Sequence[Passage]
    columns: Columns
    rows: Mapping[str, int] | Places
    splitter: Splitter
    words: WordIndex
    pieces: Spelling
    nearest: FaissIndex
    vectors: Matrix
    bank_words: WordIndex
    bank_rows: npt.NDArray[np.int64]
    bank_vectors: Matrix
    on_topic: Matrix
    off_topic: Matrix
    embedder: Embedder

    @cached_property
    def guidance(self) -> frozenset[str]:
        """The documents that rest on others: their passages carry sources."""
        columns = self.columns
        return frozenset(columns.names[at] for at in np.unique(columns.document[columns.sourced]))

    @cached_property
    def traits(self) -> Traits:
        """What ranking asks about every passage, as columns."""
        at = self.columns.document
        documents = [self.documents[name] for name in self.columns.names]
        return Traits(
            historic=np.array([document.historic for document in documents], dtype=bool)[at],
            english=np.array([document.language == "en" for document in documents], dtype=bool)[at],
            guidance=np.array([d.name in self.guidance for d in documents], dtype=bool)[at],
            footnote=self.columns.footnote,
            document=at,
            municipality=np.array([document.municipality for document in documents], dtype=str),
        )

    @cached_property
    def asked(self) -> npt.NDArray[np.bool_]:
        """Whether somebody wrote a question over the passage, by row."""
        return np.isin(np.arange(len(self.passages)), self.bank_rows)

    def passage(self, passage_id: str) -> Passage:
        """The passage with an id."""
        row = self.rows.get(passage_id)
        if row is None or self.passages[row].id != passage_id:
            raise PassageUnknownError(passage_id)
        return self.passages[row]


def open_index(folder: Path, model: ModelConfig | None = None) -> Index:
    """Open a version's folder; raises an `IndexUnusableError` that says why it cannot be."""
    try:
        written = store.read_format(folder)
        if written != store.FORMAT:
            raise IndexOutdatedError(written, store.FORMAT)
        return _open(folder, model)
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise IndexBrokenError(error) from error


def _open(folder: Path, model: ModelConfig | None) -> Index:
    about, entries = store.read_manifest(folder)
    passages, columns, rows = _passages(folder, sum(entry.passages for entry in entries))
    counts = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
    trained = folder / "trained" if about.get("trained") else None
    with np.load(folder / "bank.npz") as data:
        bank_rows, bank_vectors = data["rows"], data["vectors"]
        on_topic, off_topic = data["on_topic"], data["off_topic"]
    embedder = open_embedder(model or ModelConfig(SHIPPED), trained)
    if embedder.name != about["embedder"]:
        raise IndexOfOtherModelError(str(about["embedder"]), embedder.name)
    return Index(
        version=str(about["version"]),
        documents={entry.document.name: entry.document for entry in entries},
        passages=passages,
        columns=columns,
        rows=rows,
        splitter=Splitter(counts),
        words=WordIndex.load(folder / "words", len(passages)),
        pieces=Spelling.load(folder / "pieces", len(passages), tuple(counts)),
        nearest=FaissIndex.open(folder / "vectors.faiss"),
        vectors=np.load(folder / "vectors.npy", mmap_mode="r"),
        bank_words=WordIndex.load(folder / "bank", max(1, len(bank_rows))),
        bank_rows=bank_rows,
        bank_vectors=bank_vectors,
        on_topic=on_topic,
        off_topic=off_topic,
        embedder=embedder,
    )


def _passages(
    folder: Path, size: int
) -> tuple[Sequence[Passage], Columns, Mapping[str, int] | Places]:
    """Passages, facts of each, and rows by id: at hand when there are few."""
    if size > IN_MEMORY_UP_TO:
        return shelf.open_shelf(folder)
    passages = tuple(store.read_passages(folder))
    rows = {passage.id: row for row, passage in enumerate(passages)}
    return passages, Columns.of(passages), rows
