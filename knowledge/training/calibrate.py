"""Fits the measure of "do I know this" that decides between an answer and "I do not know".

    python -m knowledge.training.calibrate --index DIR --out knowledge/models/answerable.json

Answerable are the written questions whose passages the index holds, each without the help of
the questions over its own passage; unanswerable are those of `_unanswerable.jsonl`, each without
itself. The threshold lets through `--keep` of the answerable ones.
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
from knowledge.index import Index
from knowledge.ranking import query_of
from knowledge.retrieval import Retriever, open_retriever

MOST = 800  # answerable questions that are looked at


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, tell how well it separates, and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--keep", type=float, default=0.92)
    chosen = parser.parse_args(arguments)
    retriever = open_retriever(chosen.index)
    known, unknown = _answerable(retriever), _unanswerable(retriever)
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


def _answerable(retriever: Retriever) -> list[dict[str, float]]:
    """Signals of questions that have an answer, each without those over the same passage."""
    index = retriever.index
    questions = list(bank.read_questions())
    installed = [i for i, one in enumerate(questions) if one.document in index.documents]
    random.Random(7).shuffle(installed)  # noqa: S311 - sampling, not secrecy
    found = []
    for at in installed[:MOST]:
        place = (questions[at].document, questions[at].words)
        others = np.array([(one.document, one.words) != place for one in questions])
        without = replace(index, on_topic=index.on_topic[others])
        found.append(_signals(retriever, without, questions[at].question))
    return found


def _unanswerable(retriever: Retriever) -> list[dict[str, float]]:
    """Signals of questions that have no answer, each without itself."""
    index = retriever.index
    found = []
    for row, question in enumerate(bank.read_off_topic()):
        without = replace(index, off_topic=np.delete(index.off_topic, row, axis=0))
        found.append(_signals(retriever, without, question))
    return found


def _signals(retriever: Retriever, index: Index, question: str) -> dict[str, float]:
    return signals(query_of(question, index, retriever.lexicon, "nl"), index)


if __name__ == "__main__":
    main()
