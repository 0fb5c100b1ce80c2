"""Conversations in SQL, kept no longer than a conversation lasts."""

import time
from pathlib import Path
from typing import Any, Optional, Text

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import event
from sqlalchemy.engine.url import make_url

SWEEP_SECONDS = 600


class ExpiringTrackerStore(SQLTrackerStore):
    """SQL tracker store that forgets conversations older than `max_age_hours`.

    A conversation of which the last message closed the case is forgotten at once:
    the signal itself is stored elsewhere, encrypted.
    """

    def __init__(
        self,
        domain: Optional[Domain] = None,
        host: Text = "sqlite:///rasa.db",
        event_broker: Optional[EventBroker] = None,
        max_age_hours: float = 24,
        **kwargs: Any,
    ) -> None:
        parts = make_url(host)  # Rasa hands the endpoint's url over as `host`
        super().__init__(
            domain=domain,
            event_broker=event_broker,
            dialect=parts.drivername,
            host=parts.host,
            port=parts.port,
            db=parts.database or "",
            username=parts.username,
            password=parts.password,
            **kwargs,
        )
        if parts.drivername == "sqlite" and parts.database:
            event.listen(self.engine, "connect", _overwrite_what_goes)
            Path(parts.database).chmod(0o600)
        self._max_age_seconds = float(max_age_hours) * 3600
        self._next_sweep = 0.0

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Stores new events; forgets a closed case and, now and then, old ones."""
        await super().save(tracker)
        if tracker.get_slot("case_closed"):
            self._forget(tracker.sender_id)
        self._sweep(time.time())

    def _forget(self, sender_id: Text) -> None:
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter_by(sender_id=sender_id).delete()
            session.commit()

    def _sweep(self, now: float) -> None:
        if now < self._next_sweep:
            return
        self._next_sweep = now + SWEEP_SECONDS
        with self.session_scope() as session:
            old = self.SQLEvent.timestamp < now - self._max_age_seconds
            session.query(self.SQLEvent).filter(old).delete()
            session.commit()


def _overwrite_what_goes(connection: Any, _record: Any) -> None:
    # Otherwise what people typed stays in the file's free pages after it was forgotten.
    connection.execute("PRAGMA secure_delete=ON")
