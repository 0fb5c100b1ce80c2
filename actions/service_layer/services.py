"""The use cases as one object: what bootstrap hands to the doors, the actions and the relay."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from actions.domain.codes import Urgency
from actions.domain.commands import ChangeStatus, HandOver, InboxFilters, JudgeLink, SubmitSignal
from actions.domain.directory import Directory
from actions.domain.disclosure import Officer
from actions.domain.indicators import IndicatorCatalogue
from actions.domain.signal import Facts, Indicator, RoutingDecision
from actions.service_layer import (
    delivery,
    escalating,
    follow_up,
    inbox,
    linking,
    monitor,
    retention,
    submission,
)
from actions.service_layer.counting import MonitorReport
from actions.service_layer.parts import Parts
from actions.service_layer.ports import Notifier
from actions.service_layer.records import (
    DeliveryRound,
    Expiring,
    FollowUp,
    InboxPage,
    InboxRow,
    MaskedText,
    ParkedDelivery,
    Receipt,
    SignalView,
)


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that can be asked of the product's heart; safe to share between threads."""

    parts: Parts
    notifiers: Mapping[str, Notifier]
    public_url: str

    def now(self) -> datetime:
        """The present moment, by the clock that everything here goes by."""
        return self.parts.clock.now()

    def directory(self) -> Directory:
        """The municipality's desks as they are now."""
        return self.parts.directory_now()

    def preview(self, facts: Facts) -> tuple[Urgency, RoutingDecision]:
        """What would happen with these facts; nothing is kept."""
        return submission.preview(self.parts, facts)

    def find_indicators(self, text: str) -> tuple[Indicator, ...]:
        """Catalogue signals that a text shows."""
        return tuple(self.parts.indicators.find(text))

    def effects_of(self, text: str) -> frozenset[str]:
        """Facts that those signals establish, such as `violence_or_coercion`."""
        return self.parts.indicators.effects_of(text)

    def hard_facts_of(self, text: str) -> tuple[str, ...]:
        """Codes of signals in a text that set an urgency floor, for `Facts.hard_facts`."""
        return self.parts.indicators.hard_facts_of(text)

    def catalogue(self) -> IndicatorCatalogue:
        """Every signal that there is."""
        return self.parts.indicators.catalogue()

    def mask(self, text: str) -> MaskedText:
        """The text without third parties' data."""
        return self.parts.masker.mask(text)

    def submit(self, command: SubmitSignal) -> Receipt:
        """Hand a signal over; the same `submission_key` gives the same receipt."""
        return submission.submit(self.parts, command)

    def inbox(self, officer: Officer, filters: InboxFilters) -> list[InboxRow]:
        """The officer's signals, most urgent and then oldest first unless told otherwise."""
        return list(self.inbox_page(officer, filters).rows)

    def inbox_page(self, officer: Officer, filters: InboxFilters) -> InboxPage:
        """A page of the officer's signals, with how many there are and what waits."""
        return inbox.inbox(self.parts, officer, filters)

    def signal(self, officer: Officer, signal_id: str, reason: str | None = None) -> SignalView:
        """One signal as this officer may see it; another desk's only with a reason."""
        return inbox.read(self.parts, officer, signal_id, reason)

    def break_glass(self, officer: Officer, reference: str, reason: str) -> SignalView:
        """Another desk's signal by its reference, for a reason that is audited."""
        return inbox.break_glass(self.parts, officer, reference, reason)

    def export(self, officer: Officer, signal_id: str, form: str) -> SignalView:
        """One signal of the own desks, to be written to a file; audited."""
        return inbox.export(self.parts, officer, signal_id, form)

    def hand_over(self, command: HandOver) -> None:
        """Ask the deputy of the handling desk to take a signal over."""
        inbox.hand_over(self.parts, command)

    def judge_link(self, command: JudgeLink) -> None:
        """Say whether two signals are the same case."""
        linking.judge(self.parts, command)

    def change_status(self, command: ChangeStatus) -> None:
        """Move a signal on, or add a note or feedback where it stands."""
        inbox.change_status(self.parts, command)

    def follow_up(self, reference: str) -> FollowUp | None:
        """What a reporter gets by reference; None when it leads nowhere."""
        return follow_up.follow_up(self.parts, reference)

    def monitor(self, year: int | None = None) -> MonitorReport:
        """A year's numbers; small ones suppressed."""
        return monitor.monitor(self.parts, year)

    def deliver_due(self, limit: int = 20) -> DeliveryRound:
        """Deliver what is due now; tells what became of it."""
        return delivery.deliver_due(self.parts, self.notifiers, self.public_url, limit)

    def parked(self) -> list[ParkedDelivery]:
        """Notices that were given up and wait for a person."""
        return delivery.parked(self.parts)

    def retry_parked(self, delivery_id: int) -> bool:
        """Try a parked notice again; False when there is none such."""
        return delivery.retry(self.parts, delivery_id)

    def escalate_due(self) -> int:
        """Tell deputies and regional teams of what nobody accepted; the number of new notices."""
        return escalating.escalate_due(self.parts)

    def purge_expired(self, now: datetime | None = None, *, dry_run: bool = False) -> list[str]:
        """Destroy the content of signals whose term is over; their ids."""
        return retention.purge_expired(self.parts, now or self.now(), dry_run=dry_run)

    def expiring(self) -> list[Expiring]:
        """What `purge_expired` would destroy now, as people read it."""
        return retention.expiring(self.parts, self.now())

    def rotate_keys(self) -> int:
        """Bring every signal under the current master key; afterwards the old one may go."""
        return retention.rotate_keys(self.parts)
