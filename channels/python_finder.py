"""Finds a Python 3.10 that really runs, for the Rasa environment."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from channels.setup_steps import SetupError

WANTED = "3.10"
Run = Callable[[Sequence[str]], str | None]
"""Runs a command; its output, or None when it is not there or fails."""

_ASK_VERSION = "import sys; print('%d.%d' % sys.version_info[:2])"


def find_python(run: Run, environ: Mapping[str, str]) -> str:
    """The command of a working Python 3.10; lets uv fetch one when there is none.

    Raises:
        SetupError: none found and none to be had.
    """
    for candidate in _candidates(run, environ):
        # A pyenv shim is there for every version and fails for those not installed: so ask.
        if run([candidate, "-c", _ASK_VERSION]) == WANTED:
            return candidate
    raise SetupError("python_missing")


def run_command(command: Sequence[str]) -> str | None:
    """Run a command for its output; errors of it are not shown."""
    program = shutil.which(command[0])
    if program is None:
        return None
    done = subprocess.run(  # noqa: S603  our own fixed commands
        [program, *command[1:]], capture_output=True, text=True, check=False
    )
    return done.stdout.strip() if done.returncode == 0 else None


def _candidates(run: Run, environ: Mapping[str, str]) -> Iterator[str]:
    chosen = environ.get("NIETPLUIS_PYTHON310")
    if chosen:
        yield chosen
    yield f"python{WANTED}"
    yield from _from_pyenv(run, environ)
    found = run(["uv", "python", "find", WANTED])
    if found:
        yield found
    if run(["uv", "python", "install", WANTED]) is not None:
        fetched = run(["uv", "python", "find", WANTED])
        if fetched:
            yield fetched


def _from_pyenv(run: Run, environ: Mapping[str, str]) -> Iterator[str]:
    root = run(["pyenv", "root"]) or environ.get("PYENV_ROOT")
    if not root:
        return
    versions = Path(root) / "versions"
    for python in sorted(versions.glob(f"{WANTED}.*{os.sep}bin{os.sep}python"), reverse=True):
        yield str(python)
