"""The catalogue of signals, shared by threads and read when first asked for."""

from collections.abc import Callable
from threading import Lock

from actions.adapters.indicator_matcher import IndicatorMatcher
from actions.domain.signal import Indicator


class SharedIndicators:
    """One matcher behind a lock; made late, since the relay and many commands never need it."""

    def __init__(self, make: Callable[[], IndicatorMatcher]) -> None:
        self._make = make
        self._matcher: IndicatorMatcher | None = None
        self._lock = Lock()

    def find(self, text: str) -> tuple[Indicator, ...]:
        """Catalogue signals that the text shows."""
        with self._lock:
            return self._ready().find(text)

    def effects_of(self, text: str) -> frozenset[str]:
        """Codes of the facts that those signals establish."""
        with self._lock:
            return frozenset(effect.value for effect in self._ready().effects_of(text))

    def hard_facts_of(self, text: str) -> tuple[str, ...]:
        """Codes of those signals that set an urgency floor by themselves."""
        with self._lock:
            matcher = self._ready()
            found = matcher.find(text)
            return matcher.catalogue.hard_facts(one.code for one in found)

    def _ready(self) -> IndicatorMatcher:
        if self._matcher is None:
            self._matcher = self._make()
        return self._matcher
