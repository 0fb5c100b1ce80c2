"""Everyday questions written over passages: training pairs, and a way to find those passages.

Each line of `training/questions/*.jsonl` has a `question`, the `document` it is about and a few
`words` that stand in the passage which answers it. Questions about documents that are not
installed are left aside; a question whose words stand nowhere together is dropped. Questions
without an answer are in `training/unanswerable/*.yml`, by theme.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import yaml

from knowledge.model import Passage
from knowledge.words import content_words, stem

FEWEST_WORDS = 3  # a question of fewer words stands in many passages by chance
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


def unanswerable_folder() -> Path:
    """Where the shipped questions without an answer are."""
    return Path(str(files("knowledge").joinpath("training", "unanswerable")))


def read_unanswerable(folder: Path | None = None) -> dict[str, tuple[str, ...]]:
    """Questions that no document answers, by theme, to know such a question when it comes."""
    found: dict[str, tuple[str, ...]] = {}
    for file in sorted((folder or unanswerable_folder()).glob("*.yml")):
        for theme, questions in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            found[f"{file.stem}.{theme}"] = tuple(map(str, questions))
    return found


def unanswered(passages: Sequence[Passage]) -> tuple[str, ...]:
    """Questions of `read_unanswerable` that these passages do not answer either.

    Where one passage holds every word of a question, its document may well be the one that the
    question was waiting for.
    """
    asked = [question for theme in read_unanswerable().values() for question in theme]
    wanted = {one: frozenset(stem(word) for word in content_words(one)) for one in asked}
    held = _holding(passages, frozenset().union(*wanted.values()))
    return tuple(one for one in asked if not _in_one(wanted[one], held))


def _holding(passages: Sequence[Passage], wanted: frozenset[str]) -> dict[str, set[int]]:
    """The rows that hold each of the wanted stems."""
    held: dict[str, set[int]] = {}
    for row, passage in enumerate(passages):
        text = f"{passage.section} {passage.text}"
        for one in wanted.intersection(stem(word) for word in content_words(text)):
            held.setdefault(one, set()).add(row)
    return held


def _in_one(wanted: frozenset[str], held: Mapping[str, set[int]]) -> bool:
    if len(wanted) < FEWEST_WORDS or not wanted <= held.keys():
        return False
    return bool(set.intersection(*(held[one] for one in wanted)))


def place(questions: Iterator[Question], passages: Sequence[Passage]) -> tuple[Placed, ...]:
    """Give each question the passage of its document that holds most of its words."""
    asked = tuple(questions)
    documents = {question.document for question in asked}
    rows: dict[str, list[tuple[int, frozenset[str]]]] = {}
    for row, passage in enumerate(passages):
        if passage.document not in documents:
            continue
        text = f"{passage.section} {passage.text}"
        stems = frozenset(stem(word) for word in content_words(text))
        rows.setdefault(passage.document, []).append((row, stems))
    placed = (_placed(question, rows) for question in asked)
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
