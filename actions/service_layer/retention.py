"""The life of what is sealed: keys are rotated, and at the end of the term content goes.

After the term a signal's counts and its audit stay.
"""

from datetime import datetime

from actions.domain.events import Event
from actions.domain.signal import HistoryEntry
from actions.service_layer.parts import Parts

SYSTEM = "system"
KEYS_A_TIME = 200


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
