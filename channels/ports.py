"""What the doors ask of the heart and of the knowledge base, as protocols."""

from collections.abc import Sequence
from typing import Protocol

from actions.domain.commands import ChangeStatus, HandOver, InboxFilters, JudgeLink
from actions.domain.directory import Directory
from actions.domain.disclosure import Officer
from actions.domain.signal import Indicator
from actions.service_layer.counting import MonitorReport
from actions.service_layer.records import FollowUp, InboxPage, InboxRow, MaskedText, SignalView
from knowledge.model import Answer, DontKnow, Hit, PassageInContext


class Services(Protocol):
    """The use cases behind the inbox, the follow-up and the monitor."""

    def inbox(self, officer: Officer, filters: InboxFilters) -> Sequence[InboxRow]:
        """The officer's signals, most urgent and then oldest first."""
        ...

    def signal(self, officer: Officer, signal_id: str, reason: str | None = None) -> SignalView:
        """One signal as this officer may see it; raises SignalNotFoundError."""
        ...

    def inbox_page(self, officer: Officer, filters: InboxFilters) -> InboxPage:
        """A page of the officer's signals, with how many there are and what waits."""
        ...

    def break_glass(self, officer: Officer, reference: str, reason: str) -> SignalView:
        """Another desk's signal for an audited reason; raises SignalNotFoundError."""
        ...

    def export(self, officer: Officer, signal_id: str, form: str) -> SignalView:
        """One signal of the own desks, to be written to a file; audited."""
        ...

    def hand_over(self, command: HandOver) -> object:
        """Ask the deputy to take a signal over."""
        ...

    def judge_link(self, command: JudgeLink) -> object:
        """Say whether two signals are the same case."""
        ...

    def change_status(self, command: ChangeStatus) -> object:
        """Move a signal on; raises a ServiceError when that cannot be."""
        ...

    def follow_up(self, reference: str) -> FollowUp | None:
        """What the reporter may know; None for a reference that does not exist."""
        ...

    def monitor(self, year: int | None = None) -> MonitorReport:
        """Counts without any person in them."""
        ...

    def find_indicators(self, text: str) -> Sequence[Indicator]:
        """Catalogue signals that a text shows."""
        ...

    def mask(self, text: str) -> MaskedText:
        """The text without third parties' data."""
        ...

    def directory(self) -> Directory:
        """The desks as they are now."""
        ...


class Retriever(Protocol):
    """An open knowledge index."""

    def refresh(self) -> bool:
        """Move on to a newer index, where there is one."""
        ...

    def search(self, question: str, k: int = 10) -> Sequence[Hit]:
        """The passages that fit best, best first."""
        ...

    def answer(
        self, question: str, municipality: str | None = None, language: str = "nl"
    ) -> Answer | DontKnow:
        """Literal sentences that answer the question, or that there are none."""
        ...

    def passage(self, passage_id: str) -> PassageInContext:
        """A passage with its surroundings; raises PassageUnknownError."""
        ...
