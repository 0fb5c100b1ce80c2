"""Trains the recogniser of signals: `python -m actions.training.indicators`; about two minutes.

Learns from the observations of all authors beside this file. Chances and thresholds come from
cross-author folds: a fit on one author's texts is judged on the others'. Writes
actions/data/indicators/model.json and model.npz. The same texts give the same weights.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from actions.adapters.indicator_features import features
from actions.adapters.indicator_file import load_indicators
from actions.adapters.indicator_matcher import IndicatorMatcher
from actions.adapters.indicator_model import (
    OBSERVATIONS,
    SHIPPED_MODEL,
    Floats,
    IndicatorModel,
    Weights,
    chance_of,
    save_model,
    training_hash,
)
from actions.domain.indicators import IndicatorCatalogue
from actions.training.ridge import (
    KEPT,
    PENALTY,
    SMOOTHING,
    Example,
    Fit,
    doubtful,
    fit,
    hit,
    platt,
    thresholds,
    told,
)


def read_examples(
    catalogue: IndicatorCatalogue, folder: Path = OBSERVATIONS
) -> tuple[Example, ...]:
    """Every observation with what the recogniser sees in it; the file's name says whose it is."""
    matcher = IndicatorMatcher(catalogue)
    return tuple(
        _example(file.name.split("_")[0], json.loads(line), matcher)
        for file in sorted(folder.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    )


def train(examples: Sequence[Example], codes: Sequence[str], identity: str) -> IndicatorModel:
    """A model of all texts, with chances and thresholds of the cross-author folds.

    `identity` is the `training_hash` of what the examples were read from.
    """
    judged, scores = crossed(examples, codes)
    truth, doubt = told(judged, codes), doubtful(judged, codes)
    slope, shift = platt(scores, truth, doubt)
    chances = chance_of(scores, slope, shift)
    limits = thresholds(chances, truth, doubt, hit(judged, codes), codes)
    learned = fit(examples, codes)
    return IndicatorModel(_weights(learned, codes, slope, shift), limits, identity)


def crossed(
    examples: Sequence[Example], codes: Sequence[str]
) -> tuple[tuple[Example, ...], Floats]:
    """Every text with its scores by a fit that has seen no text of its author."""
    judged: list[Example] = []
    scores = []
    for author in sorted({each.author for each in examples}):
        theirs = [each for each in examples if each.author == author]
        learned = fit([each for each in examples if each.author != author], codes)
        judged += theirs
        scores.append(learned.scores(theirs))
    return tuple(judged), np.concatenate(scores)


def measured(examples: Sequence[Example], codes: Sequence[str]) -> Iterator[str]:
    """Lines with precision, recall and F1 on each author, with thresholds of the other's texts."""
    judged, scores = crossed(examples, codes)
    for author in sorted({each.author for each in judged}):
        here = np.array([each.author == author for each in judged])
        rest = [each for each in judged if each.author != author]
        truth, doubt = told(rest, codes), doubtful(rest, codes)
        slope, shift = platt(scores[~here], truth, doubt)
        limits = thresholds(
            chance_of(scores[~here], slope, shift), truth, doubt, hit(rest, codes), codes
        )
        theirs = [each for each in judged if each.author == author]
        chances = chance_of(scores[here], slope, shift)
        truth, sure, hits = told(theirs, codes), ~doubtful(theirs, codes), hit(theirs, codes)
        found = (chances >= [limits[code].found for code in codes]) & sure
        firm = (chances >= [limits[code].firm for code in codes]) & sure & ~hits
        for name, said in (("patterns", hits & sure), ("model", found)):
            yield _line(f"{author}: {name}", said, truth)
        yield _line(f"{author}: both", (hits & sure) | found, truth)
        yield _line(f"{author}: firm, model alone", firm, truth)
        error = float(np.mean((chances[sure] - truth[sure]) ** 2))
        means = f"mean chance {chances[sure].mean():.4f}, told {truth[sure].mean():.4f}"
        yield f"{author}: Brier {error:.4f}, {means}"


def _line(name: str, said: np.ndarray, truth: np.ndarray) -> str:
    right, wrong, missed = (said & truth).sum(), (said & ~truth).sum(), (~said & truth).sum()
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    f1 = 2 * right / max(2 * right + wrong + missed, 1)
    return f"{name:<28}{right + wrong:>6} {precision:.3f} {recall:.3f} {f1:.3f}"


def _weights(learned: Fit, codes: Sequence[str], slope: float, shift: float) -> Weights:
    return Weights(
        learned.names, learned.idf, learned.rows, learned.base, tuple(codes), slope, shift
    )


def _example(author: str, line: dict[str, object], matcher: IndicatorMatcher) -> Example:
    text = str(line["text"])
    _, seen = matcher.look(text)
    codes = _codes(line, "codes") | _codes(line, "context")
    return Example(
        author=author,
        present=tuple(features(text, seen)),
        codes=codes,
        maybe=_codes(line, "maybe") - codes,
        hits=frozenset(seen.hits),
    )


def _codes(line: dict[str, object], key: str) -> frozenset[str]:
    named = line.get(key, [])
    return frozenset(map(str, named)) if isinstance(named, list) else frozenset()


def main() -> None:
    """Trains and writes the model, or measures across authors and writes nothing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=SHIPPED_MODEL)
    parser.add_argument("--measure", action="store_true", help="print figures, write nothing")
    arguments = parser.parse_args()
    catalogue = load_indicators()
    codes, examples = sorted(catalogue.entries), read_examples(catalogue)
    if arguments.measure:
        sys.stdout.writelines(line + "\n" for line in measured(examples, codes))
        return
    model = train(examples, codes, training_hash(catalogue))
    settings = {"kept": KEPT, "penalty": PENALTY, "smoothing": SMOOTHING}
    save_model(model, {"settings": settings, "texts": len(examples)}, arguments.out)


if __name__ == "__main__":
    main()
