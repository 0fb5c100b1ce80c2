"""The trained recogniser of signals: one line of weights for each code, in plain numpy.

`model.npz` holds the weights as small whole numbers with a scale for each code, `model.json`
the codes, their thresholds and what they were trained on. A score is a sum over the features of
a text, so each finding can name the words that spoke for it. `python -m
actions.training.indicators` makes both files.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from actions.adapters.indicator_features import (
    WEIGHTS,
    Feature,
    Place,
    Seen,
    features,
    words,
)
from actions.adapters.yaml_file import DATA, make_problem
from actions.domain.errors import DataFileError, Problem
from actions.domain.indicators import IndicatorCatalogue

Floats = npt.NDArray[np.float32]
SHIPPED_MODEL = DATA / "indicators" / "model.json"
OBSERVATIONS = DATA.parent / "training" / "observations"
EVIDENCE_WORDS = 8  # the longest stretch that is shown as evidence


@dataclass(frozen=True, slots=True)
class Threshold:
    """Chances from which a code is a finding, and from which it may also set a floor."""

    found: float
    firm: float


@dataclass(frozen=True, slots=True)
class Guess:
    """A code that the model recognises: its chance (0 to 1), the words for it, and how sure."""

    code: str
    chance: float
    place: Place
    firm: bool


@dataclass(frozen=True, slots=True)
class Weights:
    """What training yields: `rows` has a line per feature, scaled by `idf`, and a column per code.

    `slope` and `shift` turn a score into a chance (Platt 1999).
    """

    names: tuple[str, ...]
    idf: Floats
    rows: Floats
    base: Floats
    codes: tuple[str, ...]
    slope: float
    shift: float


class IndicatorModel:
    """Weights with their thresholds; unchanging, and safe for several threads."""

    def __init__(
        self,
        weights: Weights,
        thresholds: Mapping[str, Threshold],
        trained_on: str = "",
    ) -> None:
        self.weights = weights
        self.thresholds = thresholds
        self.trained_on = trained_on
        self._row = {name: at for at, name in enumerate(weights.names)}

    def guesses(self, text: str, seen: Seen) -> tuple[Guess, ...]:
        """Codes whose chance reaches their threshold, with the words that spoke most for them."""
        present = features(text, seen)
        values = vector(present, self._row, self.weights.idf)
        chances = self._chances(values)
        limits = [self.thresholds[code] for code in self.weights.codes]
        reached = [at for at, limit in enumerate(limits) if chances[at] >= limit.found]
        shares = self._shares(text, present, values) if reached else None
        made = []
        for at in reached:
            place = shares and shares.best(self.weights.rows[:, at])
            if place:
                chance = float(chances[at])
                made.append(Guess(self.weights.codes[at], chance, place, chance >= limits[at].firm))
        return tuple(made)

    def chances(self, text: str, seen: Seen) -> dict[str, float]:
        """The chance of every code, 0 to 1, calibrated over authors."""
        chances = self._chances(vector(features(text, seen), self._row, self.weights.idf))
        return {code: float(chances[at]) for at, code in enumerate(self.weights.codes)}

    def _chances(self, values: Mapping[int, float]) -> Floats:
        rows = np.fromiter(values, dtype=np.int64, count=len(values))
        sizes = np.fromiter(values.values(), dtype=np.float32, count=len(values))
        scores = sizes @ self.weights.rows[rows] + self.weights.base
        return chance_of(scores, self.weights.slope, self.weights.shift)

    def _shares(
        self, text: str, present: Sequence[Feature], values: Mapping[int, float]
    ) -> "_Shares":
        places = [place for _, place in words(text)]
        known = [(self._row[each.key], each.place) for each in present if each.key in self._row]
        times = Counter(row for row, _ in known)
        covered = {place: _covered(place, places) for _, place in known}
        parts = [
            (at, row, values[row] / times[row] / len(covered[place]))
            for row, place in known
            for at in covered[place]
        ]
        at, row, size = zip(*parts, strict=True) if parts else ((), (), ())
        return _Shares(places, np.array(at, int), np.array(row, int), np.array(size, float))


@dataclass(frozen=True, slots=True)
class _Shares:
    """What each word of a text has of each feature; what spans words is shared among them."""

    places: Sequence[Place]
    word: npt.NDArray[np.int64]
    row: npt.NDArray[np.int64]
    size: npt.NDArray[np.float64]

    def best(self, column: Floats) -> Place | None:
        """The stretch of words that adds most to a score; None when no word adds to it."""
        gains = np.bincount(self.word, self.size * column[self.row], len(self.places))
        best, chosen = 0.0, None
        for start, (begin, _) in enumerate(self.places):
            sums = np.cumsum(gains[start : start + EVIDENCE_WORDS])
            last = int(sums.argmax())
            if sums[last] > best:
                best, chosen = float(sums[last]), (begin, self.places[start + last][1])
        return chosen


def _covered(place: Place, places: Sequence[Place]) -> list[int]:
    start, end = place
    return [at for at, (low, high) in enumerate(places) if low < end and start < high]


def vector(present: Iterable[Feature], row_of: Mapping[str, int], idf: Floats) -> dict[int, float]:
    """Row numbers of the known features with their sizes; each family is of length WEIGHTS."""
    counts: dict[str, Counter[int]] = {family: Counter() for family in WEIGHTS}
    for each in present:
        row = row_of.get(each.key)
        if row is not None:
            counts[each.family][row] += 1
    values: dict[int, float] = {}
    for family, times in counts.items():
        rows = list(times)
        sizes = (1 + np.log(np.fromiter(times.values(), np.float32, len(rows)))) * idf[rows]
        length = float(np.linalg.norm(sizes)) or 1.0
        values.update(zip(rows, (WEIGHTS[family] / length * sizes).tolist(), strict=True))
    return values


def chance_of(scores: Floats, slope: float, shift: float) -> Floats:
    """Scores as chances, 0 to 1."""
    chances: Floats = (1 / (1 + np.exp(-(slope * scores + shift)))).astype(np.float32)
    return chances


def training_hash(catalogue: IndicatorCatalogue, folder: Path = OBSERVATIONS) -> str:
    """Identifies what a model learns from: the observations, and the catalogue's words."""
    digest = sha256()
    for file in sorted(folder.glob("*.jsonl")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    for code, entry in sorted(catalogue.entries.items()):
        digest.update(repr((code, entry.patterns, entry.unless, entry.implies)).encode())
    lists = sorted(catalogue.concepts.items()), sorted(catalogue.fields.items())
    digest.update(repr((*lists, catalogue.hypotheticals)).encode())
    return digest.hexdigest()


def stale(
    catalogue: IndicatorCatalogue, path: Path = SHIPPED_MODEL, folder: Path = OBSERVATIONS
) -> tuple[Problem, ...]:
    """A problem when the model learnt from other words than there are now.

    None where the observations are not there to compare, as in an installed package. Raises
    DataFileError when the model cannot be read.
    """
    model = load_model(path)
    if not folder.is_dir() or model.trained_on == training_hash(catalogue, folder):
        return ()
    return (make_problem("model_stale", path, 1, {}),)


def save_model(model: IndicatorModel, about: Mapping[str, Any], path: Path) -> None:
    """Write the two files; weights as whole numbers of one byte with a scale for each code."""
    weights = model.weights
    scales = np.maximum(np.abs(weights.rows).max(axis=0), 1e-9) / 127
    np.savez_compressed(
        path.with_suffix(".npz"),
        names=np.frombuffer("\n".join(weights.names).encode(), dtype=np.uint8),
        idf=weights.idf.astype(np.float16),
        rows=np.round(weights.rows / scales).astype(np.int8),
        scales=scales.astype(np.float32),
        base=weights.base.astype(np.float32),
    )
    limits = {code: [limit.found, limit.firm] for code, limit in model.thresholds.items()}
    head = {"slope": weights.slope, "shift": weights.shift, "trained_on": model.trained_on}
    whole = {**about, **head, "thresholds": {code: limits[code] for code in weights.codes}}
    path.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")


def load_model(path: Path = SHIPPED_MODEL) -> IndicatorModel:
    """Read the model; raises DataFileError when a file is missing, damaged or does not fit."""
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
        with np.load(path.with_suffix(".npz"), allow_pickle=False) as data:
            weights = _weights(about, data)
        limits = {code: Threshold(*pair) for code, pair in about["thresholds"].items()}
        return IndicatorModel(weights, limits, str(about["trained_on"]))
    except FileNotFoundError as error:
        name = Path(str(error.filename)).name
        raise DataFileError((make_problem("missing_file", path, 1, {"name": name}),)) from error
    except Exception as error:  # a broken archive shows itself in many ways
        raise DataFileError((_damaged(path, error),)) from error


def _weights(about: Mapping[str, Any], data: Mapping[str, Any]) -> Weights:
    codes, names = tuple(about["thresholds"]), bytes(data["names"]).decode().split("\n")
    rows = data["rows"].astype(np.float32) * data["scales"]
    if rows.shape != (len(names), len(codes)) or len(data["idf"]) != len(names):
        raise ValueError(f"{rows.shape} != {(len(names), len(codes))}")
    return Weights(
        names=tuple(names),
        idf=data["idf"].astype(np.float32),
        rows=rows,
        base=data["base"],
        codes=codes,
        slope=float(about["slope"]),
        shift=float(about["shift"]),
    )


def _damaged(path: Path, error: Exception) -> Problem:
    detail = f"{type(error).__name__}: {error}"
    return make_problem("model_damaged", path, 1, {"detail": detail})
