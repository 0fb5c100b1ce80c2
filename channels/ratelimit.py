"""A limit against guessing: so many tries per window, per visitor and in all."""

from collections import deque
from datetime import datetime, timedelta


class RateLimit:
    """Sliding windows in memory; `total` holds back a crowd of visitors guessing together."""

    def __init__(self, per_visitor: int, total: int, window: timedelta) -> None:
        self._per_visitor = per_visitor
        self._total = total
        self._window = window
        self._tries: dict[str, deque[datetime]] = {}

    def allows(self, visitor: str, now: datetime) -> bool:
        """Count one try; False when this visitor, or everybody together, had too many."""
        self._forget_before(now - self._window)
        tries = self._tries.setdefault(visitor, deque())
        everybody = sum(map(len, self._tries.values()))
        if len(tries) >= self._per_visitor or everybody >= self._total:
            return False
        tries.append(now)
        return True

    def was_right(self, visitor: str) -> None:
        """The last try was no guess, and does not count."""
        tries = self._tries.get(visitor)
        if tries:
            tries.pop()

    def _forget_before(self, start: datetime) -> None:
        for visitor, tries in list(self._tries.items()):
            while tries and tries[0] <= start:
                tries.popleft()
            if not tries:
                del self._tries[visitor]
