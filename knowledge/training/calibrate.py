"""Fits the measure of "do I know this" that decides between an answer and "I do not know".

    python -m knowledge.training.calibrate --index DIR --out knowledge/models/answerable.json

Answerable are the written questions whose passages the index holds, each without the help of
the questions over its own passage. A model that was trained on a question is too sure of it: give
with `--model` one that was not, and with `--questions` those that it never saw. Unanswerable are
those of `_unanswerable.jsonl`, each without itself. The threshold lets through `--keep` of the
answerable ones.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from knowledge import bank
from knowledge.answering import signals
from knowledge.building import searchable
from knowledge.embedding import StaticEmbedder
from knowledge.index import Index
from knowledge.lexicon import Lexicon
from knowledge.ranking import query_of
from knowledge.retrieval import open_retriever
from knowledge.vectors import FaissIndex

MOST = 800  # answerable questions that are looked at


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, tell how well it separates, and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="weights that never saw the questions")
    parser.add_argument("--questions", type=Path, help="folder of the questions to fit on")
    parser.add_argument("--keep", type=float, default=0.92)
    chosen = parser.parse_args(arguments)
    retriever = open_retriever(chosen.index)
    index = with_model(retriever.index, chosen.model) if chosen.model else retriever.index
    known = _answerable(retriever.lexicon, index, chosen.questions)
    unknown = _unanswerable(retriever.lexicon, index)
    names = list(known[0])
    rows = np.array([[found[name] for name in names] for found in [*known, *unknown]])
    truth = np.array([1] * len(known) + [0] * len(unknown))
    model = LogisticRegression(class_weight="balanced", C=10.0)
    guess = cross_val_predict(model, rows, truth, cv=5, method="predict_proba")[:, 1]
    threshold = float(np.quantile(guess[truth == 1], 1.0 - chosen.keep))
    stopped = float((guess[truth == 0] < threshold).mean())
    model.fit(rows, truth)
    weights = {n: round(float(w), 4) for n, w in zip(names, model.coef_[0], strict=True)}
    data = {
        "bias": round(float(model.intercept_[0]), 4),
        "weights": weights,
        "threshold": round(threshold, 4),
    }
    chosen.out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{data}; of the unanswerable {stopped:.2f} is stopped\n")


def with_model(index: Index, folder: Path) -> Index:
    """The same index as another model would have it."""
    embedder = StaticEmbedder.open(folder)
    rows = embedder.passages([searchable(passage) for passage in index.passages])
    return replace(
        index,
        embedder=embedder,
        vectors=rows,
        nearest=FaissIndex.build(rows),
        on_topic=embedder.queries([one.question for one in bank.read_questions()]),
        off_topic=embedder.queries(list(bank.read_off_topic())),
    )


def _answerable(lexicon: Lexicon, index: Index, folder: Path | None) -> list[dict[str, float]]:
    """Signals of questions that have an answer, each without those over the same passage."""
    every = list(bank.read_questions())
    chosen = [one for one in bank.read_questions(folder) if one.document in index.documents]
    random.Random(7).shuffle(chosen)  # noqa: S311 - sampling, not secrecy
    found = []
    for one in chosen[:MOST]:
        others = np.array([(o.document, o.words) != (one.document, one.words) for o in every])
        without = replace(index, on_topic=index.on_topic[others])
        found.append(signals(query_of(one.question, index, lexicon, "nl"), without))
    return found


def _unanswerable(lexicon: Lexicon, index: Index) -> list[dict[str, float]]:
    """Signals of questions that have no answer, each without itself."""
    found = []
    for row, question in enumerate(bank.read_off_topic()):
        without = replace(index, off_topic=np.delete(index.off_topic, row, axis=0))
        found.append(signals(query_of(question, index, lexicon, "nl"), without))
    return found


if __name__ == "__main__":
    main()
