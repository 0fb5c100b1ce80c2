"""What the Teams door remembers: whom it may write to, and what it has seen. No text at all.

Everything that points at a person is sealed; rows are found by keyed hashes.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from channels.crypto import Keys, Sealer, UnsealError, keyed_hash
from channels.teams.activity import Place

TEAMS_FILE = "teams.sqlite3"
SEEN_TERM = timedelta(days=1)
FOLLOW_TERM = timedelta(days=400)
"""How long somebody who asked for it is told of a report: longer than any handling should take."""
SENT_TERM = timedelta(days=7)
"""Longer than the relay tries one notice."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS chat (
    person TEXT PRIMARY KEY,      -- keyed hash of tenant and Entra object id
    conversation TEXT NOT NULL,   -- keyed hash of the conversation, to forget it by
    sealed BLOB NOT NULL          -- where to write, who it is for us
);
CREATE INDEX IF NOT EXISTS chat_conversation ON chat (conversation);
CREATE TABLE IF NOT EXISTS follower (
    reference TEXT NOT NULL,      -- keyed hash
    person TEXT NOT NULL,
    expires_at REAL NOT NULL,
    PRIMARY KEY (reference, person)
);
CREATE TABLE IF NOT EXISTS seen (
    activity TEXT PRIMARY KEY,    -- keyed hash
    print TEXT NOT NULL,          -- keyed hash of what it said: the same id may not say two things
    done INTEGER NOT NULL,
    expires_at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS sent (
    notice TEXT NOT NULL,
    person TEXT NOT NULL,
    expires_at REAL NOT NULL,
    PRIMARY KEY (notice, person)
);
"""


@dataclass(frozen=True, slots=True)
class Chat:
    """A personal chat: where it is, and what its person said once about themself."""

    place: Place
    user: str
    profile: dict[str, str] = field(default_factory=dict)


class TeamsStore:
    """A small SQLite file of its own; `now` returns an aware time."""

    def __init__(self, path: Path | None, keys: Keys, now: Callable[[], datetime]) -> None:
        self._key = keys.derive("teams names")
        self._sealer = Sealer(keys.derive("teams chats"))
        self._now = now
        self._database = _open(path)

    def person(self, tenant: str, user: str) -> str:
        """The name of a person here and everywhere behind the door; leads back to nobody."""
        return keyed_hash(self._key, "person", tenant, user)

    def keep_chat(self, person: str, chat: Chat) -> None:
        """Remember where a person can be written to; the newest place counts."""
        sealed = self._sealer.seal(json.dumps(asdict(chat)).encode(), person)
        conversation = self._conversation(chat.place.conversation)
        self._database.execute(
            "INSERT OR REPLACE INTO chat VALUES (?, ?, ?)", (person, conversation, sealed)
        )

    def chat(self, person: str) -> Chat | None:
        """Where this person can be written to; None when they took the app away."""
        row = self._database.execute("SELECT sealed FROM chat WHERE person = ?", (person,))
        found = row.fetchone()
        return self._opened(person, found[0]) if found else None

    def chats(self) -> Iterator[tuple[str, Chat]]:
        """Every person that can be written to."""
        rows = self._database.execute("SELECT person, sealed FROM chat").fetchall()
        for person, sealed in rows:
            chat = self._opened(person, sealed)
            if chat is not None:
                yield person, chat

    def forget_conversation(self, conversation: str) -> list[str]:
        """The app was taken away there: drop the chat and all that hangs on it; whose it was."""
        name = self._conversation(conversation)
        rows = self._database.execute("SELECT person FROM chat WHERE conversation = ?", (name,))
        people = [person for (person,) in rows.fetchall()]
        for person in people:
            for table in ("chat", "follower", "sent"):
                self._database.execute(f"DELETE FROM {table} WHERE person = ?", (person,))  # noqa: S608 - our own names
        return people

    def follow(self, reference: str, person: str) -> None:
        """This person wants to hear of the report with this reference."""
        expires_at = (self._now() + FOLLOW_TERM).timestamp()
        self._database.execute(
            "INSERT OR REPLACE INTO follower VALUES (?, ?, ?)",
            (self._reference(reference), person, expires_at),
        )

    def followers(self, reference: str) -> list[str]:
        """Who wants to hear of it."""
        self._sweep("follower")
        rows = self._database.execute(
            "SELECT person FROM follower WHERE reference = ?", (self._reference(reference),)
        )
        return [person for (person,) in rows.fetchall()]

    def unfollow(self, reference: str) -> None:
        """The report is closed: nothing more to tell."""
        name = self._reference(reference)
        self._database.execute("DELETE FROM follower WHERE reference = ?", (name,))

    def see(self, activity: str, says: str) -> bool | None:
        """Whether this activity is new or was never finished; None when its id said other things.

        An activity that was begun and not finished is begun again: the gateway behind knows what
        it heard already.
        """
        self._sweep("seen")
        name, fingerprint = self._seen(activity), keyed_hash(self._key, "says", says)
        row = self._database.execute("SELECT print, done FROM seen WHERE activity = ?", (name,))
        found = row.fetchone()
        if found is None:
            expires_at = (self._now() + SEEN_TERM).timestamp()
            self._database.execute(
                "INSERT INTO seen VALUES (?, ?, 0, ?)", (name, fingerprint, expires_at)
            )
            return True
        return None if found[0] != fingerprint else not found[1]

    def finish(self, activity: str) -> None:
        """It was answered; it is not answered again."""
        name = self._seen(activity)
        self._database.execute("UPDATE seen SET done = 1 WHERE activity = ?", (name,))

    def was_sent(self, notice: str, person: str) -> bool:
        """Whether this person has this notice already."""
        self._sweep("sent")
        found = self._database.execute(
            "SELECT 1 FROM sent WHERE notice = ? AND person = ?", (notice, person)
        )
        return found.fetchone() is not None

    def sent(self, notice: str, person: str) -> None:
        """This person has this notice now."""
        expires_at = (self._now() + SENT_TERM).timestamp()
        self._database.execute(
            "INSERT OR REPLACE INTO sent VALUES (?, ?, ?)", (notice, person, expires_at)
        )

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _opened(self, person: str, sealed: bytes) -> Chat | None:
        try:
            raw = json.loads(self._sealer.unseal(sealed, person))
        except UnsealError:
            return None
        return Chat(Place(**raw["place"]), raw["user"], raw["profile"])

    def _conversation(self, conversation: str) -> str:
        return keyed_hash(self._key, "conversation", conversation)

    def _reference(self, reference: str) -> str:
        return keyed_hash(self._key, "reference", reference)

    def _seen(self, activity: str) -> str:
        return keyed_hash(self._key, "activity", activity)

    def _sweep(self, table: str) -> None:
        gone = (self._now().timestamp(),)
        self._database.execute(f"DELETE FROM {table} WHERE expires_at <= ?", gone)  # noqa: S608 - our own names


def _open(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(
        path or ":memory:", isolation_level=None, check_same_thread=False, timeout=5.0
    )
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
        database.execute(f"PRAGMA {pragma}")
    database.executescript(SCHEMA)
    if path is not None:
        path.chmod(0o600)
    return database
