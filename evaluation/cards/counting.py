"""How many entries a data file holds, and how they are labelled."""

import json
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from evaluation.nlu.cases import read_training

DATA = (".yml", ".jsonl", ".tsv", ".md", ".txt", ".npz", ".json")
NOT_DATA = ("README.md", "PIPELINE.md", "sources.yml")
LABELS = ("intent", "kind", "language")
BATCH: dict[str, Callable[[Path], str]] = {
    "first_word": lambda file: file.stem.split("_")[0],
    "folder": lambda file: f"{file.parent.parent.name}/{file.parent.name}",
    "file": lambda file: file.name,
}


def files_of(root: Path, paths: list[str]) -> list[Path]:
    """The data files of a set, in order."""
    below = [file for path in paths for file in sorted((root / path).rglob("*"))]
    return [f for f in below if f.suffix in DATA and f.name not in NOT_DATA]


@cache
def entries(file: Path) -> list[dict[str, Any]]:
    """What the file holds, entry by entry; a text or a weight file is one entry."""
    if file.suffix == ".jsonl":
        lines = file.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.strip()]
    if file.suffix == ".tsv":
        lines = file.read_text(encoding="utf-8").splitlines()
        return [{} for line in lines if line.strip() and not line.startswith("#")]
    if file.suffix == ".yml":
        return _of_yaml(file)
    return [{}]


def batches(files: list[Path], by: str) -> list[tuple[str, int, int]]:
    """Per batch its name, files and entries; `by` first_word, folder or file."""
    named = [(BATCH[by](file), len(entries(file))) for file in files]
    return [
        (name, sum(n == name for n, _ in named), sum(count for n, count in named if n == name))
        for name in sorted({name for name, _ in named})
    ]


def labels(files: list[Path]) -> dict[str, Counter[str]]:
    """How often each value of a label stands, for the labels that the entries have."""
    counts: dict[str, Counter[str]] = {}
    for entry in (entry for file in files for entry in entries(file)):
        for name in LABELS:
            if isinstance(entry.get(name), str):
                counts.setdefault(name, Counter())[entry[name]] += 1
    return counts


def _of_yaml(file: Path) -> list[dict[str, Any]]:
    content = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    if isinstance(content, dict) and "nlu" in content:
        return read_training(file.parent, file.name)
    for key in ("cases", "stories"):
        if isinstance(content, dict) and key in content:
            return list(content[key])
    rows = content if isinstance(content, list) else [content]
    return [row if isinstance(row, dict) else {} for row in rows]
