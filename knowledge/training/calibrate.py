"""Fits the measure of "do I know this" that decides between an answer and "I do not know".

    python -m knowledge.training.folds --count 3 --out FOLDS      # then a model for each part
    python -m knowledge.training.calibrate --index DIR --folds FOLDS \
        --out knowledge/models/answerable.json

A model is too sure of a question that it was trained on, so each written question is looked at
by the model of a part that held it back, and without itself among the written questions. The
unanswerable ones are each looked at without the questions of their own theme. Wording is fitted
first and gives every question what the other parts say of it. Parts are whole themes, so that
what is told is what a new theme may expect. The threshold lets through `--keep` of the
answerable questions.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from knowledge import bank
from knowledge.answering import phrases, signals
from knowledge.building import searchable
from knowledge.embedding import StaticEmbedder
from knowledge.index import Index
from knowledge.lexicon import Lexicon, is_english
from knowledge.ranking import query_of
from knowledge.retrieval import open_retriever
from knowledge.training.folds import HELD
from knowledge.vectors import FaissIndex
from knowledge.words import stem, stopwords

MOST = 600  # answerable questions of a part that are looked at
SEEN_OFTEN = 6  # questions a phrase must occur in: rarer ones are names and subjects
PARTS = 5
# Only the place makes these unanswerable: "bij wie meld ik" must not become suspect by them.
UNTOLD_BY_WORDING = frozenset({"near_places.andere_gemeenten"})


@dataclass(frozen=True)
class Seen:
    """A question with its signals; `theme` keeps questions of one kind in one part."""

    question: str
    found: dict[str, float]
    answerable: bool
    theme: str


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, tell how well it separates, and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--folds", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--keep", type=float, default=0.92)
    chosen = parser.parse_args(arguments)
    retriever = open_retriever(chosen.index)
    folds = sorted(folder for folder in chosen.folds.iterdir() if (folder / HELD).is_file())
    seen = [
        one
        for number, folder in enumerate(folds)
        for one in look(retriever.index, retriever.lexicon, folder, number, len(folds))
    ]
    data = fitted(seen, list(asking_headings(retriever.index)), retriever.lexicon, chosen.keep)
    told = {name: data.pop(name) for name in ("AUROC", "stopped")}
    chosen.out.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(seen)} questions, {told}, {data['weights']}, {data['threshold']}\n")


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
        off_topic=embedder.queries(
            [q for theme in bank.read_unanswerable().values() for q in theme]
        ),
    )


def look(index: Index, lexicon: Lexicon, folder: Path, number: int, of: int) -> Iterator[Seen]:
    """Signals of the questions that a part held back, and of its share of the unanswerable."""
    index = with_model(index, folder / "model")
    every = np.array([one.question.lower() for one in bank.read_questions()])
    lines = (folder / HELD).read_text(encoding="utf-8").splitlines()
    held = [json.loads(line) for line in lines]
    held = [one for one in held if one["document"] in index.documents]
    random.Random(number).shuffle(held)  # noqa: S311 - sampling, not secrecy
    for at, one in enumerate(held[:MOST]):
        text = one["question"]
        without = replace(index, on_topic=index.on_topic[every != text.lower()])
        yield Seen(text, _signals(text, without, lexicon), True, f"answerable {at % 50}")
    themes = [(t, q) for t, questions in bank.read_unanswerable().items() for q in questions]
    theme_of = np.array([theme for theme, _ in themes])
    for theme, text in themes[number::of]:
        without = replace(index, off_topic=index.off_topic[theme_of != theme])
        yield Seen(text, _signals(text, without, lexicon), False, theme)


def _signals(question: str, index: Index, lexicon: Lexicon) -> dict[str, float]:
    language = "en" if is_english(question) else "nl"
    return signals(query_of(question, index, lexicon, language), index)


def asking_headings(index: Index) -> Iterator[str]:
    """Headings of the guidance that ask something: the text below them answers.

    They name offices and laws as people do who know them. Without them the wording would learn
    that such a name is in itself a reason for not knowing.
    """
    found = {p.heading[-1] for p in index.passages if p.sources and p.heading}
    yield from sorted(heading for heading in found if heading.endswith("?"))


def subjectless(lexicon: Lexicon) -> Callable[[str], list[str]]:
    """Phrases without those that hold a policy word: what a question is about says nothing of
    whether it can be answered."""
    subjects = {stem(word) for word in lexicon.words()} - stopwords()

    def without(question: str) -> list[str]:
        return [phrase for phrase in phrases(question) if subjects.isdisjoint(phrase.split())]

    return without


def fitted(
    seen: Sequence[Seen], headings: Sequence[str], lexicon: Lexicon, keep: float
) -> dict[str, Any]:
    """The fields of a `Calibration`, and how well it separates questions that it did not see."""
    truth = np.array([int(one.answerable) for one in seen])
    texts = [one.question for one in seen]
    parts = StratifiedGroupKFold(PARTS, shuffle=True, random_state=1)
    split = list(parts.split(texts, truth, [one.theme for one in seen]))
    words = make_pipeline(
        TfidfVectorizer(analyzer=subjectless(lexicon), min_df=SEEN_OFTEN),
        LogisticRegression(C=2.0, class_weight="balanced", max_iter=3000),
    )
    told = np.array([one.theme not in UNTOLD_BY_WORDING for one in seen])
    said = np.zeros(len(seen))
    for learn, judge in split:
        _learn_wording(words, texts, truth, learn[told[learn]], headings)
        said[judge] = words.decision_function([texts[at] for at in judge])
    _learn_wording(words, texts, truth, np.flatnonzero(told), headings)
    rows = np.array([[*one.found.values(), log] for one, log in zip(seen, said, strict=True)])
    model = make_pipeline(
        StandardScaler(), LogisticRegression(C=0.3, class_weight="balanced", max_iter=3000)
    )
    guess = cross_val_predict(model, rows, truth, cv=split, method="predict_proba")[:, 1]
    threshold = float(np.quantile(guess[truth == 1], 1.0 - keep))
    weights, bias = _unscaled(model.fit(rows, truth))
    names = [*seen[0].found, "wording"]
    return {
        "bias": round(bias, 4),
        "weights": {n: round(float(w), 4) for n, w in zip(names, weights, strict=True)},
        **_wording(words),
        "threshold": round(threshold, 4),
        "AUROC": round(float(roc_auc_score(truth, guess)), 3),
        "stopped": round(float((guess[truth == 0] < threshold).mean()), 3),
    }


def _learn_wording(
    words: Any,
    texts: Sequence[str],
    truth: npt.NDArray[np.int64],
    rows: npt.NDArray[np.int64],
    headings: Sequence[str],
) -> None:
    words.fit([*(texts[at] for at in rows), *headings], [*truth[rows], *([1] * len(headings))])


def _unscaled(model: Any) -> tuple[npt.NDArray[np.float64], float]:
    """Coefficients and bias for signals as they are, where the model was fitted on scaled ones."""
    scale, line = model[0], model[1]
    weights = line.coef_[0] / scale.scale_
    return weights, float(line.intercept_[0] - (weights * scale.mean_).sum())


def _wording(words: Any) -> dict[str, Any]:
    table, line = words[0], words[1]
    names = [str(name) for name in table.get_feature_names_out()]
    return {
        "rarity": {n: round(float(x), 3) for n, x in zip(names, table.idf_, strict=True)},
        "wording": {n: round(float(x), 3) for n, x in zip(names, line.coef_[0], strict=True)},
        "wording_bias": round(float(line.intercept_[0]), 4),
    }


if __name__ == "__main__":
    main()
