"""What officers do with signals: list, read, move on. Every read and change is audited."""

from datetime import datetime

from actions.domain.codes import Status
from actions.domain.commands import ChangeStatus, HandOver, InboxFilters
from actions.domain.disclosure import Access, DeskRole, Officer, access_of, disclosed
from actions.domain.disclosure import may_read_original as may_read
from actions.domain.events import Event, NoticeKind
from actions.domain.signal import HistoryEntry
from actions.domain.workflow import Actor
from actions.service_layer.errors import (
    AlreadyAcceptedError,
    ChangedMeanwhileError,
    ErasedError,
    ReasonNeededError,
    ServiceError,
    SignalNotFoundError,
    TransitionRefusedError,
)
from actions.service_layer.linking import linked
from actions.service_layer.notices import tell_desk, tell_reporter
from actions.service_layer.parts import Parts
from actions.service_layer.ports import Transaction
from actions.service_layer.records import InboxPage, SignalView, StoredSignal
from actions.service_layer.steps import actor_of, allowed_steps, step_entry

MIN_REASON = 10  # characters: enough to make somebody write why
AUDIT_SHOWN = 100
LINKING = frozenset({Access.FULL, Access.CHAIN})
"""Who reads the words as typed of an own signal; only they compare cases."""


def inbox(parts: Parts, officer: Officer, filters: InboxFilters) -> InboxPage:
    """A page of the officer's signals; a search is audited as such, without its words."""
    now = parts.clock.now()
    action = "inbox_searched" if filters.search else "inbox_listed"
    with parts.transactions() as work:
        work.audit.record(now, officer.id, action, None)
        return work.inbox.page(officer, filters, now)


def read(parts: Parts, officer: Officer, signal_id: str, reason: str | None) -> SignalView:
    """One signal as this officer may see it.

    A signal of another desk opens only with a reason (break-glass), which is audited masked and
    stands in the signal's history, where the desk that owns it reads it.

    Raises:
        SignalNotFoundError: there is none, or it is another desk's and no reason was given.
        ReasonNeededError: the reason says too little.
        ErasedError: its term is over.
    """
    with parts.transactions() as work:
        found = _read(parts, work, officer, work.signals.get(signal_id), reason)
    return _or_raise(found)


def break_glass(parts: Parts, officer: Officer, typed: str, reason: str) -> SignalView:
    """A signal by the reference that a colleague gave, for a reason; raises as `read` does."""
    reference = parts.references.normalise(typed)
    with parts.transactions() as work:
        stored = work.signals.by_reference(reference) if reference else None
        found = _read(parts, work, officer, stored, reason)
    return _or_raise(found)


def export(parts: Parts, officer: Officer, signal_id: str, form: str) -> SignalView:
    """One signal of the own desks, to be taken along as a file of this form; audited as such."""
    with parts.transactions() as work:
        stored = opened(work, officer, signal_id)
        work.audit.record(parts.clock.now(), officer.id, "exported", signal_id, form)
        access = access_of(officer, stored.desks)
        assert access is not None  # noqa: S101 - `opened` refuses who has none
        return _view(parts, work, officer, stored, access)


def hand_over(parts: Parts, command: HandOver) -> None:
    """Ask the deputy of the handling desk to take a signal over.

    Raises:
        SignalNotFoundError: it is not of this officer's desks.
        TransitionRefusedError: it is closed, the desk has no deputy, or it is not this desk's.
    """
    now, officer = parts.clock.now(), command.officer
    with parts.transactions() as work:
        stored = opened(work, officer, command.signal_id)
        desk = stored.handling_desk
        if desk is None or not _may_hand_over(parts, officer, stored):
            raise TransitionRefusedError(Event.HANDED_OVER)
        entry = HistoryEntry(now, officer.id, Event.HANDED_OVER, None, command.note)
        work.signals.append_history(command.signal_id, entry)
        kind = NoticeKind.HANDED_OVER
        tell_desk(parts, work, command.signal_id, desk, kind, now, now.isoformat())
        work.audit.record(now, officer.id, Event.HANDED_OVER, command.signal_id)


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
        before = opened(work, command.officer, command.signal_id)
        if _is_repeated_accept(before, command):
            return
        _check_still_current(before, command)
        entry = _entry(command, before, now)
        if not work.signals.change_status(before, command.status, entry):
            raise _lost_race(before, command)
        _follow(parts, work, before, command, now)
        tell_reporter(parts, work, before.signal, entry, str(before.version))
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
    desk = directory.desk(before.handling_desk or "")
    team = directory.regional_team(desk) if desk else None
    if team is None:
        return
    signal_id = before.signal.id
    work.signals.add_desk(signal_id, team.key, DeskRole.SHARED, now)
    tell_desk(parts, work, signal_id, team.key, NoticeKind.SHARED, now, str(before.version))


def opened(work: Transaction, officer: Officer, signal_id: str) -> StoredSignal:
    """A signal of the officer's own desks; raises SignalNotFoundError or ErasedError."""
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
    again = command.status is before.signal.status is Status.ACCEPTED
    # Who saw that it was accepted adds a note; who did not wanted to accept it.
    if again and taken and command.expected_version != before.version:
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


def _read(
    parts: Parts,
    work: Transaction,
    officer: Officer,
    stored: StoredSignal | None,
    reason: str | None,
) -> SignalView | ServiceError:
    """The view, or why not: given back, so that the audit of a refusal is kept as well."""
    access = _access(officer, stored, reason)
    if stored is None:
        return SignalNotFoundError("none")
    signal_id = stored.signal.id
    _audit_read(parts, work, officer, signal_id, access, reason)
    if access is None:
        return SignalNotFoundError(signal_id)
    if stored.erased_at is not None:
        return ErasedError(signal_id)
    return _view(parts, work, officer, stored, access)


def _or_raise(found: SignalView | ServiceError) -> SignalView:
    if isinstance(found, ServiceError):
        raise found
    return found


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
    signal_id: str,
    access: Access | None,
    reason: str | None,
) -> None:
    now = parts.clock.now()
    if access is None:
        work.audit.record(now, officer.id, "read_refused", signal_id)
    elif access is Access.BREAK_GLASS:
        why = parts.masker.mask(reason or "").text
        work.audit.record(now, officer.id, "break_glass", signal_id, why)
        entry = HistoryEntry(now, officer.id, Event.BREAK_GLASS, None, why)
        work.signals.append_history(signal_id, entry)
    else:
        work.audit.record(now, officer.id, "signal_read", signal_id, access)


def _may_hand_over(parts: Parts, officer: Officer, stored: StoredSignal) -> bool:
    desk = parts.directory_now().desk(stored.handling_desk or "")
    has_deputy = desk is not None and desk.deputy is not None
    is_open = stored.signal.status is not Status.CLOSED
    return has_deputy and is_open and actor_of(officer, stored) is Actor.OFFICER


def _view(
    parts: Parts, work: Transaction, officer: Officer, stored: StoredSignal, access: Access
) -> SignalView:
    mine = access is Access.FULL
    return SignalView(
        signal=disclosed(stored.signal, access),
        access=access,
        original=stored.original if may_read(access) else None,
        desks=stored.desks,
        response_due=stored.response_due,
        version=stored.version,
        accepted_by=stored.accepted_by,
        allowed=allowed_steps(officer, stored),
        may_hand_over=_may_hand_over(parts, officer, stored),
        may_write=actor_of(officer, stored) is not None,
        seen_by=tuple(work.audit.of_signal(stored.signal.id, AUDIT_SHOWN)) if mine else (),
        links=linked(parts, work, officer, stored) if access in LINKING else (),
    )
