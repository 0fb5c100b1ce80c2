"""Messages that could not be delivered: kept encrypted, in order, for a day."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from channels.crypto import Sealer, UnsealError

TERM = timedelta(hours=24)
MAX_ATTEMPTS = 3
"""A message that Rasa itself refused this often no longer holds up the ones after it."""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A message as it would have gone to Rasa."""

    id: int
    text: str
    metadata: dict[str, str]
    attempts: int
    name: str | None = None
    """What Rasa knows the message by, when it has a name."""


class Journal:
    """Nothing that a person told is lost while a part of the system is down."""

    def __init__(self, connection: sqlite3.Connection, sealer: Sealer) -> None:
        self._connection = connection
        self._sealer = sealer

    def keep(
        self,
        sender: str,
        text: str,
        metadata: dict[str, str],
        now: datetime,
        name: str | None = None,
    ) -> None:
        """Write a message down before its sender is told that it is safe."""
        plain = json.dumps({"text": text, "metadata": metadata, "name": name}).encode()
        self._connection.execute(
            "INSERT INTO undelivered (sender, sealed, attempts, expires_at) VALUES (?, ?, 0, ?)",
            (sender, self._sealer.seal(plain, sender), (now + TERM).timestamp()),
        )

    def pending(self, sender: str, now: datetime) -> list[Undelivered]:
        """What still has to be delivered for this sender, oldest first."""
        self._connection.execute(
            "DELETE FROM undelivered WHERE expires_at <= ?", (now.timestamp(),)
        )
        rows = self._connection.execute(
            "SELECT id, sealed, attempts FROM undelivered"
            " WHERE sender = ? AND attempts < ? ORDER BY id",
            (sender, MAX_ATTEMPTS),
        ).fetchall()
        return [item for row in rows if (item := self._open(sender, *row)) is not None]

    def delivered(self, item: Undelivered) -> None:
        """It arrived: forget it."""
        self._connection.execute("DELETE FROM undelivered WHERE id = ?", (item.id,))

    def refused(self, item: Undelivered) -> None:
        """Rasa was there and failed on it once more."""
        self._connection.execute(
            "UPDATE undelivered SET attempts = attempts + 1 WHERE id = ?", (item.id,)
        )

    def forget(self, sender: str) -> None:
        """Drop what is kept for this sender, because the sender asked to."""
        self._connection.execute("DELETE FROM undelivered WHERE sender = ?", (sender,))

    def _open(self, sender: str, row_id: int, sealed: bytes, attempts: int) -> Undelivered | None:
        try:
            plain = json.loads(self._sealer.unseal(sealed, sender))
        except UnsealError:
            return None
        return Undelivered(row_id, plain["text"], plain["metadata"], attempts, plain.get("name"))
