"""Parts of the written questions, each to be looked at by a model that never learned from it.

    python -m knowledge.training.folds --count 3 --out FOLDER
    python -m knowledge.training.train --questions FOLDER/0 --out FOLDER/0/model …

Part n of the questions is written to `FOLDER/n/_held.jsonl`, all others to `FOLDER/n/kept.jsonl`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from knowledge import bank

HELD = "_held.jsonl"
SEED = 11


def main(arguments: Sequence[str] | None = None) -> None:
    """Split and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=3)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    for number, held in enumerate(parts(list(bank.read_questions()), chosen.count)):
        folder = chosen.out / str(number)
        folder.mkdir(parents=True, exist_ok=True)
        out = set(held)
        _write(folder / HELD, held)
        _write(folder / "kept.jsonl", (one for one in bank.read_questions() if one not in out))
        sys.stdout.write(f"{folder}: {len(held)} held\n")


def parts(questions: Sequence[bank.Question], count: int) -> list[list[bank.Question]]:
    """The questions dealt out at random over `count` parts; the same ones each time."""
    dealt = sorted(set(questions), key=lambda one: (one.document, one.question, one.words))
    random.Random(SEED).shuffle(dealt)  # noqa: S311 - sampling, not secrecy
    return [dealt[at::count] for at in range(count)]


def _write(file: Path, questions: Iterable[bank.Question]) -> None:
    lines = (json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in questions)
    file.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
