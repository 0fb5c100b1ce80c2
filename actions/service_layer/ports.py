"""What the use cases need from outside, as protocols; adapters fulfil them."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol, runtime_checkable

from actions.domain.codes import Status, Urgency
from actions.domain.commands import InboxFilters
from actions.domain.directory import Directory
from actions.domain.disclosure import DeskRole, Officer
from actions.domain.events import Notice, NoticeKind
from actions.domain.indicators import IndicatorCatalogue
from actions.domain.signal import Facts, HistoryEntry, Indicator, RoutingDecision, Signal
from actions.service_layer.counting import Countable
from actions.service_layer.records import (
    AuditLine,
    Delivery,
    InboxPage,
    LinkState,
    MaskedText,
    ParkedDelivery,
    StoredSignal,
)


class Clock(Protocol):
    """The present moment, with its zone."""

    def now(self) -> datetime:
        """Now, never naive."""
        ...


class Masker(Protocol):
    """Replaces third parties' data."""

    def mask(self, text: str) -> MaskedText:
        """The text with what identifies a person replaced by its kind."""
        ...


class Router(Protocol):
    """The municipality's decision table, applied."""

    def decide(self, facts: Facts, urgency: Urgency, directory: Directory) -> RoutingDecision:
        """Where a signal with these facts goes."""
        ...


class SignalRepository(Protocol):
    """Signals, one transaction's view of them."""

    def add(self, stored: StoredSignal, submission_key: str, purge_after: datetime) -> None:
        """Keep a new signal."""
        ...

    def get(self, signal_id: str) -> StoredSignal | None:
        """The signal by its id, or None."""
        ...

    def by_submission(self, submission_key: str) -> StoredSignal | None:
        """The signal that this conversation already submitted, or None."""
        ...

    def by_reference(self, reference: str) -> StoredSignal | None:
        """The signal by the reporter's reference, or None."""
        ...

    def change_status(self, before: StoredSignal, status: Status, entry: HistoryEntry) -> bool:
        """Move on from `before`; False when somebody else changed it since."""
        ...

    def add_desk(self, signal_id: str, desk: str, role: DeskRole, now: datetime) -> None:
        """Let a desk see the signal."""
        ...

    def append_history(self, signal_id: str, entry: HistoryEntry) -> None:
        """Add a line to the signal's life."""
        ...

    def set_purge_after(self, signal_id: str, moment: datetime) -> None:
        """When the content must be destroyed."""
        ...

    def waiting(self, limit: int, after: StoredSignal | None = None) -> list[StoredSignal]:
        """Signals that nobody has accepted and no regional team was told of, oldest first.

        `after` is the last of the batch before.
        """
        ...

    def feedback_late(self, now: datetime, limit: int) -> list[StoredSignal]:
        """Open signals whose answer is overdue, without one, and not asked for one before."""
        ...

    def expired(self, now: datetime) -> list[str]:
        """Ids whose term is over and whose content is still there."""
        ...

    def erase(self, signal_id: str, now: datetime) -> None:
        """Destroy the data key and every sealed text."""
        ...

    def rewrap(self, limit: int) -> int:
        """Wrap up to `limit` data keys with the current master key; how many were not yet."""
        ...

    def comparable(self, desks: frozenset[str], since: datetime, limit: int) -> list[StoredSignal]:
        """Signals of these desks since a moment, the newest first."""
        ...


class Inbox(Protocol):
    """What officers list."""

    def page(self, officer: Officer, filters: InboxFilters, now: datetime) -> InboxPage:
        """The officer's signals that the filters let through, a page of them."""
        ...


class Links(Protocol):
    """What officers said of two signals."""

    def judged(self, signal_id: str) -> dict[str, LinkState]:
        """What was said of this signal and each other one, by the other's id."""
        ...

    def judge(
        self, signal_id: str, other_id: str, state: LinkState, actor: str, now: datetime
    ) -> None:
        """Keep a judgement; a later one replaces it."""
        ...


