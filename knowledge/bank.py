"""Everyday questions written over passages: training pairs, and a way to find those passages.

Each line of `training/questions/*.jsonl` has a `question`, the `document` it is about and a few
`words` that stand in the passage which answers it. Questions about documents that are not
installed are left aside; a question whose words stand nowhere together is dropped.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from knowledge.model import Passage
from knowledge.words import content_words, stem

ENOUGH = 0.6  # share of the words that must stand in the passage


@dataclass(frozen=True)
class Question:
    """A question as somebody at a counter would ask it, and where the answer stands."""

    question: str
    document: str
    words: str


@dataclass(frozen=True)
class Placed:
    """A question with the row of the passage that answers it."""

    question: str
    row: int


def questions_folder() -> Path:
    """Where the shipped questions are."""
    return Path(str(files("knowledge").joinpath("training", "questions")))


def read_questions(folder: Path | None = None) -> Iterator[Question]:
    """All questions of a folder; files whose name starts with `_` are for other uses."""
    for file in sorted((folder or questions_folder()).glob("[!_]*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip():
                data = json.loads(line)
                yield Question(data["question"], data["document"], data["words"])


def read_off_topic(folder: Path | None = None) -> tuple[str, ...]:
    """Questions that no document answers, to know such a question when it comes."""
    file = (folder or questions_folder()) / "_unanswerable.jsonl"
    if not file.is_file():
        return ()
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(str(json.loads(line)["question"]) for line in lines if line.strip())


def place(questions: Iterator[Question], passages: Sequence[Passage]) -> tuple[Placed, ...]:
    """Give each question the passage of its document that holds most of its words."""
    rows: dict[str, list[tuple[int, frozenset[str]]]] = {}
    for row, passage in enumerate(passages):
        text = f"{passage.section} {passage.text}"
        stems = frozenset(stem(word) for word in content_words(text))
        rows.setdefault(passage.document, []).append((row, stems))
    placed = (_placed(question, rows) for question in questions)
    return tuple(one for one in placed if one is not None)


def _placed(
    question: Question, rows: Mapping[str, Sequence[tuple[int, frozenset[str]]]]
) -> Placed | None:
    wanted = {stem(word) for word in content_words(question.words)}
    best, at = 0, -1
    for row, stems in rows.get(question.document, ()):
        held = len(wanted & stems)
        if held > best:
            best, at = held, row
    enough = at >= 0 and best >= ENOUGH * len(wanted)
    return Placed(question.question, at) if enough else None
