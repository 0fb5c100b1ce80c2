"""What a reader annotated against what was found; plain counts, so that a miss can be looked up."""

import json
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from actions.domain.codes import Language
from evaluation.nlu.scores import Tally

ROUNDS = 1000
SEED = 1
Measure = Callable[[Tally], float]
MEASURES: tuple[Measure, ...] = (attrgetter("precision"), attrgetter("recall"), attrgetter("f1"))


@dataclass(frozen=True)
class Observation:
    """A text with the codes asserted in it; on those in `maybe` careful readers may differ."""

    text: str
    codes: frozenset[str]
    context: frozenset[str] = frozenset()
    maybe: frozenset[str] = frozenset()
    language: Language = Language.NL


@dataclass(frozen=True)
class Outcome:
    """What was expected and what was found in one text, doubtful codes taken out of both."""

    text: str
    expected: frozenset[str]
    found: frozenset[str]


def read_observations(file: Path) -> tuple[Observation, ...]:
    """The observations of a JSONL file, one a line."""
    lines = (json.loads(line) for line in file.read_text("utf-8").splitlines())
    return tuple(
        Observation(
            line["text"],
            frozenset(line["codes"]),
            frozenset(line.get("context", ())),
            frozenset(line.get("maybe", ())),
            Language(line.get("language", "nl")),
        )
        for line in lines
    )


def outcome(seen: Observation, found: Iterable[str], context: bool, strict: bool) -> Outcome:
    """One text scored; `found` holds circumstances only when `context` counts them."""
    expected = seen.codes | seen.context if context else seen.codes
    doubtful = frozenset() if strict else seen.maybe
    return Outcome(seen.text, expected, frozenset(found) - doubtful)


def of_code(whole: Outcome, code: str) -> Outcome:
    """The same text, looking at one code only."""
    return Outcome(whole.text, whole.expected & {code}, whole.found & {code})


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """Counts over all texts and codes together (micro)."""
    right = wrong = missed = 0
    for each in outcomes:
        right += len(each.expected & each.found)
        wrong += len(each.found - each.expected)
        missed += len(each.expected - each.found)
    return Tally(right, wrong, missed)


def interval(outcomes: Sequence[Outcome], measure: Measure) -> tuple[float, float]:
    """95 % percentile bootstrap interval, texts resampled with a fixed seed (Efron 1979)."""
    draw = random.Random(SEED)  # noqa: S311 - resampling, not secrecy
    drawn = (draw.choices(outcomes, k=len(outcomes)) for _ in range(ROUNDS))
    measured = sorted(measure(tally(sample)) for sample in drawn)
    return measured[int(0.025 * ROUNDS)], measured[int(0.975 * ROUNDS) - 1]
