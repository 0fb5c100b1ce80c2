"""What a municipality gets on a document that nobody has seen: each document left out in turn.

python -m evaluation.retrieval.leaveout --index DIR --data OPEN_DATA --documents FOLDER \
    --base WEIGHTS --out FOLDER

`--base` are weights from open data and guidance alone, trained without written questions
(`knowledge.training.train --questions EMPTY_FOLDER`). For each document they learn from the other
documents and the other written questions; then the questions over it are asked, with a bank that
lacks them: once with those weights, once after the index trained itself on its documents.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluation.retrieval.heldout import split, write
from evaluation.retrieval.run import evaluate, read_questions, table
from evaluation.retrieval.variants import as_if
from knowledge.readers import SUFFIXES
from knowledge.retrieval import Retriever, open_retriever
from knowledge.training import adapt, train

SYSTEMS = ("bm25 plain", "bm25 Dutch", "dense", "hybrid")
LEARNING = ("--share", "0.15", "--rate", "0.01", "--epochs", "3")


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and measure for every document; one table each, and everything as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("index", "data", "documents", "base", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--document", action="append", default=[], help="only this one; may recur")
    chosen = parser.parse_args(arguments)
    retriever = open_retriever(chosen.index)
    report: dict[str, Any] = {}
    for file in sorted(chosen.documents.iterdir()):
        if file.suffix in SUFFIXES and (not chosen.document or file.stem in chosen.document):
            folder = chosen.out / file.stem
            _prepare(retriever, file, folder)
            _learn(chosen, folder)
            report.update(_measure(retriever, file.stem, folder))
    (chosen.out / "report.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def _prepare(retriever: Retriever, file: Path, folder: Path) -> None:
    """The questions parted, and a folder with links to the other documents."""
    kept, held = split(retriever.index.passages, 0.0, file.stem)
    write(folder / "questions", folder / "held.jsonl", kept, held)
    others = folder / "documents"
    others.mkdir(parents=True, exist_ok=True)
    for other in file.parent.iterdir():
        link = others / other.name
        if other != file and not link.exists():
            link.symlink_to(other)


def _learn(chosen: argparse.Namespace, folder: Path) -> None:
    """Weights that never met the document, unless they are there already."""
    if (folder / "model").exists():
        return
    places = ["--data", str(chosen.data), "--documents", str(folder / "documents")]
    places += ["--start", str(chosen.base), "--questions", str(folder / "questions")]
    train.main([*places, *LEARNING, "--out", str(folder / "model")])


def _measure(retriever: Retriever, name: str, folder: Path) -> dict[str, Any]:
    """Both conditions for one document."""
    kept = folder / "questions"
    adapt.adapt(folder / "own", retriever.index.passages, folder / "model", kept)
    questions = read_questions(folder / "held.jsonl")
    report = {}
    for weights, how in (("model", "unseen"), ("own", "unseen, trained on itself")):
        index = as_if(retriever.index, folder / weights, kept)
        measured = evaluate(index, retriever.lexicon, questions, SYSTEMS)
        report[f"{name}: {how}"] = measured
        sys.stdout.write(f"\n## {name}: {how} ({len(questions)} questions)\n{table(measured)}\n")
        sys.stdout.flush()
    return report


if __name__ == "__main__":
    main()
