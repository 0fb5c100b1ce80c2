"""The escalation clock over the store: what waits unaccepted is passed on, once a step."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from actions.domain.codes import Status
from actions.domain.disclosure import DeskRole
from actions.domain.escalation import DueEscalation, Step, Waiting, due_escalations
from actions.domain.events import Event, NoticeKind
from actions.domain.signal import HistoryEntry
from actions.service_layer.notices import tell_desk
from actions.service_layer.parts import Parts
from actions.service_layer.ports import Transaction
from actions.service_layer.records import StoredSignal

SYSTEM = "system"
BATCH = 500
STEPS = {
    Step.DEPUTY: (NoticeKind.DEPUTY, Event.DEPUTY_TOLD),
    Step.REGIONAL_TEAM: (NoticeKind.REGIONAL_TEAM, Event.REGIONAL_TEAM_TOLD),
}


def escalate_due(parts: Parts, batch: int = BATCH) -> int:
    """Pass on what is due, and ask for feedback that is late; the number of steps made.

    Which steps were made is read from the history, so that a restart repeats none. `batch` is
    how many signals are opened at a time.
    """
    now = parts.clock.now()
    due = list(_due(parts, now, batch))
    with parts.transactions() as work:
        late = work.signals.feedback_late(now, batch)
    for step in due:
        with parts.transactions() as work:
            _pass_on(parts, work, step, now)
    for stored in late:
        with parts.transactions() as work:
            _ask_feedback(parts, work, stored, now)
    return len(due) + len(late)


def _due(parts: Parts, now: datetime, batch: int) -> Iterator[DueEscalation]:
    # Batch after batch: what waits at a desk that never escalates must not hide the others.
    last: StoredSignal | None = None
    while True:
        with parts.transactions() as work:
            waiting = work.signals.waiting(batch, last)
        yield from due_escalations(_waiting(waiting), parts.directory_now(), now)
        if len(waiting) < batch:
            return
        last = waiting[-1]


def _waiting(stored: Iterable[StoredSignal]) -> list[Waiting]:
    return [
        Waiting(
            reference=one.signal.id,
            desk=desk,
            urgency=one.signal.urgency,
            received_at=one.signal.created_at,
            taken=_taken(one),
        )
        for one in stored
        if (desk := one.handling_desk) is not None
    ]


def _taken(stored: StoredSignal) -> frozenset[Step]:
    events = {entry.event for entry in stored.signal.history}
    return frozenset(step for step, (_, event) in STEPS.items() if event in events)


def _pass_on(parts: Parts, work: Transaction, due: DueEscalation, now: datetime) -> None:
    stored = work.signals.get(due.reference)
    # Accepted, or passed on by another relay, since the list was made.
    if stored is None or stored.signal.status is not Status.NEW or due.step in _taken(stored):
        return
    kind, event = STEPS[due.step]
    if due.step is Step.REGIONAL_TEAM:
        work.signals.add_desk(due.reference, due.desk, DeskRole.ESCALATED, now)
    work.signals.append_history(due.reference, HistoryEntry(now, SYSTEM, event))
    tell_desk(parts, work, due.reference, due.desk, kind, now)


def _ask_feedback(parts: Parts, work: Transaction, stored: StoredSignal, now: datetime) -> None:
    desk = stored.handling_desk
    if desk is None:
        return
    signal_id = stored.signal.id
    work.signals.append_history(signal_id, HistoryEntry(now, SYSTEM, Event.FEEDBACK_ASKED))
    tell_desk(parts, work, signal_id, desk, NoticeKind.FEEDBACK_DUE, now)
