"""How a model is trained: one command for set-up and for candidates, and what it was made from."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from channels.setup_steps import fingerprint

SEED = 0
"""Order of sets and dictionaries in Python; the trained parts themselves draw no lots."""
REVIEWED = "reviewed.yml"
"""Examples out of `nietpluis review`: they enter by retrain and promote, never by set-up."""
INPUTS = ("config.yml", "domain", "data", "components", "requirements.lock")
NAMED_VERSIONS = ("rasa", "rasa-sdk", "scikit-learn", "numpy")


@dataclass(frozen=True, slots=True)
class Project:
    """A Rasa project and the Python of its environment."""

    folder: Path
    python: Path

    def inputs(self) -> list[Path]:
        """All that a model is made from, but for the reviewed examples."""
        there = [self.folder / name for name in INPUTS if (self.folder / name).exists()]
        data = [f for f in _files(self.folder / "data") if f.name != REVIEWED]
        return [*(path for path in there if path.name != "data"), *data]

    def code(self) -> str:
        """Fingerprint of the parts around a model, which a running server cannot change."""
        return fingerprint([self.folder / "components"])

    def made_from(self) -> dict[str, Any]:
        """Seed, hashes of each input, versions and commit, for the register."""
        there = [self.folder / name for name in INPUTS if (self.folder / name).exists()]
        reviewed = self.folder / "data" / "nlu" / REVIEWED
        return {
            "seed": SEED,
            "inputs": fingerprint(self.inputs()),
            "code": self.code(),
            "hashes": {path.name: fingerprint([path]) for path in there},
            "reviewed": fingerprint([reviewed]) if reviewed.exists() else None,
            "versions": _versions(self.folder / "requirements.lock"),
            "commit": _commit(self.folder),
        }


def train_command(project: Project, out: Path, name: str = "") -> list[str]:
    """Rasa's own training of language and rules; without a name Rasa makes one up."""
    data = [
        f"data/{kind}" for kind in ("nlu", "rules") if (project.folder / "data" / kind).exists()
    ]
    command = [str(project.python), "-m", "rasa", "train", "--domain", "domain", "--data", *data]
    # Rasa's validation reads all messages a second time, over a minute; what it would find in
    # domain and rules the tests find (tests/bot), and `rasa data validate` tells by itself.
    command += ["--config", "config.yml", "--skip-validation", "--out", str(out)]
    return [*command, "--fixed-model-name", name] if name else command


def training_environ(project: Project, environ: Mapping[str, str]) -> dict[str, str]:
    """The bot's own components are found from its folder; Rasa reports to nobody."""
    return {
        **environ,
        "PYTHONPATH": str(project.folder),
        "PYTHONHASHSEED": str(SEED),
        "RASA_TELEMETRY_ENABLED": "false",
    }


def train(project: Project, out: Path, name: str, environ: Mapping[str, str]) -> bool:
    """Train a model into `out`, with its output on the terminal; False when it failed."""
    command = train_command(project, out, name)
    given = training_environ(project, environ)
    done = subprocess.run(command, cwd=project.folder, env=given, check=False)  # noqa: S603  fixed
    return done.returncode == 0 and (out / f"{name}.tar.gz").is_file()


def _files(folder: Path) -> Sequence[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def _versions(lock: Path) -> dict[str, str]:
    if not lock.exists():
        return {}
    pinned = dict(line.split("==") for line in lock.read_text().splitlines() if "==" in line)
    return {name: pinned[name] for name in NAMED_VERSIONS if name in pinned}


def _commit(folder: Path) -> str:
    """The commit of the project; empty outside a repository."""
    git = shutil.which("git")
    if git is None:
        return ""
    asked = [git, "rev-parse", "--short=12", "HEAD"]
    done = subprocess.run(asked, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    return done.stdout.strip()
