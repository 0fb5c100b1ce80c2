"""Nearest vectors through FAISS: exact while there are few, approximate when there are many.

Rule by number of vectors: up to 50,000 exact (IndexFlatIP); up to 500,000 HNSW (32 links, search
breadth 128); above that IVF with 4·√n cells and 8-bit vectors, 512 cells searched. Files are
memory-mapped. A search over a part of the rows passes the others by; where the part is small it
is exact for every kind of index, because a walk through a graph would miss most of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

_faiss: Any = faiss  # its type stubs know little of what it can do
Matrix = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
EXACT_UP_TO = 50_000
HNSW_UP_TO = 500_000
BREADTH = 128  # candidates that HNSW keeps while it walks
CELLS_SEARCHED = 512
TRAINED_ON = 64  # vectors a cell that IVF learns its cells from
SMALL_PART = 0.1  # share of the rows below which a search over them is exact


class FaissIndex:
    """A FAISS index of any of the three kinds."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def build(cls, rows: Matrix, kind: str | None = None) -> FaissIndex:
        """Fill an index of the kind that fits the number of rows, or of the kind named."""
        chosen = kind or kind_for(len(rows))
        index = _faiss.index_factory(rows.shape[1], chosen, _faiss.METRIC_INNER_PRODUCT)
        if not index.is_trained:
            index.train(_sample(rows, TRAINED_ON * index.nlist))
        index.add(rows)
        return cls(index)

    @classmethod
    def open(cls, file: Path) -> FaissIndex:
        """Open a saved index, memory-mapped."""
        return cls(_faiss.read_index(str(file), _faiss.IO_FLAG_MMAP_IFC))

    def search(self, query: Matrix, k: int, allowed: Mask | None = None) -> tuple[Rows, Matrix]:
        """Row numbers and similarities of the k nearest to one query, best first.

        `allowed` has a value for each row; rows where it is false are passed by.
        """
        if allowed is None or allowed.all():
            return self._found(query, k, None, False)
        bits = np.packbits(allowed, bitorder="little")
        selector = _faiss.IDSelectorBitmap(bits)
        return self._found(query, k, selector, allowed.mean() < SMALL_PART)

    def save(self, file: Path) -> None:
        """Write to a file."""
        _faiss.write_index(self._index, str(file))

    def _found(self, query: Matrix, k: int, selector: Any, exact: bool) -> tuple[Rows, Matrix]:
        index = self._index
        if exact and hasattr(index, "hnsw"):
            index = index.storage
        parameters = _parameters(index, selector, exact)
        wanted = min(k, int(index.ntotal))
        if wanted < 1:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        near, rows = index.search(query.reshape(1, -1), wanted, params=parameters)
        found = rows[0] >= 0
        return rows[0][found], near[0][found]


def kind_for(size: int) -> str:
    """FAISS's name for the kind of index that fits a number of vectors."""
    if size <= EXACT_UP_TO:
        return "Flat"
    if size <= HNSW_UP_TO:
        return "HNSW32"
    return f"IVF{int(4 * size**0.5)},SQ8"


def _parameters(index: Any, selector: Any, exact: bool) -> Any:
    """How one search is done: which rows, and how widely."""
    if hasattr(index, "hnsw"):
        return _faiss.SearchParametersHNSW(efSearch=BREADTH, sel=selector)
    if hasattr(index, "nprobe"):
        cells = index.nlist if exact else min(CELLS_SEARCHED, index.nlist)
        return _faiss.SearchParametersIVF(nprobe=cells, sel=selector)
    return _faiss.SearchParameters(sel=selector)


def _sample(rows: Matrix, most: int) -> Matrix:
    """Rows at even distances, at most as many as asked."""
    step = max(1, len(rows) // most)
    return rows[::step]
