"""Mutation testing of safety and routing: `python -m evaluation.mutation [--json FILE] [--only …]`.

Works in a copy of the project. For each mutant the tests of its file run in a fresh fork of one
process, which saves the start; the mutants that no test noticed are printed.
"""

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

from evaluation.intervals import share
from evaluation.mutants import Mutant, mutants

ROOT = Path(__file__).parents[1]
TARGETS = Path(__file__).with_suffix(".yml")
COPIED = ("actions", "bot", "channels", "evaluation", "knowledge", "tests", "pyproject.toml")
LEFT = shutil.ignore_patterns(".venv", "models", "__pycache__", "*.safetensors", "node_modules")
SECONDS = 120
KILLED, SURVIVED = "killed", "survived"


@dataclass(frozen=True)
class Target:
    """A file to change and the tests that should notice."""

    file: str
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What became of one mutant."""

    file: str
    line: int
    change: str
    outcome: str


def read_targets(file: Path = TARGETS) -> list[Target]:
    """The files and tests of `mutation.yml`."""
    rows = yaml.safe_load(file.read_text(encoding="utf-8"))["targets"]
    return [Target(row["file"], tuple(row["tests"])) for row in rows]


def measure(target: Target, copy: Path) -> list[Outcome]:
    """Tries every mutant; raises RuntimeError where the tests fail without any change."""
    path = copy / target.file
    source = path.read_text(encoding="utf-8")
    if _fails(target.tests, copy):
        raise RuntimeError(f"the tests of {target.file} fail as it stands")
    try:
        return [_told(_tried(target, mutant, path, copy)) for mutant in mutants(source)]
    finally:
        path.write_text(source, encoding="utf-8")


def _tried(target: Target, mutant: Mutant, path: Path, copy: Path) -> Outcome:
    path.write_text(mutant.source, encoding="utf-8")
    outcome = KILLED if _fails(target.tests, copy) else SURVIVED
    return Outcome(target.file, mutant.line, mutant.change, outcome)


def _told(outcome: Outcome) -> Outcome:
    """Says each outcome as it comes: a run that is broken off has told something too."""
    sys.stderr.write(f"{outcome.outcome} {outcome.file}:{outcome.line} {outcome.change}\n")
    sys.stderr.flush()
    return outcome


def _fails(tests: Sequence[str], copy: Path) -> bool:
    """Whether these tests fail in the copy; taking too long is failing."""
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        os._exit(_run(tests, copy))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def _run(tests: Sequence[str], copy: Path) -> int:
    """In the fork: the tests against the copy, silently, stopping at the first that fails."""
    import pytest

    os.chdir(copy)
    sys.path.insert(0, str(copy))
    sys.dont_write_bytecode = True
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests]))


def copied(folder: Path) -> Path:
    """A copy of what the tests need."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=LEFT)
        else:
            shutil.copy2(source, folder / name)
    return folder


def as_page(outcomes: Sequence[Outcome]) -> str:
    """Shares by file, and every survivor."""
    lines = []
    for file in (*dict.fromkeys(outcome.file for outcome in outcomes), "all together"):
        of_file = [o for o in outcomes if file in (o.file, "all together")]
        score = share(sum(o.outcome == KILLED for o in of_file), len(of_file))
        lines.append(f"{file}: {score['value']:.3f} killed of {score['n']}")
    lines += [f"survived {o.file}:{o.line} {o.change}" for o in outcomes if o.outcome == SURVIVED]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Reads the arguments, tries all mutants, prints and writes what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", help="part of a file's name; may recur")
    parser.add_argument("--json", type=Path, help="write every outcome")
    arguments = parser.parse_args()
    import hypothesis  # noqa: F401 (loaded once here, not in every fork)
    import pytest  # noqa: F401

    wanted = [t for t in read_targets() if not arguments.only or _named(t, arguments.only)]
    with tempfile.TemporaryDirectory(prefix="nietpluis-mutation-") as folder:
        copy = copied(Path(folder))
        outcomes = [outcome for target in wanted for outcome in measure(target, copy)]
    if arguments.json:
        rows = [asdict(outcome) for outcome in outcomes]
        arguments.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(as_page(outcomes))


def _named(target: Target, parts: Sequence[str]) -> bool:
    return any(part in target.file for part in parts)


if __name__ == "__main__":
    main()
