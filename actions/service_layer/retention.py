"""The life of what is sealed: keys are rotated, and at the end of the term content goes.

After the term a signal's counts and its audit stay.
"""

from datetime import datetime

from actions.domain.codes import Status
from actions.domain.events import Event
from actions.domain.signal import HistoryEntry
from actions.service_layer.parts import Parts
from actions.service_layer.records import Expiring, StoredSignal

SYSTEM = "system"
KEYS_A_TIME = 200


def expiring(parts: Parts, now: datetime) -> list[Expiring]:
    """Signals whose term ended at `now` and whose content is still there, for people to read."""
    with parts.transactions() as work:
        found = [work.signals.get(signal_id) for signal_id in work.signals.expired(now)]
    return [_expiring(stored) for stored in found if stored is not None]


def _expiring(stored: StoredSignal) -> Expiring:
    closings = [entry.at for entry in stored.signal.history if entry.status is Status.CLOSED]
    return Expiring(
        signal_id=stored.signal.id,
        desk=stored.handling_desk,
        received_at=stored.signal.created_at,
        closed_at=closings[-1] if closings else None,
    )


def purge_expired(parts: Parts, now: datetime, *, dry_run: bool) -> list[str]:
    """Erase every signal whose term ended at `now`; with `dry_run` only say which."""
    with parts.transactions() as work:
        ids = work.signals.expired(now)
        if dry_run:
            return ids
        for signal_id in ids:
            work.signals.append_history(signal_id, HistoryEntry(now, SYSTEM, Event.ERASED))
            work.signals.erase(signal_id, now)
            work.audit.record(now, SYSTEM, "signal_erased", signal_id)
    return ids


def rotate_keys(parts: Parts) -> int:
    """Wrap every data key with the current master key; the number that was not yet."""
    rotated = 0
    while True:
        with parts.transactions() as work:
            done = work.signals.rewrap(KEYS_A_TIME)
            if done:
                work.audit.record(parts.clock.now(), SYSTEM, "keys_rotated", None, str(done))
        rotated += done
        if done < KEYS_A_TIME:
            return rotated
