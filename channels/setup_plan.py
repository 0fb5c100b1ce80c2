"""The steps of set-up: the bot's environment, the Rasa model, the knowledge index."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from actions.config import Settings
from channels.models.serve import adopt_newest
from channels.models.shelf import open_shelf
from channels.models.training import Project, train_command, training_environ
from channels.python_finder import find_python, run_command
from channels.setup_steps import SetupError, Stamps, Step, run_steps
from channels.supervisor import Say
from channels.system import BOT, BOT_PYTHON, ROOT

MODEL_STEP = "model"
ENVIRONMENT_MIB = 3500
MODEL_MIB = 500
INDEX_MIB = 300
"""Free space that each step was seen to take, rounded up."""
CORPUS = ROOT / "knowledge" / "corpus"


def set_up(settings: Settings, environ: Mapping[str, str], say: Say) -> int:
    """Make what is missing or stale; the number of steps made. Raises SetupError."""
    settings.var_dir.mkdir(parents=True, exist_ok=True)
    steps = [
        _environment(environ),
        _model(settings, environ),
        _index(settings, environ, say),
    ]
    return run_steps(steps, Stamps(settings.var_dir / "setup"), say, ROOT)


def document_folders(environ: Mapping[str, str]) -> list[Path]:
    """The shipped guidance, and the municipality's own documents where they exist."""
    own = environ.get("NIETPLUIS_DOCUMENTS")
    documents = Path(own) if own else ROOT.parent / "shared" / "documents"
    return [folder for folder in (CORPUS, documents) if folder.exists()]


def _environment(environ: Mapping[str, str]) -> Step:
    lock = BOT / "requirements.lock"

    def make() -> None:
        if run_command([str(BOT_PYTHON), "-c", "print(1)"]) is None:
            python = find_python(run_command, environ)
            _run("bot_env", [python, "-m", "venv", "--clear", str(BOT / ".venv")], environ)
        install = [str(BOT_PYTHON), "-m", "pip", "install", "--disable-pip-version-check"]
        _run("bot_env", [*install, "--progress-bar", "on", "-r", str(lock)], environ)

    return Step("bot_env", [lock], _has_rasa, make, ENVIRONMENT_MIB)


def _has_rasa() -> bool:
    return (BOT / ".venv" / "bin" / "rasa").exists()


def _model(settings: Settings, environ: Mapping[str, str]) -> Step:
    models = BOT / "models"
    project = Project(BOT, BOT_PYTHON)

    def make() -> None:
        before = set(models.glob("*.tar.gz"))
        _run("model", train_command(project, models), training_environ(project, environ))
        if set(models.glob("*.tar.gz")) > before:
            for old in before:
                old.unlink()
            adopt_newest(open_shelf(settings.var_dir), project, datetime.now(UTC))

    return Step(MODEL_STEP, project.inputs(), lambda: any(models.glob("*.tar.gz")), make, MODEL_MIB)


def _index(settings: Settings, environ: Mapping[str, str], say: Say) -> Step:
    folders = document_folders(environ)
    index = settings.var_dir / "index"
    shown: set[int] = set()

    def progress(step: str, done: int, of: int) -> None:
        # A line per tenth: a line per file would bury what matters.
        tenth = 10 * done // max(of, 1)
        if of > 1 and tenth not in shown:
            shown.add(tenth)
            say("progress", done=done, of=of)

    def make() -> None:
        from knowledge.ingest import ingest  # heavy: loads torch

        report = ingest(folders, index, progress=progress)
        say("index_done", passages=report.passages, seconds=round(report.seconds))
        for name in report.removed:
            say("document_gone", name=name)
        for fault in report.faults:
            say(f"file_fault_{fault.code}", name=fault.name)

    # Another way of cutting or embedding makes another index, so the code counts too.
    return Step("index", [*folders, ROOT / "knowledge"], index.exists, make, INDEX_MIB)


def _run(step: str, command: Sequence[str], environ: Mapping[str, str]) -> None:
    """Run a tool with its own output on the terminal, so that its progress is seen."""
    try:
        subprocess.run(command, cwd=BOT, env=dict(environ), check=True)  # noqa: S603  fixed
    except (subprocess.CalledProcessError, FileNotFoundError) as error:
        shown = os.path.relpath(command[0], ROOT)
        raise SetupError("step_failed", step=step, command=shown) from error
