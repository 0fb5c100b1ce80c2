"""What must be there before the first start, each step done again only when its input changed."""

import errno
import hashlib
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from channels.supervisor import Say

MIB = 1024 * 1024
SKIPPED = frozenset({"__pycache__", ".venv", ".rasa"})


class SetupError(Exception):
    """Set-up cannot go on; `key` and `values` make the one line that says why."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to make. `inputs` are the files and words it depends on.

    `is_there` tells whether what it makes still exists, `make` makes it, and `mebibytes`
    is the free space that this takes.
    """

    name: str
    inputs: Sequence[Path | str]
    is_there: Callable[[], bool]
    make: Callable[[], None]
    mebibytes: int


class Stamps:
    """Remembers, per step, the fingerprint of the input it was last made from."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def matches(self, step: Step) -> bool:
        """Whether the step was made from exactly this input and what it made is still there."""
        stamp = self._folder / f"{step.name}.stamp"
        return stamp.exists() and stamp.read_text() == fingerprint(step.inputs) and step.is_there()

    def write(self, step: Step) -> None:
        """Remember that the step is done."""
        self.mark(step.name, fingerprint(step.inputs))

    def mark(self, name: str, made_from: str) -> None:
        """Remember that a step was done from input with this fingerprint."""
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / f"{name}.stamp").write_text(made_from)


def run_steps(steps: Iterable[Step], stamps: Stamps, say: Say, disk: Path) -> int:
    """Make what is stale, in order; the number of steps that had to be made.

    Raises:
        SetupError: a step cannot be made; what went before it stays made.
    """
    made = 0
    for step in steps:
        if stamps.matches(step):
            continue
        say(f"setup_{step.name}")
        check_space(step, disk)
        _make(step, disk)
        stamps.write(step)
        made += 1
    return made


def check_space(step: Step, disk: Path) -> None:
    """Raises SetupError when this step does not fit on the disk."""
    free = shutil.disk_usage(disk).free // MIB
    if free < step.mebibytes:
        raise SetupError("disk_full", step=step.name, needed=step.mebibytes, free=free)


def fingerprint(inputs: Sequence[Path | str]) -> str:
    """One hash over words and the content of files and folders, names included."""
    digest = hashlib.sha256()
    for item in inputs:
        if isinstance(item, str):
            digest.update(item.encode() + b"\0")
            continue
        for file in _files(item):
            digest.update(str(file.relative_to(item.parent)).encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(
        file
        for file in path.rglob("*")
        if file.is_file() and not SKIPPED & set(file.relative_to(path).parts)
    )


def _make(step: Step, disk: Path) -> None:
    try:
        step.make()
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        free = shutil.disk_usage(disk).free // MIB
        raise SetupError("disk_full", step=step.name, needed=step.mebibytes, free=free) from error
