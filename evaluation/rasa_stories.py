"""Conversation tests in Rasa's own format: `rasa test` checks what is done after each intent.

Rasa's end-to-end mode cannot write entities that overlap, as our facts do, so the intent of each
message is compared here, with the same model.
"""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from evaluation.nlu.run import BOT

PYTHON = BOT / ".venv" / "bin" / "python"
FAILED = "failed_test_stories.yml"
NONE_FAILED = "# None of the test stories failed"


@dataclass(frozen=True)
class RasaStory:
    """A test story: what it is called, what the person does, and (message, intent) in order."""

    name: str
    kind: str
    said: tuple[tuple[str, str], ...]


class RasaTestError(RuntimeError):
    """`rasa test` did not come to an end; the text is the end of what it wrote."""


def read_rasa_stories(folder: Path) -> list[RasaStory]:
    """All test stories below a folder; Rasa wants file names that begin with `test_`."""
    found = []
    for path in sorted(folder.rglob("test_*.yml")):
        for story in yaml.safe_load(path.read_text(encoding="utf-8"))["stories"]:
            said = [(step["user"], step["intent"]) for step in story["steps"] if "user" in step]
            found.append(RasaStory(story["story"], path.parent.name, tuple(said)))
    return found


def rasa_test(model: Path, folder: Path, out: Path) -> Mapping[str, Sequence[str]]:
    """What `rasa test core` found wrong, by story: the lines that were predicted otherwise.

    Raises RasaTestError.
    """
    command = ["-m", "rasa", "test", "core", "--model", str(model.resolve())]
    command += ["--stories", str(folder.resolve()), "--out", str(out), "--no-plot"]
    done = subprocess.run(  # noqa: S603 (Rasa's own command in the bot's environment)
        [str(PYTHON), *command],
        cwd=BOT,
        env=os.environ | {"RASA_TELEMETRY_ENABLED": "false", "PYTHONPATH": str(BOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not (out / FAILED).exists():
        raise RasaTestError(done.stderr[-2000:])
    return failures((out / FAILED).read_text(encoding="utf-8"))


def failures(written: str) -> dict[str, list[str]]:
    """From Rasa's file of failed stories: by story name, its lines with another prediction."""
    if written.startswith(NONE_FAILED):
        return {}
    found: dict[str, list[str]] = {}
    for line in written.splitlines():
        if line.startswith("- story: "):
            name = line.removeprefix("- story: ").rpartition(" (")[0]
            found[name] = []
        elif found and "# predicted:" in line:
            found[name].append(line.strip(" -"))
    return found
