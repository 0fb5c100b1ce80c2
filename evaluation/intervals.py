"""95 % intervals of figures, so that nobody reads a difference into noise."""

import math
import random
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Z = 1.959964
ROUNDS = 1000
SEED = 1
Item = TypeVar("Item")
Score = dict[str, Any]
"""A figure: `value`, `low` and `high` (None where there is no interval), `n` cases."""


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Score interval of a share, 0 to 1; everything where there are no cases (Wilson 1927)."""
    if not of:
        return 0.0, 1.0
    share, spread = hits / of, Z * Z / of
    middle = share + spread / 2
    half = Z * math.sqrt(share * (1 - share) / of + spread / (4 * of))
    low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
    return max(low, 0.0) if hits else 0.0, min(high, 1.0) if hits < of else 1.0


def bootstrap(
    items: Sequence[Item], measure: Callable[[Sequence[Item]], float]
) -> tuple[float, float]:
    """Percentile interval of a measure, cases resampled with a fixed seed (Efron 1979)."""
    if not items:
        return 0.0, 1.0
    draw = random.Random(SEED)  # noqa: S311 (resampling, not secrecy)
    drawn = (draw.choices(items, k=len(items)) for _ in range(ROUNDS))
    measured = sorted(measure(sample) for sample in drawn)
    return measured[int(0.025 * ROUNDS)], measured[int(0.975 * ROUNDS) - 1]


def share(hits: int, of: int) -> Score:
    """A share with its interval; no value where there are no cases."""
    low, high = wilson(hits, of)
    return _score(hits / of if of else None, low, high, of)


def measured(items: Sequence[Item], measure: Callable[[Sequence[Item]], float]) -> Score:
    """A measure over cases with its interval; no value where there are no cases."""
    low, high = bootstrap(items, measure)
    return _score(measure(items) if items else None, low, high, len(items))


def _score(value: float | None, low: float, high: float, cases: int) -> Score:
    rounded = None if value is None else round(value, 4)
    return {"value": rounded, "low": round(low, 4), "high": round(high, 4), "n": cases}
