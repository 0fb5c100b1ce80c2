"""What a reader annotated against what was masked, as plain counts."""

import json
import random
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from evaluation.nlu.scores import Tally

ROUNDS = 1000
SEED = 1
NUMBERS = frozenset(
    {"phone", "email", "bsn", "iban", "plate", "document", "postcode", "birth_date"}
)
MEASURES: tuple[Callable[["Score"], float], ...] = (
    attrgetter("precision"),
    attrgetter("recall"),
    attrgetter("f1"),
)


@dataclass(frozen=True)
class Stretch:
    """A piece of a text from `start` up to `end`, in characters, and what it is."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Sentence:
    """A text, what was annotated in it, and what was masked."""

    text: str
    annotated: tuple[Stretch, ...]
    masked: tuple[Stretch, ...] = ()

    def missed(self) -> tuple[Stretch, ...]:
        """What was annotated and has a character left, whatever it was taken for."""
        hidden = {at for each in self.masked for at in range(each.start, each.end)}
        return tuple(a for a in self.annotated if not hidden.issuperset(range(a.start, a.end)))

    def false_alarms(self) -> tuple[Stretch, ...]:
        """What was masked and shares no character with anything annotated."""
        return tuple(
            m
            for m in self.masked
            if not any(a.start < m.end and m.start < a.end for a in self.annotated)
        )


@dataclass(frozen=True)
class Score:
    """Spans annotated and masked whole, stretches masked and rightly so."""

    annotated: int = 0
    missed: int = 0
    masked: int = 0
    wrong: int = 0

    @property
    def recall(self) -> float:
        """Share of the annotated spans of which every character is masked, 0 to 1."""
        return Tally(self.annotated - self.missed, 0, self.missed).recall

    @property
    def precision(self) -> float:
        """Share of the masked stretches that touch an annotated span, 0 to 1."""
        return Tally(self.masked - self.wrong, self.wrong, 0).precision

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read_sentences(file: Path) -> tuple[Sentence, ...]:
    """The sentences of a JSONL file, one a line."""
    lines = (json.loads(line) for line in file.read_text("utf-8").splitlines())
    return tuple(
        Sentence(line["text"], tuple(Stretch(**span) for span in line["spans"])) for line in lines
    )


def score(sentences: Iterable[Sentence], labels: Collection[str] | None = None) -> Score:
    """Counts over sentences: of these labels, or of all."""

    def count(stretches: Iterable[Stretch]) -> int:
        return sum(labels is None or each.label in labels for each in stretches)

    annotated = missed = masked = wrong = 0
    for each in sentences:
        annotated += count(each.annotated)
        missed += count(each.missed())
        masked += count(each.masked)
        wrong += count(each.false_alarms())
    return Score(annotated, missed, masked, wrong)


def interval(
    sentences: Sequence[Sentence],
    measure: Callable[[Score], float],
    labels: Collection[str] | None = None,
) -> tuple[float, float]:
    """95 % percentile bootstrap interval, sentences resampled with a fixed seed (Efron 1979)."""
    single = [score([each], labels) for each in sentences]
    draw = random.Random(SEED)  # noqa: S311 - resampling, not secrecy
    drawn = (draw.choices(single, k=len(single)) for _ in range(ROUNDS))
    measured = sorted(measure(_together(sample)) for sample in drawn)
    return measured[int(0.025 * ROUNDS)], measured[int(0.975 * ROUNDS) - 1]


def _together(scores: Sequence[Score]) -> Score:
    return Score(
        sum(each.annotated for each in scores),
        sum(each.missed for each in scores),
        sum(each.masked for each in scores),
        sum(each.wrong for each in scores),
    )
