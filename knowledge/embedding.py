"""Text to vectors: the embedding that ships with the project, or one named in configuration.

The shipped model is a table of vectors, one for each word piece; a text is the mean of its
pieces. sentence-transformers opens the same weights as `StaticEmbedding`, but takes seconds and
hundreds of megabytes to import; so answering uses `tokenizers` and numpy, and a test holds the
two to the same numbers. Other models go through sentence-transformers itself.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Matrix = npt.NDArray[np.float32]
SHIPPED = "niet-pluis-static"


class Embedder(Protocol):
    """Turns questions and passages into vectors of length one that can be compared."""

    @property
    def name(self) -> str:
        """Identifies the weights; an index remembers by which it was made."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    def queries(self, texts: Sequence[str]) -> Matrix:
        """Vectors of questions, one row each."""
        ...

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Vectors of passages, one row each."""
        ...


@dataclass(frozen=True)
class ModelConfig:
    """Which model, and what to write before a text: e5 wants "query: " and "passage: "."""

    name: str = SHIPPED
    query_prefix: str = ""
    passage_prefix: str = ""


def unit(rows: Matrix) -> Matrix:
    """Rows scaled to length one; an empty row stays zero."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Matrix = (rows / np.maximum(norms, 1e-9)).astype(np.float32)
    return scaled


class StaticEmbedder:
    """Mean of word-piece vectors, in numpy."""

    def __init__(self, name: str, tokenizer: Tokenizer, table: Matrix) -> None:
        self._name = name
        self._tokenizer = tokenizer
        self._table = table

    @classmethod
    def open(cls, folder: Path) -> StaticEmbedder:
        """Read `tokenizer.json` and `weights.npz` (int8 rows, a scale for each, a name)."""
        with np.load(folder / "weights.npz") as data:
            table = data["rows"].astype(np.float32) * data["scales"][:, None]
        about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        return cls(str(about["name"]), tokenizer, table)

    @property
    def name(self) -> str:
        """Name and version of the weights."""
        return self._name

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._table.shape[1])

    @property
    def table(self) -> Matrix:
        """The vectors of the word pieces, for training on."""
        return self._table

    @property
    def tokenizer(self) -> Tokenizer:
        """What cuts texts into word pieces."""
        return self._tokenizer

    def queries(self, texts: Sequence[str]) -> Matrix:
        """Vectors of questions."""
        return self._encode(texts)

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Vectors of passages."""
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> Matrix:
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for i, encoding in enumerate(
            self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        ):
            if encoding.ids:
                rows[i] = self._table[encoding.ids].mean(axis=0)
        return unit(rows)


class HubEmbedder:
    """Any sentence-transformers model, from a folder or a hub."""

    def __init__(self, config: ModelConfig) -> None:
        from sentence_transformers import SentenceTransformer  # heavy: only when it is asked for

        self._config = config
        self._model: Any = SentenceTransformer(config.name)

    @property
    def name(self) -> str:
        """The model's name on the hub or its folder."""
        return self._config.name

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._model.get_sentence_embedding_dimension())

    def queries(self, texts: Sequence[str]) -> Matrix:
        """Vectors of questions, with the model's prefix."""
        return self._encode([self._config.query_prefix + text for text in texts])

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Vectors of passages, with the model's prefix."""
        return self._encode([self._config.passage_prefix + text for text in texts])

    def _encode(self, texts: Sequence[str]) -> Matrix:
        rows = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(rows, dtype=np.float32)


def shipped_folder() -> Path:
    """Where the shipped weights are."""
    return Path(str(files("knowledge").joinpath("models", SHIPPED)))


def open_embedder(config: ModelConfig | None = None, trained: Path | None = None) -> Embedder:
    """The embedder for an index: trained on its documents, the shipped one, or another."""
    if trained is not None:
        return StaticEmbedder.open(trained)
    config = config or ModelConfig()
    return StaticEmbedder.open(shipped_folder()) if config.name == SHIPPED else HubEmbedder(config)


def write_static(folder: Path, name: str, tokenizer: Tokenizer, table: Matrix) -> None:
    """Write weights as int8 rows with one scale each: a quarter of the size, same ranking."""
    folder.mkdir(parents=True, exist_ok=True)
    scales = np.maximum(np.abs(table).max(axis=1), 1e-9) / 127.0
    rows = np.round(table / scales[:, None]).astype(np.int8)
    np.savez_compressed(folder / "weights.npz", rows=rows, scales=scales.astype(np.float32))
    tokenizer.save(str(folder / "tokenizer.json"))
    about = {"name": name, "dimensions": int(table.shape[1]), "pieces": int(table.shape[0])}
    (folder / "model.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