class MonitorRows(Protocol):
    """What the monitor counts."""

    def received(self, since: datetime, until: datetime) -> list[Countable]:
        """Every signal of a period, in the order of receipt."""
        ...

    def years(self) -> list[int]:
        """Calendar years in which signals came, the newest first."""
        ...


class Outbox(Protocol):
    """Notices to be delivered, written with the change that causes them."""

    def put(
        self, signal_id: str, desk: str, kind: NoticeKind, target: str, now: datetime, key: str
    ) -> None:
        """Queue a notice; the same key a second time changes nothing."""
        ...

    def claim(self, now: datetime, lease_until: datetime, limit: int) -> list[Delivery]:
        """Take due rows for one worker until the lease ends."""
        ...

    def delivered(self, delivery: Delivery, now: datetime) -> None:
        """It arrived."""
        ...

    def failed(
        self, delivery: Delivery, now: datetime, error: str, retry_at: datetime | None
    ) -> None:
        """It did not; without `retry_at` it is parked."""
        ...

    def parked(self) -> list[ParkedDelivery]:
        """What was given up, for people to see."""
        ...

    def retry(self, delivery_id: int, now: datetime) -> bool:
        """Queue a parked notice again; False when it is not parked."""
        ...


class AuditTrail(Protocol):
    """Who read or changed what; rows are only ever added."""

    def record(
        self, now: datetime, actor: str, action: str, signal_id: str | None, detail: str = ""
    ) -> None:
        """Add a line; `detail` is a code, or a reason that was asked for."""
        ...

    def of_signal(self, signal_id: str, limit: int) -> list[AuditLine]:
        """What was done to a signal, the newest first."""
        ...


class Transaction(Protocol):
    """One all-or-nothing piece of work on the store."""

    @property
    def signals(self) -> SignalRepository:
        """Signals as this transaction sees them."""
        ...

    @property
    def outbox(self) -> Outbox:
        """Notices written together with the change that causes them."""
        ...

    @property
    def audit(self) -> AuditTrail:
        """Who read or changed what."""
        ...

    @property
    def inbox(self) -> Inbox:
        """What officers list."""
        ...

    @property
    def links(self) -> Links:
        """What officers said of two signals."""
        ...

    @property
    def monitor(self) -> MonitorRows:
        """What the monitor counts."""
        ...


Transactions = Callable[[], AbstractContextManager[Transaction]]


class Notifier(Protocol):
    """A way to tell a desk that something waits."""

    def send(self, notice: Notice, address: str) -> None:
        """Deliver, or raise DeliveryError; the same notice twice must do no harm."""
        ...


@runtime_checkable
class RecordNotifier(Protocol):
    """A way that a municipality chose to give the signal itself, not only that it waits."""

    def send_record(self, notice: Notice, signal: Signal) -> None:
        """Deliver, or raise DeliveryError; the same notice twice must do no harm."""
        ...


class References(Protocol):
    """References that a reporter can keep and read aloud."""

    def new(self) -> str:
        """A fresh one, at least 80 random bits."""
        ...

    def normalise(self, typed: str) -> str | None:
        """The reference meant by what was typed; None when it cannot be one."""
        ...


class IndicatorFinder(Protocol):
    """The catalogue of signals, read against a text."""

    def find(self, text: str) -> Sequence[Indicator]:
        """Catalogue signals that the text shows, with the words that show them."""
        ...

    def effects_of(self, text: str) -> frozenset[str]:
        """Codes of the facts that those signals establish (`violence_or_coercion`, `minor`, …)."""
        ...

    def hard_facts_of(self, text: str) -> tuple[str, ...]:
        """Codes of those signals that set an urgency floor by themselves."""
        ...

    def catalogue(self) -> IndicatorCatalogue:
        """Every signal that there is."""
        ...
