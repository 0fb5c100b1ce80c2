"""Nearest vectors through FAISS: exact while there are few, approximate when there are many.

Rule by number of vectors: up to 50,000 exact (IndexFlatIP); up to 500,000 HNSW (M 32, search
breadth 128); above that IVF with 4·√n cells and 8-bit vectors, 32 cells searched. An index is
opened memory-mapped where FAISS allows it (IVF), else read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import faiss
import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
EXACT_UP_TO = 50_000
HNSW_UP_TO = 500_000


class VectorIndex(Protocol):
    """Finds the rows nearest to a query by inner product."""

    def search(self, query: Matrix, k: int) -> tuple[npt.NDArray[np.int64], Matrix]:
        """Row numbers and similarities of the k nearest, best first."""
        ...

    def save(self, file: Path) -> None:
        """Write to a file."""
        ...


class FaissIndex:
    """A FAISS index of any kind."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def build(cls, rows: Matrix) -> FaissIndex:
        """Choose the kind of index by the number of rows and fill it."""
        index = faiss.index_factory(rows.shape[1], kind_for(len(rows)), faiss.METRIC_INNER_PRODUCT)
        if not index.is_trained:
            index.train(rows)
        index.add(rows)
        return cls(_tuned(index))

    @classmethod
    def open(cls, file: Path) -> FaissIndex:
        """Open a saved index."""
        return cls(_tuned(faiss.read_index(str(file), faiss.IO_FLAG_MMAP)))

    def search(self, query: Matrix, k: int) -> tuple[npt.NDArray[np.int64], Matrix]:
        """Row numbers and similarities of the k nearest to one query, best first."""
        similarities, rows = self._index.search(query.reshape(1, -1), k)
        found = rows[0] >= 0
        return rows[0][found], similarities[0][found]

    def save(self, file: Path) -> None:
        """Write to a file."""
        faiss.write_index(self._index, str(file))


def kind_for(size: int) -> str:
    """FAISS's name for the kind of index that fits a number of vectors."""
    if size <= EXACT_UP_TO:
        return "Flat"
    if size <= HNSW_UP_TO:
        return "HNSW32"
    return f"IVF{int(4 * size**0.5)},SQ8"


def _tuned(index: Any) -> Any:
    if hasattr(index, "hnsw"):
        index.hnsw.efSearch = 128
    if hasattr(index, "nprobe"):
        index.nprobe = 32
    return index
