"""One run of the evaluation as a document: what was measured, on what, by which code and when.

Format `nietpluis.evaluation/1`: `run` (id, times, commit, model, versions, seeds, hashes of the
data) and `results` (see `conditions.Result.as_json`).
"""

import hashlib
import json
import platform
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from evaluation import intervals
from evaluation.bench import Bench
from evaluation.conditions import (
    DEV,
    HERE,
    UNSEEN,
    Condition,
    Result,
    from_json,
    read_conditions,
    run_condition,
)
from evaluation.nlu import run as nlu_run

SCHEMA = "nietpluis.evaluation/1"
ROOT = HERE.parent
# Whose version can change a figure.
PACKAGES = ("scikit-learn", "numpy", "spacy", "torch", "faiss-cpu", "bm25s", "langdetect")
# What was learned from and what decides, beside the sets that are measured with.
LEARNED = ("bot/data", "bot/config.yml", "bot/components", "actions/data", "knowledge/corpus")


@dataclass(frozen=True)
class Run:
    """A finished run; `facts` is what the file's `run` holds."""

    facts: Mapping[str, Any]
    results: Sequence[Result]

    @property
    def id(self) -> str:
        """The moment of its start, as the name of its file."""
        return str(self.facts["id"])

    def result(self, condition: str, of_set: str) -> Result | None:
        """What this run found for a condition on a set; None where it was not run."""
        named = (r for r in self.results if (r.condition, r.set) == (condition, of_set))
        return next(named, None)


def chosen(only: Sequence[str], fast: bool, unseen: bool) -> list[tuple[str, str]]:
    """Conditions and sets to run, in the order of the file; no `only` is everything."""
    conditions = read_conditions()
    wanted = [c for c in conditions.values() if (c.name in only if only else c.fast or not fast)]
    return [
        (c.name, of_set)
        for c in wanted
        for of_set in (DEV, UNSEEN)
        if of_set == DEV or (unseen and UNSEEN in c.sets)
    ]


def run_all(
    bench: Bench,
    wanted: Iterable[tuple[str, str]],
    now: Callable[[], datetime],
    follow: Callable[[Result], None],
) -> Run:
    """Runs them one after the other; `follow` hears of each as it is done."""
    began = now()
    results = []
    for name, of_set in wanted:
        results.append(run_condition(name, bench, of_set))
        follow(results[-1])
    return Run(_facts(bench, began, now()), results)


def write(run: Run, folder: Path) -> Path:
    """Writes the run as JSON, under its own name, into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{run.id}.json"
    document = {
        "schema": SCHEMA,
        "run": run.facts,
        "results": [result.as_json() for result in run.results],
    }
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def read(path: Path) -> Run:
    """A run that was written; raises ValueError where the file is none."""
    document = json.loads(path.read_text(encoding="utf-8"))
    if document.get("schema") != SCHEMA:
        raise ValueError(f"{path.name} is no {SCHEMA}")
    return Run(document["run"], [from_json(row) for row in document["results"]])


def earlier(folder: Path, run: Run) -> list[Run]:
    """The runs of the folder that began before this one, oldest first."""
    files = sorted(path for path in folder.glob("*.json") if path.stem < run.id)
    return [read(path) for path in files]


def fingerprint(path: Path) -> str:
    """SHA-256 of a file, or of all files below a folder with their names."""
    digest = hashlib.sha256()
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    for file in files:
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(f"{file.relative_to(path)}\n".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _facts(bench: Bench, began: datetime, ended: datetime) -> dict[str, Any]:
    return {
        "id": began.strftime("%Y%m%d-%H%M%S"),
        "began": began.isoformat(timespec="seconds"),
        "seconds": round((ended - began).total_seconds(), 1),
        "fast": bench.fast,
        "commit": _git("rev-parse", "HEAD"),
        "changed_since_commit": bool(_git("status", "--porcelain", "--untracked-files=no")),
        "model": {"file": bench.model.name, "sha256": fingerprint(bench.model)},
        "python": platform.python_version(),
        "versions": {name: version(name) for name in PACKAGES},
        "seeds": {"resampling": intervals.SEED, "folds": nlu_run.SEED},
        "data": _data(read_conditions().values()),
    }


def _data(conditions: Iterable[Condition]) -> dict[str, str]:
    sets = {f"evaluation/{path}" for c in conditions for path in c.sets.values()}
    paths = sorted({*sets, *LEARNED, "evaluation/checklist"})
    return {path: fingerprint(ROOT / path) for path in paths if (ROOT / path).exists()}


def _git(*arguments: str) -> str:
    """What git says of this checkout; empty where there is no git or no checkout."""
    try:
        done = subprocess.run(  # noqa: S603 (fixed words)
            ["git", *arguments],  # noqa: S607 (as found on this machine)
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
