"""Messages that were hardly understood: masked, sealed, and gone after their term.

Kept beside the conversations, in a file of its own. A row holds no sender: what it was said in
is a keyed hash, by which all of a conversation can be forgotten when it turns out to be about
immediate danger.
"""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag

from actions.adapters.cipher import Cipher, WrappedKey
from actions.service_layer.errors import KeyFileError

SCHEMA = """
CREATE TABLE IF NOT EXISTS uncertain (
    id TEXT PRIMARY KEY,          -- keyed hash of conversation and message
    conversation TEXT NOT NULL,   -- keyed hash
    key_id TEXT NOT NULL,
    wrapped BLOB NOT NULL,        -- the row's own key, under the master key
    sealed BLOB NOT NULL,         -- AES-GCM, bound to the row
    expires_at REAL NOT NULL      -- seconds since the epoch
)
"""
SHORT_ID = 8


@dataclass(frozen=True, slots=True)
class UncertainTurn:
    """One message with how it was read. `day` is all that is told of when.

    `ranking` holds the likeliest intents with their likelihood, `asked` the open question.
    """

    text: str
    doubts: tuple[str, ...]
    understood: str
    ranking: tuple[tuple[str, float], ...]
    language: str
    asked: str | None
    day: str


class UncertainTurns:
    """Keeps such messages for a term; `now` returns an aware time."""

    def __init__(
        self, path: Path, cipher: Cipher, term: timedelta, now: Callable[[], datetime]
    ) -> None:
        self._path = path
        self._cipher = cipher
        self._term = term
        self._now = now

    def keep(self, conversation: str, message: str, turn: UncertainTurn) -> None:
        """Keep a message whose text was masked already; the same one again replaces it."""
        whole = self._cipher.lookup("uncertain conversation", conversation)
        row = self._cipher.lookup("uncertain message", f"{conversation} {message}")
        key, wrapped = self._cipher.new_data_key(row)
        sealed = key.seal(json.dumps(asdict(turn), ensure_ascii=False), _place(row))
        expires = (self._now() + self._term).timestamp()
        with self._open() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO uncertain VALUES (?, ?, ?, ?, ?, ?)",
                (row, whole, wrapped.key_id, wrapped.blob, sealed, expires),
            )

    def forget(self, conversation: str) -> None:
        """Drop all that was kept of a conversation."""
        if not self._path.exists():
            return
        whole = self._cipher.lookup("uncertain conversation", conversation)
        with self._open() as connection:
            connection.execute("DELETE FROM uncertain WHERE conversation = ?", (whole,))

    def waiting(self) -> dict[str, UncertainTurn]:
        """What waits for a maintainer, by a short id, oldest first."""
        if not self._path.exists():
            return {}
        with self._open() as connection:
            rows = connection.execute(
                "SELECT id, key_id, wrapped, sealed FROM uncertain WHERE expires_at > ?"
                " ORDER BY expires_at, id",
                (self._now().timestamp(),),
            ).fetchall()
        read = {row[0][:SHORT_ID]: self._read(*row) for row in rows}
        return {name: turn for name, turn in read.items() if turn is not None}

    def done(self, short_id: str) -> None:
        """Drop a message that was dealt with."""
        with self._open() as connection:
            connection.execute(
                "DELETE FROM uncertain WHERE substr(id, 1, ?) = ?", (SHORT_ID, short_id)
            )

    def _read(self, row: str, key_id: str, wrapped: bytes, sealed: bytes) -> UncertainTurn | None:
        try:
            plain = self._cipher.unwrap(WrappedKey(key_id, wrapped), row).open(sealed, _place(row))
        except (KeyFileError, InvalidTag):
            return None  # sealed under a key that has left the key file: it can only run out
        raw: dict[str, Any] = json.loads(plain)
        ranking = tuple((str(name), float(value)) for name, value in raw["ranking"])
        return UncertainTurn(**{**raw, "doubts": tuple(raw["doubts"]), "ranking": ranking})

    def _open(self) -> closing[sqlite3.Connection]:
        fresh = not self._path.exists()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, isolation_level=None, timeout=5.0)
        if fresh:
            self._path.chmod(0o600)
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute(SCHEMA)
        return closing(connection)


def _place(row: str) -> str:
    return f"uncertain.sealed.{row}"
