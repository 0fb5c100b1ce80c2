"""Growth of a whole question: all four rankers and their fusion, beside plain BM25, by size.

python -m evaluation.retrieval.whole --index DIR --questions evaluation/retrieval/dev.jsonl \
    --sizes 2000 10000

An opened index is grown with made passages: each holds halves of two real ones, so that words,
their rarity and the length of passages stay as they are. Times are those of the processor, on one
core, of the same run: another program on the machine hardly moves them, and the ratio less.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import faiss
import numpy as np

from evaluation.retrieval.conditions import Rank, conditions
from evaluation.retrieval.run import Asked, read_questions
from knowledge.building import searchable
from knowledge.index import Index
from knowledge.lexical import WordIndex
from knowledge.model import Passage
from knowledge.ranking import Mixture
from knowledge.retrieval import open_retriever
from knowledge.vectors import FaissIndex
from knowledge.words import pieces, terms

SEED = 31
SHARE_OF_NOISE = 0.5
"""How far the vector of a made passage lies from the middle of its two halves."""


def grown(index: Index, size: int) -> Index:
    """The index with made passages behind its own, up to `size` in all."""
    draw = np.random.default_rng(SEED)
    real = len(index.passages)
    pairs = draw.integers(0, real, (max(0, size - real), 2))
    made = [
        _mixed(index.passages[first], index.passages[second], f"made:{at}")
        for at, (first, second) in enumerate(pairs)
    ]
    passages = (*index.passages, *made)
    middle = index.vectors[pairs[:, 0]] + index.vectors[pairs[:, 1]]
    noise = draw.standard_normal(middle.shape, dtype=np.float32) / middle.shape[1] ** 0.5
    added = middle + np.float32(SHARE_OF_NOISE) * noise
    added /= np.linalg.norm(added, axis=1, keepdims=True)
    rows = np.vstack([index.vectors, added.astype(np.float32)])
    texts = [searchable(passage) for passage in passages]
    return replace(
        index,
        passages=passages,
        rows={passage.id: row for row, passage in enumerate(passages)},
        words=WordIndex.build([terms(text, index.splitter) for text in texts]),
        pieces=WordIndex.build([pieces(text) for text in texts]),
        nearest=FaissIndex.build(rows),
        vectors=rows,
    )


def _mixed(first: Passage, second: Passage, name: str) -> Passage:
    one, other = first.text.split(), second.text.split()
    text = " ".join([*one[: len(one) // 2], *other[len(other) // 2 :]])
    return replace(first, id=name, text=text)


def milliseconds(rank: Rank, questions: Sequence[Asked]) -> list[float]:
    """Time of the processor for each question, after one to warm up."""
    rank(questions[0].question, questions[0].language)
    spent = []
    for asked in questions:
        started = time.process_time()
        rank(asked.question, asked.language)
        spent.append(1000 * (time.process_time() - started))
    return spent


def main(arguments: Sequence[str] | None = None) -> None:
    """One line of JSON for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000])
    chosen = parser.parse_args(arguments)
    faiss.omp_set_num_threads(1)
    retriever = open_retriever(chosen.index)
    questions = read_questions(chosen.questions)
    for size in chosen.sizes:
        index = grown(retriever.index, size)
        told: dict[str, object] = {"passages": len(index.passages)}
        ranks = {c.name: c.rank for c in conditions(index, retriever.lexicon, Mixture())}
        for name in ("bm25 plain", "hybrid"):
            spent = milliseconds(ranks[name], questions)
            told[f"{name} ms p50"] = round(float(np.median(spent)), 2)
            told[f"{name} ms p95"] = round(float(np.quantile(spent, 0.95)), 2)
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
