"""Counts attempts, so that references cannot be guessed."""

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta


class Attempts:
    """At most `limit` attempts per `window` for one person; kept in memory."""

    def __init__(self, limit: int, window: timedelta, now: Callable[[], datetime]) -> None:
        self._limit = limit
        self._window = window
        self._now = now
        self._made: dict[str, deque[datetime]] = {}

    def allow(self, who: str) -> bool:
        """Records an attempt; False when there were too many already."""
        now = self._now()
        self._forget(now)
        made = self._made.setdefault(who, deque())
        if len(made) >= self._limit:
            return False
        made.append(now)
        return True

    def _forget(self, now: datetime) -> None:
        for who, made in list(self._made.items()):
            while made and made[0] <= now - self._window:
                made.popleft()
            if not made:
                del self._made[who]
