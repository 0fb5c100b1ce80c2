"""The end of a signal's term: its content is destroyed, its counts and its audit stay."""

from datetime import datetime

from actions.domain.events import Event
from actions.domain.signal import HistoryEntry
from actions.service_layer.parts import Parts

SYSTEM = "system"


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
