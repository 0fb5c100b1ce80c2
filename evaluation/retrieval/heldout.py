"""Splits the written questions: those of some passages are kept out of training and the bank.

python -m evaluation.retrieval.heldout --index DIR --share 0.15 --kept FOLDER --held FILE.jsonl

`--kept` gets the questions to train on and to search by; `--held` the others as evaluation
questions whose gold is their whole passage. Measure them with
`evaluation.retrieval.run --questions FILE.jsonl --bank FOLDER --model WEIGHTS`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from knowledge import bank
from knowledge.lexicon import is_english
from knowledge.model import Passage
from knowledge.retrieval import open_retriever

SEED = 15


def main(arguments: Sequence[str] | None = None) -> None:
    """Split and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.15)
    parser.add_argument("--document", help="hold out one document's questions instead of a share")
    parser.add_argument("--kept", type=Path, required=True)
    parser.add_argument("--held", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    index = open_retriever(chosen.index).index
    kept, held = split(index.passages, chosen.share, chosen.document)
    write(chosen.kept, chosen.held, kept, held)
    sys.stdout.write(f"{len(kept)} kept, {len(held)} held out\n")


def write(
    folder: Path,
    file: Path,
    kept: Sequence[bank.Question],
    held: Sequence[dict[str, object]],
) -> None:
    """The questions to keep into a folder of their own, the others into a file."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "kept.jsonl", [asdict(question) for question in kept])
    _write(file, held)


def split(
    passages: Sequence[Passage], share: float, document: str | None = None
) -> tuple[list[bank.Question], list[dict[str, object]]]:
    """Questions to keep, and those of a random share of the passages or of one document."""
    questions = list(bank.read_questions())
    placed = bank.place(iter(questions), passages)
    places = {(passages[one.row].document, one.question): one.row for one in placed}
    rows = sorted(set(places.values()))
    order = random.Random(SEED)  # noqa: S311 - sampling, not secrecy
    out = set(order.sample(rows, round(share * len(rows))))
    if document is not None:
        out = {row for row in rows if passages[row].document == document}
    kept: list[bank.Question] = []
    held: list[dict[str, object]] = []
    for question in questions:
        row = places.get((question.document, question.question), -1)
        if row in out:
            held.append(_as_asked(len(held), question, passages[row]))
        else:
            kept.append(question)
    return kept, held


def _as_asked(number: int, question: bank.Question, passage: Passage) -> dict[str, object]:
    gold = [{"document": passage.document, "quote": passage.text}]
    kind = "english" if is_english(question.question) else "paraphrase"
    return {"id": f"w{number}", "question": question.question, "kind": kind, "gold": gold}


def _write(file: Path, lines: Sequence[dict[str, object]]) -> None:
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
