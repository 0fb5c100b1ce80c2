"""The catalogue of signals, shared by threads and read when first asked for."""

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Protocol

from actions.domain.indicators import Effect, IndicatorCatalogue
from actions.domain.signal import Indicator


class Matcher(Protocol):
    """Reads texts against the catalogue; of use to one thread at a time."""

    catalogue: IndicatorCatalogue

    def find(self, text: str) -> Sequence[Indicator]:
        """Catalogue signals that the text shows."""
        ...

    def effects_of(self, text: str) -> frozenset[Effect]:
        """The facts that those signals establish."""
        ...

    def hard_facts_of(self, text: str) -> tuple[str, ...]:
        """Codes of those signals that set an urgency floor by themselves."""
        ...


class SharedIndicators:
    """One matcher behind a lock; made late, since the relay and many commands never need it."""

    def __init__(self, make: Callable[[], Matcher]) -> None:
        self._make = make
        self._matcher: Matcher | None = None
        self._lock = Lock()

    def find(self, text: str) -> tuple[Indicator, ...]:
        """Catalogue signals that the text shows."""
        with self._lock:
            return tuple(self._ready().find(text))

    def effects_of(self, text: str) -> frozenset[str]:
        """Codes of the facts that those signals establish."""
        with self._lock:
            return frozenset(effect.value for effect in self._ready().effects_of(text))

    def hard_facts_of(self, text: str) -> tuple[str, ...]:
        """Codes of those signals that set an urgency floor by themselves."""
        with self._lock:
            return self._ready().hard_facts_of(text)

    def catalogue(self) -> IndicatorCatalogue:
        """Every signal that there is."""
        with self._lock:
            return self._ready().catalogue

    def _ready(self) -> Matcher:
        if self._matcher is None:
            self._matcher = self._make()
        return self._matcher
