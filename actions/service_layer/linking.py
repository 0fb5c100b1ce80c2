"""What may be the same case: suggested by place and pattern, decided by an officer."""

from actions.domain.commands import JudgeLink
from actions.domain.disclosure import Access, Officer, access_of
from actions.domain.events import Event
from actions.domain.likeness import WINDOW, Likeness, Traits, alike
from actions.domain.signal import HistoryEntry
from actions.service_layer.errors import ErasedError, SignalNotFoundError, TransitionRefusedError
from actions.service_layer.parts import Parts
from actions.service_layer.ports import Transaction
from actions.service_layer.records import LinkedSignal, LinkState, StoredSignal

COMPARED = 300
"""Signals that one is compared with, the newest of the officer's desks."""
SUGGESTED = 5
STRENGTH = tuple(Likeness)


def linked(
    parts: Parts, work: Transaction, officer: Officer, stored: StoredSignal
) -> tuple[LinkedSignal, ...]:
    """Signals that are or may be the same case, of those this officer may open anyway.

    What was confirmed or dismissed comes first and always; suggestions are the likeliest few.
    """
    own = _traits(parts, stored)
    since = stored.signal.created_at - WINDOW
    others = work.signals.comparable(officer.serves, since, COMPARED)
    judged = work.links.judged(stored.signal.id)
    found = [
        _described(other, judged.get(other.signal.id, LinkState.SUGGESTED), alike(own, traits))
        for other in others
        if other.signal.id != stored.signal.id and _comparable(officer, other)
        for traits in [_traits(parts, other)]
    ]
    decided = [one for one in found if one.state is not LinkState.SUGGESTED]
    likely = [one for one in found if one.state is LinkState.SUGGESTED and one.why]
    likely.sort(key=lambda one: [STRENGTH.index(why) for why in one.why])
    return (*decided, *likely[:SUGGESTED])


def judge(parts: Parts, command: JudgeLink) -> None:
    """Keep what an officer says of two signals; it stands in the history of both, and audited.

    Raises:
        SignalNotFoundError: one of them is not of this officer's desks.
        ErasedError: the term of one of them is over.
        TransitionRefusedError: they are one and the same signal.
    """
    officer, now = command.officer, parts.clock.now()
    pair = (command.signal_id, command.other_id)
    if pair[0] == pair[1]:
        raise TransitionRefusedError(Event.LINKED)
    state = LinkState.CONFIRMED if command.same else LinkState.DISMISSED
    event = Event.LINKED if command.same else Event.UNLINKED
    with parts.transactions() as work:
        for signal_id in pair:
            stored = work.signals.get(signal_id)
            if stored is None or not _comparable(officer, stored):
                raise SignalNotFoundError(signal_id)
            if stored.erased_at is not None:
                raise ErasedError(signal_id)
        work.links.judge(*pair, state, officer.id, now)
        for signal_id, other_id in (pair, pair[::-1]):
            work.signals.append_history(signal_id, HistoryEntry(now, officer.id, event))
            work.audit.record(now, officer.id, event, signal_id, other_id)


def _comparable(officer: Officer, stored: StoredSignal) -> bool:
    # A partner desk reads masked words alone, and so learns no address from a suggestion either.
    return access_of(officer, stored.desks) in {Access.FULL, Access.CHAIN}


def _traits(parts: Parts, stored: StoredSignal) -> Traits:
    signal = stored.signal
    return Traits(
        municipality=signal.place.municipality,
        form=signal.exploitation_form,
        sector=signal.place.sector,
        signs=frozenset(indicator.code for indicator in signal.indicators),
        places=parts.places(stored.original),
    )


def _described(stored: StoredSignal, state: LinkState, why: tuple[Likeness, ...]) -> LinkedSignal:
    signal = stored.signal
    return LinkedSignal(
        id=signal.id,
        reference=signal.reference,
        created_at=signal.created_at,
        exploitation_form=signal.exploitation_form,
        municipality=signal.place.municipality,
        status=signal.status,
        state=state,
        why=why,
    )
