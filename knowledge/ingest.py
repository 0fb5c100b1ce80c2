"""Files to an index: idempotent, incremental, and published in one step.

A file is read again only when it, its sidecar or the format of the index has changed. A file
that cannot be read is reported by name and reason; the others go on. A folder speaks for all that
was taken in from it: what has left the folder leaves the index.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge import lexicon as lexicon_of
from knowledge import shelf, store
from knowledge.bank import questions_folder, unanswerable_folder
from knowledge.building import build
from knowledge.chunking import chunk
from knowledge.embedding import Embedder, ModelConfig, open_embedder
from knowledge.errors import DuplicateNameError, IndexUnusableError, ReadError
from knowledge.index import open_index
from knowledge.model import FileFault, IngestReport, Passage
from knowledge.readers import NOT_READ, SUFFIXES, read
from knowledge.readers.facts import document_name

Progress = Callable[[str, int, int], None]
_UNREADABLE = (OSError, ValueError, KeyError, TypeError)  # what a damaged index raises


@dataclass(frozen=True)
class _Taken:
    """A document that is in the version being built."""

    entry: store.Entry
    passages: tuple[Passage, ...]
    reading: str


def ingest(
    paths: Sequence[Path],
    index_dir: Path,
    *,
    progress: Progress | None = None,
    self_train: bool = False,
    model: ModelConfig | None = None,
) -> IngestReport:
    """Take in files and folders; files with the same name replace.

    Documents already there stay, but those of the same folder whose file is gone are taken out.
    `progress` hears the step's name, how far it is and of how many. With `self_train` the
    shipped embedding is trained further on the documents themselves (minutes, not seconds).
    """
    started = time.perf_counter()
    layout = store.Layout(index_dir)
    tell = progress or _silent
    known = _present(layout)
    files, faults = _files(paths)
    fresh, unreadable = _read_all(files, known, tell)
    folders = {_folder(path) for path in paths if path.is_dir()}
    staying = {n: t for n, t in known.items() if n in files or t.entry.origin not in folders}
    kept = {**staying, **fresh}
    same = {n for n in fresh if n in known and fresh[n].entry.digest == known[n].entry.digest}
    report = IngestReport(
        added=tuple(sorted(fresh.keys() - known.keys())),
        replaced=tuple(sorted(fresh.keys() & known.keys() - same)),
        unchanged=tuple(sorted(same)),
        removed=tuple(sorted(_names(layout) - kept.keys())),
        faults=(*faults, *unreadable),
    )
    version = _write(layout, kept, self_train, model, tell) if kept or known else ""
    return replace(
        report,
        passages=sum(len(taken.passages) for taken in kept.values()),
        version=version,
        seconds=time.perf_counter() - started,
        trained=self_train,
    )


def forget(names: Iterable[str], index_dir: Path) -> IngestReport:
    """Take documents out of the index by name; unknown names are ignored."""
    started = time.perf_counter()
    layout = store.Layout(index_dir)
    known = _present(layout)
    gone = set(names) & known.keys()
    kept = {name: taken for name, taken in known.items() if name not in gone}
    version = _write(layout, kept, False, None, _silent) if gone else layout.current() or ""
    return IngestReport(
        removed=tuple(sorted(gone)),
        unchanged=tuple(sorted(kept)),
        passages=sum(len(taken.passages) for taken in kept.values()),
        version=version,
        seconds=time.perf_counter() - started,
    )


def _silent(step: str, done: int, of: int) -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class _Source:
    """A file, and the folder that was asked for when it was found."""

    file: Path
    origin: str


def _folder(path: Path) -> str:
    return str(path.resolve())


def _files(paths: Sequence[Path]) -> tuple[dict[str, _Source], list[FileFault]]:
    """Files by document name, folders opened; the second file of one name is a fault."""
    found: dict[str, _Source] = {}
    faults: list[FileFault] = []
    for path in paths:
        origin = _folder(path) if path.is_dir() else ""
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            if path.is_dir() and not _is_document(file):
                continue
            if file.name.lower().startswith("readme"):
                continue
            name = document_name(file)
            if name in found and found[name].file != file:
                error = DuplicateNameError(file.name, f"as {found[name].file.name}")
                faults.append(FileFault(error.name, error.code, error.detail))
            found.setdefault(name, _Source(file, origin))
    return found, faults


def _is_document(file: Path) -> bool:
    # Word keeps "~$name.docx" beside a document that somebody has open.
    hidden = file.name.startswith((".", "~$"))
    return file.is_file() and not hidden and file.suffix.lower() in SUFFIXES | NOT_READ


def _digest(file: Path) -> str:
    digest = hashlib.sha256(f"{store.FORMAT}\n{file.name}\n".encode())
    digest.update(file.read_bytes())
    sidecar = file.with_name(f"{file.stem}.meta.yml")
    if sidecar.is_file():
        digest.update(sidecar.read_bytes())
    return digest.hexdigest()


def _read_all(
    files: dict[str, _Source], known: dict[str, _Taken], tell: Progress
) -> tuple[dict[str, _Taken], list[FileFault]]:
    taken: dict[str, _Taken] = {}
    faults: list[FileFault] = []
    for at, (name, source) in enumerate(files.items()):
        file = source.file
        tell(file.name, at, len(files))
        try:
            taken[name] = _take(source, known.get(name))
        except ReadError as error:
            faults.append(FileFault(file.name, error.code, error.detail))
        except OSError as error:
            faults.append(FileFault(file.name, "unreadable", type(error).__name__))
    tell("", len(files), len(files))
    return taken, faults


def _take(source: _Source, before: _Taken | None) -> _Taken:
    file = source.file
    digest = _digest(file)
    if before is not None and before.entry.digest == digest:
        return replace(before, entry=replace(before.entry, origin=source.origin))
    reading = read(file)
    chunked = chunk(reading)
    count = len(chunked.passages)
    entry = store.Entry(reading.document, file.name, digest, count, source.origin)
    return _Taken(entry, chunked.passages, chunked.reading)


def _names(layout: store.Layout) -> frozenset[str]:
    """Names of the documents of the present version, whatever its format."""
    name = layout.current()
    try:
        return frozenset(store.read_names(layout.version(name))) if name else frozenset()
    except _UNREADABLE:
        return frozenset()


def _present(layout: store.Layout) -> dict[str, _Taken]:
    """Documents of the present version; none when there is none, or it is of another format or
    broken: then everything is read again."""
    name = layout.current()
    try:
        return _stored(layout.version(name)) if name else {}
    except _UNREADABLE:
        return {}


def _stored(folder: Path) -> dict[str, _Taken]:
    if store.read_format(folder) != store.FORMAT:
        return {}
    _, entries = store.read_manifest(folder)
    passages: dict[str, list[Passage]] = {}
    for passage in store.read_passages(folder):
        passages.setdefault(passage.document, []).append(passage)
    return {
        entry.document.name: _Taken(
            entry,
            tuple(passages.get(entry.document.name, ())),
            (folder / "readings" / f"{entry.document.name}.txt").read_text(encoding="utf-8"),
        )
        for entry in entries
    }


def _write(
    layout: store.Layout,
    kept: dict[str, _Taken],
    self_train: bool,
    model: ModelConfig | None,
    tell: Progress,
) -> str:
    """Build and publish a version, unless the very same one is already there."""
    embedder = open_embedder(model)
    version = _version(kept, embedder.name, self_train)
    if layout.current() == version and _opens(layout.version(version), model):
        return version
    layout.root.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".building-", dir=layout.root))
    try:
        ordered = [kept[name] for name in sorted(kept)]
        passages = [passage for taken in ordered for passage in taken.passages]
        if self_train:
            tell("train", 0, 1)
            embedder = _trained(folder / "trained", passages)
        tell("index", 0, 1)
        build(folder, passages, embedder, lexicon_of.load())
        _write_documents(folder, ordered)
        about = {"version": version, "embedder": embedder.name, "trained": self_train}
        store.write_manifest(folder, (taken.entry for taken in ordered), about)
        store.write_passages(folder, passages)
        shelf.write(folder, passages)
        store.publish(layout, version, folder)
        tell("index", 1, 1)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return version


def _opens(folder: Path, model: ModelConfig | None) -> bool:
    try:
        open_index(folder, model)
    except IndexUnusableError:
        return False
    return True


def _trained(folder: Path, passages: Sequence[Passage]) -> Embedder:
    from knowledge.training.adapt import adapt  # needs torch: only when asked for

    return adapt(folder, passages)


def _write_documents(folder: Path, ordered: Sequence[_Taken]) -> None:
    readings = folder / "readings"
    readings.mkdir()
    for taken in ordered:
        file = readings / f"{taken.entry.document.name}.txt"
        file.write_text(taken.reading, encoding="utf-8")


def _version(kept: dict[str, _Taken], embedder: str, self_train: bool) -> str:
    """A name that is the same exactly when everything the index is made of is the same."""
    digest = hashlib.sha256(f"{store.FORMAT} {embedder} {self_train}\n".encode())
    for name in sorted(kept):
        digest.update(f"{name} {kept[name].entry.digest} {kept[name].entry.origin}\n".encode())
    lexicon = Path(lexicon_of.__file__).parent / "lexicon"
    written = [*questions_folder().glob("*.jsonl"), *unanswerable_folder().glob("*.yml")]
    for file in sorted([*lexicon.glob("*"), *written]):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
