"""The index on disk: one folder for each version, and a pointer that is replaced in one step.

    <index>/CURRENT                      name of the version that readers open
    <index>/versions/<version>/manifest.json     documents, digests, embedder
                               passages.jsonl    one passage a line, in row order
                               columns.npz       facts of every passage and its place, see `shelf`
                               readings/<name>.txt   text of which passages are stretches
                               words/ pieces/ bank/  lexical indexes
                               vectors.faiss vectors.npy bank.npz
                               trained/          weights, where the index was trained on itself
A reader that opened a version keeps it: the version before the present one is left in place.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from knowledge.errors import IndexMissingError
from knowledge.model import Document, Passage, SourceMark

FORMAT = 5  # raise when what is stored changes its meaning: every index is then rebuilt


@dataclass(frozen=True)
class Layout:
    """Paths inside an index folder."""

    root: Path

    @property
    def pointer(self) -> Path:
        """The file that names the present version."""
        return self.root / "CURRENT"

    def version(self, name: str) -> Path:
        """The folder of a version."""
        return self.root / "versions" / name

    def current(self) -> str | None:
        """The present version, None before the first ingestion."""
        try:
            name = self.pointer.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        return name or None

    def require_current(self) -> Path:
        """The folder of the present version; raises when there is none."""
        name = self.current()
        if name is None or not self.version(name).is_dir():
            raise IndexMissingError(self.root.name)
        return self.version(name)


@dataclass(frozen=True)
class Entry:
    """A document in the manifest: its facts, the file it came from and that file's digest.

    `origin` is the folder that was taken in as a whole and had the file; empty when the file was
    taken in by itself.
    """

    document: Document
    file: str
    digest: str
    passages: int
    origin: str = ""


def publish(layout: Layout, version: str, built: Path) -> None:
    """Make a finished folder the present version, and remove all but the one before it."""
    target = layout.version(version)
    target.parent.mkdir(parents=True, exist_ok=True)
    before = layout.current()
    if target.exists():
        shutil.rmtree(target)
    built.replace(target)
    fresh = layout.pointer.with_suffix(".new")
    fresh.write_text(version + "\n", encoding="utf-8")
    fresh.replace(layout.pointer)
    for folder in target.parent.iterdir():
        if folder.name not in {version, before}:
            shutil.rmtree(folder, ignore_errors=True)


def write_manifest(folder: Path, entries: Iterable[Entry], about: dict[str, Any]) -> None:
    """Write what the index holds."""
    data = {"format": FORMAT, **about, "documents": [asdict(entry) for entry in entries]}
    text = json.dumps(data, ensure_ascii=False, indent=1)
    (folder / "manifest.json").write_text(text, encoding="utf-8")


def read_format(folder: Path) -> int:
    """The format that a version was written in."""
    return int(json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["format"])


def read_names(folder: Path) -> Iterator[str]:
    """Names of the documents of a version of any format."""
    data = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return (str(entry["document"]["name"]) for entry in data["documents"])


def read_manifest(folder: Path) -> tuple[dict[str, Any], tuple[Entry, ...]]:
    """What the index holds: facts about the index, and its documents."""
    data: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    entries = tuple(
        Entry(**{**entry, "document": Document(**entry["document"])})
        for entry in data.pop("documents")
    )
    return data, entries


def write_passages(folder: Path, passages: Iterable[Passage]) -> None:
    """One passage a line."""
    with (folder / "passages.jsonl").open("w", encoding="utf-8") as out:
        for passage in passages:
            out.write(json.dumps(asdict(passage), ensure_ascii=False) + "\n")


def read_passages(folder: Path) -> Iterator[Passage]:
    """The passages in row order."""
    with (folder / "passages.jsonl").open(encoding="utf-8") as lines:
        yield from map(read_passage, lines)


def read_passage(line: str) -> Passage:
    """A passage from its line."""
    data = json.loads(line)
    data["heading"] = tuple(data["heading"])
    data["sources"] = tuple(SourceMark(**mark) for mark in data["sources"])
    data["notes"] = tuple(data["notes"])
    return Passage(**data)
