"""What the use cases work with: built once by bootstrap, passed to each of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from actions.domain.directory import Directory
from actions.service_layer.ports import (
    Clock,
    IndicatorFinder,
    Masker,
    References,
    Router,
    Transactions,
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The ports, filled in.

    `targets` names the ways in which desks are told (`mail`, `file`, `webhook`); `retention`
    is how long content is kept after closing, or after receipt when it never closes; `places`
    reads addresses and businesses from a text. Of `register_desks` signals go to the registers,
    of all desks where it is None.
    """

    transactions: Transactions
    clock: Clock
    masker: Masker
    references: References
    router: Router
    indicators: IndicatorFinder
    directory: Callable[[datetime], Directory]
    new_id: Callable[[], str]
    targets: tuple[str, ...]
    retention: timedelta
    places: Callable[[str], frozenset[str]]
    register_desks: frozenset[str] | None = None

    def directory_now(self) -> Directory:
        """The desks as they are at this moment."""
        return self.directory(self.clock.now())
