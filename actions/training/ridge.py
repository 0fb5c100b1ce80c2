"""Least squares with a penalty (ridge), for all codes at once, and the chances and thresholds.

Ridge was chosen over logistic regression: across authors it did as well (see
evaluation/indicators/README.md) and has a closed form, so that training takes seconds.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt
from scipy.linalg import solve
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from actions.adapters.indicator_features import Feature
from actions.adapters.indicator_model import Floats, Threshold, vector

PENALTY = 2.0
DOUBTFUL = 0.25  # what a code counts for on which careful readers may differ
RARE = 2  # texts in which a feature must stand at least
KEPT = 24_000  # features that stay; the others weigh next to nothing
SMOOTHING = 40.0  # how many annotations' worth all codes together weigh in one code's threshold
STEPS = np.arange(0.04, 0.9, 0.01)
FIRM_PRECISION = 0.85  # that even the low end of the interval reaches: 22 of 22 right, or 33 of 34
NEVER = 2.0  # above every chance

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Example:
    """A training text as features, its codes, and whose hand wrote it."""

    author: str
    present: tuple[Feature, ...]
    codes: frozenset[str]
    maybe: frozenset[str]
    hits: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights before their scores are made into chances."""

    names: tuple[str, ...]
    idf: Floats
    rows: Floats
    base: Floats

    def scores(self, examples: Sequence[Example]) -> Floats:
        """A score per text and code; about 1 for what is told, about 0 for what is not."""
        found: Floats = _matrix(examples, self.names, self.idf) @ self.rows + self.base
        return found


def fit(examples: Sequence[Example], codes: Sequence[str]) -> Fit:
    """Learn, keep the features that weigh most, and learn again from those alone."""
    times = Counter(key for each in examples for key in {f.key for f in each.present})
    names = tuple(sorted(name for name, count in times.items() if count >= RARE))
    first = _solve(examples, names, times, codes)
    heavy = np.linalg.norm(first.rows, axis=1) * np.sqrt([times[name] for name in names])
    kept = sorted(np.argsort(-heavy, kind="stable")[:KEPT])
    return _solve(examples, tuple(names[at] for at in kept), times, codes)


def told(examples: Sequence[Example], codes: Sequence[str]) -> Flags:
    """Whether each code is annotated in each text."""
    return np.array([[code in each.codes for code in codes] for each in examples])


def doubtful(examples: Sequence[Example], codes: Sequence[str]) -> Flags:
    """Whether readers may differ on each code in each text."""
    return np.array([[code in each.maybe for code in codes] for each in examples])


def hit(examples: Sequence[Example], codes: Sequence[str]) -> Flags:
    """Whether the catalogue's patterns find each code in each text."""
    return np.array([[code in each.hits for code in codes] for each in examples])


def platt(scores: Floats, truth: Flags, doubt: Flags) -> tuple[float, float]:
    """Slope and shift that turn scores into chances (Platt 1999)."""
    sure = ~doubt
    learned = LogisticRegression(C=1e6).fit(scores[sure].reshape(-1, 1), truth[sure])
    return float(learned.coef_[0, 0]), float(learned.intercept_[0])


def thresholds(
    chances: Floats, truth: Flags, doubt: Flags, hits: Flags, codes: Sequence[str]
) -> Mapping[str, Threshold]:
    """For each code, where patterns and model together do best, and where the model is firm."""
    counts = np.array([_counts((chances >= step) | hits, truth, doubt) for step in STEPS])
    whole = counts.sum(axis=2)
    share = whole / max(whole[0, 0] + whole[0, 2], 1)
    smooth = counts + SMOOTHING * share[:, :, None]
    right, wrong, missed = smooth[:, 0], smooth[:, 1], smooth[:, 2]
    best = STEPS[(2 * right / (2 * right + wrong + missed)).argmax(axis=0)]
    new = ~doubt & ~hits  # firmness is judged on what the patterns do not find
    return {
        code: Threshold(round(float(best[at]), 2), _firm(chances[:, at], truth[:, at], new[:, at]))
        for at, code in enumerate(codes)
    }


def _firm(chances: Floats, truth: Flags, counted: Flags) -> float:
    for step in STEPS:
        said = counted & (chances >= step)
        if _at_least(int(truth[said].sum()), int(said.sum())) >= FIRM_PRECISION:
            return round(float(step), 2)
    return NEVER


def _at_least(right: int, seen: int) -> float:
    # The low end of the 95 % interval of a share (Wilson 1927). A bare share of a few findings,
    # picked over many thresholds, was 0.9 where it was chosen and 0.58 on another author's texts.
    if not seen:
        return 0.0
    share, z = right / seen, 1.96
    middle = share + z * z / (2 * seen)
    spread = z * sqrt(share * (1 - share) / seen + z * z / (4 * seen * seen))
    return (middle - spread) / (1 + z * z / seen)


def _counts(said: Flags, truth: Flags, doubt: Flags) -> list[npt.NDArray[np.int64]]:
    said = said & ~doubt
    pairs = (said & truth, said & ~truth, ~said & truth)
    return [pair.sum(axis=0) for pair in pairs]


def _solve(
    examples: Sequence[Example],
    names: tuple[str, ...],
    times: Mapping[str, int],
    codes: Sequence[str],
) -> Fit:
    rarity = [(1 + len(examples)) / (1 + times[name]) for name in names]
    idf = (np.log(rarity) + 1).astype(np.float32)
    seen = _matrix(examples, names, idf)
    aims = np.where(doubtful(examples, codes), DOUBTFUL, told(examples, codes)).astype(np.float32)
    base = aims.mean(axis=0)
    likeness = (seen @ seen.T).toarray() + PENALTY * np.eye(len(examples), dtype=np.float32)
    rows = seen.T @ solve(likeness, aims - base, assume_a="pos")
    return Fit(names, idf, rows.astype(np.float32), base)


def _matrix(examples: Sequence[Example], names: Sequence[str], idf: Floats) -> csr_matrix:
    row_of = {name: at for at, name in enumerate(names)}
    lines = [vector(each.present, row_of, idf) for each in examples]
    ends = np.cumsum([0, *map(len, lines)])
    columns = np.array([at for line in lines for at in line], dtype=np.int64)
    sizes = np.array([size for line in lines for size in line.values()], dtype=np.float32)
    return csr_matrix((sizes, columns, ends), shape=(len(lines), len(names)))
