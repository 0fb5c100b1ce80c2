"""Measures of a ranking. Each takes what was found at each rank: 1 where the passage counts.

A passage counts when it shows at least half of a gold quote in runs of three words or more.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

SHORTEST_RUN = 3
ENOUGH = 0.5


def shows(passage: str, quote: str) -> bool:
    """Whether a passage shows half of a quote, counted in words inside common runs of three."""
    wanted = _words(quote)
    if len(wanted) < SHORTEST_RUN:
        return " ".join(wanted) in " ".join(_words(passage))
    runs = _runs(passage)
    covered: set[int] = set()
    for at in range(len(wanted) - SHORTEST_RUN + 1):
        if wanted[at : at + SHORTEST_RUN] in runs:
            covered.update(range(at, at + SHORTEST_RUN))
    return len(covered) >= ENOUGH * len(wanted)


@lru_cache(maxsize=8192)  # the same passages are compared with every question
def _runs(passage: str) -> frozenset[tuple[str, ...]]:
    held = _words(passage)
    return frozenset(held[i : i + SHORTEST_RUN] for i in range(len(held) - SHORTEST_RUN + 1))


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    mended = re.sub(r"(\w)-\s*\n\s*(\w)", r"\1\2", text)
    words = re.findall(r"\w+", mended.lower())
    return tuple(re.sub(r"(?<=[a-z])\d+$", "", word) for word in words)


def recall_at(found: Sequence[int], k: int) -> float:
    """1 when any of the first k counts (the share of questions helped), else 0."""
    return 1.0 if any(found[:k]) else 0.0


def reciprocal_rank_at(found: Sequence[int], k: int = 10) -> float:
    """1 over the rank of the first that counts; 0 when it is below k. Mean: MRR@k."""
    return next((1.0 / rank for rank, hit in enumerate(found[:k], 1) if hit), 0.0)


def ndcg_at(found: Sequence[int], golds: int, k: int = 10) -> float:
    """Discounted gain over the best possible (Järvelin & Kekäläinen 2002), gain 1 a passage."""
    gain = sum(hit / math.log2(rank + 1) for rank, hit in enumerate(found[:k], 1))
    best = sum(1.0 / math.log2(rank + 1) for rank in range(1, min(max(golds, 1), k) + 1))
    return min(1.0, gain / best)


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Chance that an answerable question scores above an unanswerable one; draws count half."""
    if not positive or not negative:
        return math.nan
    wins = sum(1.0 if p > n else 0.5 if p == n else 0.0 for p in positive for n in negative)
    return wins / (len(positive) * len(negative))


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean, nan for nothing."""
    return sum(values) / len(values) if values else math.nan


def interval(
    values: Sequence[float],
    measure: Callable[[Sequence[float]], float] = mean,
    rounds: int = 1000,
    seed: int = 1,
) -> tuple[float, float]:
    """95 % percentile bootstrap interval over questions (Efron 1979)."""
    if not values:
        return math.nan, math.nan
    draw = random.Random(seed)  # noqa: S311 - resampling, not secrecy
    drawn = sorted(measure(draw.choices(values, k=len(values))) for _ in range(rounds))
    return drawn[int(0.025 * rounds)], drawn[int(0.975 * rounds) - 1]


def auroc_interval(
    positive: Sequence[float], negative: Sequence[float], rounds: int = 300, seed: int = 1
) -> tuple[float, float]:
    """95 % bootstrap interval of the AUROC, both sides resampled."""
    if not positive or not negative:
        return math.nan, math.nan
    draw = random.Random(seed)  # noqa: S311 - resampling, not secrecy
    drawn = sorted(
        auroc(draw.choices(positive, k=len(positive)), draw.choices(negative, k=len(negative)))
        for _ in range(rounds)
    )
    return drawn[int(0.025 * rounds)], drawn[int(0.975 * rounds) - 1]
