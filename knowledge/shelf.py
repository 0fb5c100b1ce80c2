"""The passages of a version while they stay on disk: read one at a time, where there are many.

Beside `passages.jsonl` a version has `columns.npz`: where each line starts, and what ranking asks
about every passage. With those, opening an index reads no passage at all.
"""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import index as as_number
from pathlib import Path
from typing import overload

import numpy as np
import numpy.typing as npt

from knowledge.model import Passage
from knowledge.store import read_passage

NAME = "columns.npz"


@dataclass(frozen=True)
class Columns:
    """One value for each passage, by row; `document` is a place in `names`."""

    names: tuple[str, ...]
    document: npt.NDArray[np.int32]
    footnote: npt.NDArray[np.bool_]
    sourced: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, passages: Iterable[Passage]) -> Columns:
        """The columns of passages that are at hand."""
        names: dict[str, int] = {}
        rows = [
            (names.setdefault(p.document, len(names)), p.kind == "footnote", bool(p.sources))
            for p in passages
        ]
        document, footnote, sourced = np.array(rows, dtype=np.int32).reshape(-1, 3).T
        return cls(tuple(names), document, footnote.astype(bool), sourced.astype(bool))


@dataclass(frozen=True)
class Places:
    """Rows by passage id: digests of the ids in order, each with its row."""

    digests: npt.NDArray[np.uint64]
    rows: npt.NDArray[np.int64]

    @classmethod
    def of(cls, passages: Iterable[Passage]) -> Places:
        """The places of passages that are at hand."""
        digests = np.array([_digest(passage.id) for passage in passages], dtype=np.uint64)
        rows = np.argsort(digests, kind="stable").astype(np.int64)
        return cls(digests[rows], rows)

    def get(self, passage_id: str) -> int | None:
        """The row that an id would have; whether it has it, the passage there tells."""
        digest = np.uint64(_digest(passage_id))
        at = int(np.searchsorted(self.digests, digest))
        held = at < len(self.digests) and self.digests[at] == digest
        return int(self.rows[at]) if held else None


class Shelf(Sequence[Passage]):
    """Passages by row, each read from the file when it is asked for."""

    def __init__(self, file: Path, starts: npt.NDArray[np.int64]) -> None:
        self._starts = starts
        with file.open("rb") as opened:
            self._text = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, at: int) -> Passage: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Passage, ...]: ...

    def __getitem__(self, at: int | slice) -> Passage | tuple[Passage, ...]:
        if isinstance(at, slice):
            return tuple(self[row] for row in range(*at.indices(len(self))))
        row = as_number(at)
        if not -len(self) <= row < len(self):
            raise IndexError(row)
        start, end = self._starts[row % len(self)], self._starts[row % len(self) + 1]
        return read_passage(self._text[start:end].decode("utf-8"))


def write(folder: Path, passages: Sequence[Passage]) -> None:
    """Write the columns of the passages that a version's file holds."""
    columns, places = Columns.of(passages), Places.of(passages)
    np.savez(
        folder / NAME,
        names=np.array(columns.names, dtype=str),
        document=columns.document,
        footnote=columns.footnote,
        sourced=columns.sourced,
        digests=places.digests,
        rows=places.rows,
        starts=_starts(folder / "passages.jsonl"),
    )


def open_shelf(folder: Path) -> tuple[Shelf, Columns, Places]:
    """The passages of a version with their columns and places, none of them read."""
    with np.load(folder / NAME) as data:
        names = tuple(str(name) for name in data["names"])
        columns = Columns(names, data["document"], data["footnote"], data["sourced"])
        places = Places(data["digests"], data["rows"])
        return Shelf(folder / "passages.jsonl", data["starts"]), columns, places


def _starts(file: Path) -> npt.NDArray[np.int64]:
    with file.open("rb") as lines:
        return np.cumsum([0, *(len(line) for line in lines)], dtype=np.int64)


def _digest(passage_id: str) -> int:
    return int.from_bytes(hashlib.blake2b(passage_id.encode(), digest_size=8).digest(), "big")
