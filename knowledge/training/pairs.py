"""Pairs of texts that belong together, from documents, from questions and from open data."""

from __future__ import annotations

import csv
import itertools
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from knowledge.bank import Placed
from knowledge.building import searchable
from knowledge.lexicon import Lexicon
from knowledge.model import Passage
from knowledge.training.contrastive import Pair

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z‘“\"(])|\n")


def sentences(text: str) -> list[str]:
    """Sentences of at least five words."""
    return [s.strip() for s in _SENTENCE.split(text) if len(s.split()) >= 5]


def from_passages(passages: Sequence[Passage], order: random.Random) -> Iterator[Pair]:
    """Self-supervised: heading and text, neighbouring sentences, two halves of one passage."""
    for passage in passages:
        text = searchable(passage)
        if not text:
            continue
        if passage.heading:
            yield passage.heading[-1], passage.text
        inside = sentences(passage.text)
        yield from itertools.pairwise(inside)
        for sentence in inside:
            rest = " ".join(other for other in inside if other is not sentence)
            if rest:
                yield sentence, rest
        if len(inside) >= 4:
            order.shuffle(inside)
            half = len(inside) // 2
            yield " ".join(inside[:half]), " ".join(inside[half:])


def from_questions(placed: Iterable[Placed], passages: Sequence[Passage]) -> Iterator[Pair]:
    """Everyday questions with the passage that answers them."""
    for one in placed:
        yield one.question, searchable(passages[one.row])


def from_like_questions(placed: Iterable[Placed], order: random.Random) -> Iterator[Pair]:
    """Everyday questions with another question that the same passage answers."""
    by_row: dict[int, list[str]] = {}
    for one in placed:
        by_row.setdefault(one.row, []).append(one.question)
    for questions in by_row.values():
        for question in questions:
            others = [other for other in questions if other != question]
            if others:
                yield question, order.choice(others)


def from_lexicon(lexicon: Lexicon) -> Iterator[Pair]:
    """Lay words and English words with their policy words."""
    for entry in lexicon.entries:
        for expansion in entry.expansions:
            yield " ".join(entry.phrase), expansion


def from_open_data(folder: Path) -> Iterator[Pair]:
    """Pairs from the openly licensed collections that the model card names."""
    yield from _parliament(folder)
    yield from _glosses(folder)
    yield from _synonyms(folder)
    yield from _parallel(folder)


def _parliament(folder: Path) -> Iterator[Pair]:
    """Written questions with their subjects and answers, and halves of questions."""
    for line in (folder / "dekamer_qa.jsonl").read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        title, _, body = str(data["q"]).partition("\n")
        yield title, _cut(body)
        yield _cut(body), _cut(str(data["a"]))
    for line in (folder / "be_parliament_2020_nl.txt").read_text(encoding="utf-8").splitlines():
        inside = sentences(re.sub(r"([.?!])(?=[A-Z])", r"\1 ", line))
        if len(inside) >= 2:
            half = len(inside) // 2
            yield _cut(" ".join(inside[:half])), _cut(" ".join(inside[half:]))
            yield inside[0], inside[1]


def _cut(text: str, words: int = 150) -> str:
    return " ".join(text.split()[:words])


def _glosses(folder: Path) -> Iterator[Pair]:
    """Dutch words with what they mean, in Dutch and in English."""
    for lemma, glosses, english in json.loads((folder / "odwn_glosses.json").read_text("utf-8")):
        for gloss in [*glosses, english]:
            if gloss:
                yield str(lemma).replace("_", " "), str(gloss)


def _synonyms(folder: Path) -> Iterator[Pair]:
    """Words with the other words of their sets in Open Dutch WordNet."""
    for line in (folder / "odwn_synonyms.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        word, *others = (w.replace("_", " ").strip() for w in line.split("\t"))
        for other in others:
            yield word, other


def _parallel(folder: Path) -> Iterator[Pair]:
    """Dutch sentences with their English translation."""
    with (folder / "parallel_nl_en.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if len(row) >= 3 and len(row[1].split()) >= 2:
                yield row[1], row[2]
