"""What officers do with signals: list, read, move on. Every read and change is audited."""

from datetime import datetime

from actions.domain.codes import Status
from actions.domain.commands import ChangeStatus, InboxFilters
from actions.domain.disclosure import Access, DeskRole, Officer, access_of, disclosed
from actions.domain.disclosure import may_read_original as may_read
from actions.domain.events import Event, NoticeKind
from actions.domain.signal import HistoryEntry
from actions.service_layer.errors import (
    AlreadyAcceptedError,
    ChangedMeanwhileError,
    ErasedError,
    ReasonNeededError,
    SignalNotFoundError,
    TransitionRefusedError,
)
from actions.service_layer.notices import notice_key
from actions.service_layer.parts import Parts
from actions.service_layer.ports import Transaction
from actions.service_layer.records import InboxRow, SignalView, StoredSignal
from actions.service_layer.steps import actor_of, allowed_steps, step_entry

MIN_REASON = 10  # characters: enough to make somebody write why


def inbox(parts: Parts, officer: Officer, filters: InboxFilters) -> list[InboxRow]:
    """The officer's signals, most urgent and then oldest first."""
    now = parts.clock.now()
    with parts.transactions() as work:
        work.audit.record(now, officer.id, "inbox_listed", None)
        return work.signals.inbox(officer, filters, now)


def read(parts: Parts, officer: Officer, signal_id: str, reason: str | None) -> SignalView:
    """One signal as this officer may see it.

    A signal of another desk opens only with a reason (break-glass), which is audited masked.

    Raises:
        SignalNotFoundError: there is none, or it is another desk's and no reason was given.
        ReasonNeededError: the reason says too little.
        ErasedError: its term is over.
    """
    now = parts.clock.now()
    with parts.transactions() as work:
        stored = work.signals.get(signal_id)
        access = _access(officer, stored, reason)
        if stored is not None:
            _audit_read(parts, work, officer, stored, access, reason, now)
    if stored is None or access is None:
        raise SignalNotFoundError(signal_id)
    if stored.erased_at is not None:
        raise ErasedError(signal_id)
    return _view(officer, stored, access)


def change_status(parts: Parts, command: ChangeStatus) -> None:
    """Move a signal on, or add a note or feedback where it stands.

    Raises:
        SignalNotFoundError: it is not of this officer's desks.
        AlreadyAcceptedError: another officer accepted it first.
        ChangedMeanwhileError: it changed since the officer read it.
        TransitionRefusedError: the step does not exist, or not for this desk.
    """
    now = parts.clock.now()
    with parts.transactions() as work:
        before = _opened(work, command.officer, command.signal_id)
        if _is_repeated_accept(before, command):
            return
        _check_still_current(before, command)
        entry = _entry(command, before, now)
        if not work.signals.change_status(before, command.status, entry):
            raise _lost_race(before, command)
        _follow(parts, work, before, command, now)
        work.audit.record(now, command.officer.id, entry.event, before.signal.id, command.status)


def _follow(
    parts: Parts, work: Transaction, before: StoredSignal, command: ChangeStatus, now: datetime
) -> None:
    if command.status is before.signal.status:
        return
    if command.status is Status.CLOSED:
        work.signals.set_purge_after(before.signal.id, now + parts.retention)
    if command.status is Status.SHARED:
        _share(parts, work, before, now)


def _share(parts: Parts, work: Transaction, before: StoredSignal, now: datetime) -> None:
    directory = parts.directory_now()
    handling = next((d for d, role in before.desks.items() if role is DeskRole.HANDLING), "")
    desk = directory.desk(handling)
    team = directory.regional_team(desk) if desk else None
    if team is None:
        return
    signal_id = before.signal.id
    work.signals.add_desk(signal_id, team.key, DeskRole.SHARED, now)
    for target in parts.targets:
        key = notice_key(signal_id, team.key, NoticeKind.SHARED, target, str(before.version))
        work.outbox.put(signal_id, team.key, NoticeKind.SHARED, target, now, key)


def _opened(work: Transaction, officer: Officer, signal_id: str) -> StoredSignal:
    stored = work.signals.get(signal_id)
    if stored is None or access_of(officer, stored.desks) is None:
        raise SignalNotFoundError(signal_id)
    if stored.erased_at is not None:
        raise ErasedError(signal_id)
    return stored


def _is_repeated_accept(before: StoredSignal, command: ChangeStatus) -> bool:
    # A second click on the same button is no error.
    again = before.signal.status is Status.ACCEPTED and before.accepted_by == command.officer.id
    says_nothing = command.note is None and command.feedback is None
    return again and command.status is Status.ACCEPTED and says_nothing


def _check_still_current(before: StoredSignal, command: ChangeStatus) -> None:
    taken = before.accepted_by not in (None, command.officer.id)
    if command.status is Status.ACCEPTED and before.signal.status is Status.ACCEPTED and taken:
        raise AlreadyAcceptedError(before.signal.id)
    if command.expected_version not in (None, before.version):
        raise ChangedMeanwhileError(before.signal.id)


def _lost_race(before: StoredSignal, command: ChangeStatus) -> Exception:
    if command.status is Status.ACCEPTED:
        return AlreadyAcceptedError(before.signal.id)
    return ChangedMeanwhileError(before.signal.id)


def _entry(command: ChangeStatus, before: StoredSignal, now: datetime) -> HistoryEntry:
    if command.status is not before.signal.status:
        return step_entry(before, command, now)
    says_nothing = command.note is None and command.feedback is None
    if says_nothing or actor_of(command.officer, before) is None:
        raise TransitionRefusedError(command.status)
    officer = command.officer.id
    return HistoryEntry(now, officer, Event.NOTED, None, command.note, command.feedback)


def _access(officer: Officer, stored: StoredSignal | None, reason: str | None) -> Access | None:
    if stored is None:
        return None
    own = access_of(officer, stored.desks)
    if own is not None or reason is None:
        return own
    if len(reason.strip()) < MIN_REASON:
        raise ReasonNeededError(stored.signal.id)
    return Access.BREAK_GLASS


def _audit_read(
    parts: Parts,
    work: Transaction,
    officer: Officer,
    stored: StoredSignal,
    access: Access | None,
    reason: str | None,
    now: datetime,
) -> None:
    signal_id = stored.signal.id
    if access is None:
        work.audit.record(now, officer.id, "read_refused", signal_id)
    elif access is Access.BREAK_GLASS:
        why = parts.masker.mask(reason or "").text
        work.audit.record(now, officer.id, "break_glass", signal_id, why)
    else:
        work.audit.record(now, officer.id, "signal_read", signal_id, access)


def _view(officer: Officer, stored: StoredSignal, access: Access) -> SignalView:
    return SignalView(
        signal=disclosed(stored.signal, access),
        access=access,
        original=stored.original if may_read(access) else None,
        desks=stored.desks,
        response_due=stored.response_due,
        version=stored.version,
        accepted_by=stored.accepted_by,
        allowed=allowed_steps(officer, stored),
    )
