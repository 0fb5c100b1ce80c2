"""Who is signed in and who is on the way, sealed, in the doors' own file; and the audit of it."""

import json
import sqlite3
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from actions.domain.codes import Role
from channels.crypto import Sealer, UnsealError, keyed_hash
from channels.sign_in.person import Person
from channels.sign_in.provider import Flow
from channels.sign_in.settings import SessionTerms

SCHEMA = """
CREATE TABLE IF NOT EXISTS session (
    id TEXT PRIMARY KEY,          -- keyed hash of what the browser holds
    account TEXT NOT NULL,        -- keyed hash of the provider's key of the account
    provider_session TEXT,        -- keyed hash of the provider's own session
    sealed BLOB NOT NULL,
    begun_at REAL NOT NULL,
    expires_at REAL NOT NULL      -- moves on while the person is there, never past the end
);
CREATE TABLE IF NOT EXISTS sign_in_attempt (
    state TEXT PRIMARY KEY,       -- keyed hash of state and browser
    sealed BLOB NOT NULL,
    expires_at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS person_chat (
    account TEXT PRIMARY KEY,     -- leads to the open conversation, and is gone a day later
    sealed BLOB NOT NULL,
    expires_at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS sign_in_audit (
    seq INTEGER PRIMARY KEY,
    at REAL NOT NULL,
    event TEXT NOT NULL,          -- signed_in, refused, signed_out, ended_by_provider
    who TEXT NOT NULL,            -- an officer's account; of others a keyed hash; else empty
    detail TEXT NOT NULL          -- a code, never a token or a claim
);
CREATE TRIGGER IF NOT EXISTS sign_in_audit_stays BEFORE UPDATE ON sign_in_audit
BEGIN SELECT RAISE(ABORT, 'what is written stays'); END;
"""
ATTEMPT_TERM = timedelta(minutes=10)
"""How long somebody may take at the provider."""
MOST_ATTEMPTS = 20_000
CHAT_TERM = timedelta(hours=24)
"""As long as an open conversation is kept; afterwards nothing joins person and conversation."""
AUDIT_TERM = timedelta(days=180)
TOUCH = timedelta(minutes=1)
"""How far the end of a session moves on before it is written down again."""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is signed in; `chat` is the random name of this person's conversation."""

    person: Person
    chat: str
    id_token: str
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Attempt:
    """A sign-in under way, and where it leads."""

    flow: Flow
    next_page: str


class TooManyAttemptsError(Exception):
    """More people on the way to the provider than an honest morning brings."""


class SignInStore:
    """Keeps sessions and attempts; what the browser holds is never written down."""

    def __init__(
        self, connection: sqlite3.Connection, sealer: Sealer, key: bytes, terms: SessionTerms
    ) -> None:
        self._connection = connection
        self._sealer = sealer
        self._key = key
        self._terms = terms
        connection.executescript(SCHEMA)

    def open_attempt(self, browser: str, attempt: Attempt, now: datetime) -> None:
        """Remember a sign-in of this browser; raises TooManyAttemptsError."""
        self._forget("sign_in_attempt", now)
        (waiting,) = self._connection.execute("SELECT count(*) FROM sign_in_attempt").fetchone()
        if waiting >= MOST_ATTEMPTS:
            raise TooManyAttemptsError
        name = self._name("attempt", attempt.flow.state, browser)
        self._keep("sign_in_attempt", name, asdict(attempt), now + ATTEMPT_TERM)

    def take_attempt(self, browser: str, state: str, now: datetime) -> Attempt | None:
        """The sign-in of this browser with this state, once; None for any other."""
        name = self._name("attempt", state, browser)
        row = self._connection.execute(
            "DELETE FROM sign_in_attempt WHERE state = ? RETURNING sealed, expires_at", (name,)
        ).fetchone()
        if row is None or row[1] <= now.timestamp():
            return None
        raw = self._open(row[0], name)
        return Attempt(Flow(**raw["flow"]), raw["next_page"]) if raw else None

    def begin(
        self, cookie: str, person: Person, id_token: str, chat: str, sid: str | None, now: datetime
    ) -> Session:
        """A session under this cookie; `chat` names the conversation unless one is open."""
        self._forget("session", now)
        account = self._name("account", person.subject)
        chat = self._chat(account, chat, now)
        session = Session(person, chat, id_token, now + self._terms.whole)
        name = self._name("session", cookie)
        sealed = self._sealer.seal(_written(session), name)
        self._connection.execute(
            "INSERT INTO session VALUES (?, ?, ?, ?, ?, ?)",
            (
                name,
                account,
                self._name("provider session", sid) if sid else None,
                sealed,
                now.timestamp(),
                (now + self._terms.idle).timestamp(),
            ),
        )
        return session

    def find(self, cookie: str, now: datetime) -> Session | None:
        """The session of this cookie, None when there is none or it has ended."""
        name = self._name("session", cookie)
        row = self._connection.execute(
            "SELECT sealed FROM session WHERE id = ? AND expires_at > ?", (name, now.timestamp())
        ).fetchone()
        raw = self._open(row[0], name) if row else None
        session = _read(raw, now) if raw else None
        return session if session and session.ends_at > now else None

    def of_account(self, subject: str, now: datetime) -> Session | None:
        """The latest session of this account, in whatever browser; None when there is none."""
        rows = self._connection.execute(
            "SELECT id, sealed FROM session WHERE account = ? AND expires_at > ?"
            " ORDER BY begun_at DESC",
            (self._name("account", subject), now.timestamp()),
        ).fetchall()
        found = (_read(raw, now) for name, sealed in rows if (raw := self._open(sealed, name)))
        return next((session for session in found if session.ends_at > now), None)

    def touch(self, cookie: str, session: Session, now: datetime) -> None:
        """Move the end on, since the person is there."""
        until = min(now + self._terms.idle, session.ends_at).timestamp()
        self._connection.execute(
            "UPDATE session SET expires_at = ? WHERE id = ? AND expires_at < ?",
            (until, self._name("session", cookie), until - TOUCH.total_seconds()),
        )

    def end(self, cookie: str) -> None:
        """End the session of this cookie."""
        name = self._name("session", cookie)
        self._connection.execute("DELETE FROM session WHERE id = ?", (name,))

    def end_for(self, subject: str | None, sid: str | None, begun_before: datetime) -> int:
        """End what the provider ended: one of its sessions, or all of an account; how many."""
        column, value = (
            ("provider_session", self._name("provider session", sid))
            if sid
            else ("account", self._name("account", subject or ""))
        )
        # The column is one of the two names above.
        statement = f"DELETE FROM session WHERE {column} = ? AND begun_at <= ?"  # noqa: S608
        return self._connection.execute(statement, (value, begun_before.timestamp())).rowcount

    def note(self, event: str, person: Person | None, detail: str, now: datetime) -> None:
        """Add a line to the audit; who is no officer stands in it by a keyed hash."""
        who = ""
        if person is not None:
            who = person.subject if person.desks else self._name("account", person.subject)
        self._connection.execute(
            "INSERT INTO sign_in_audit (at, event, who, detail) VALUES (?, ?, ?, ?)",
            (now.timestamp(), event, who, detail),
        )

    def sweep(self, now: datetime) -> None:
        """Destroy what is past its term."""
        for table in ("session", "sign_in_attempt", "person_chat"):
            self._forget(table, now)
        before = (now - AUDIT_TERM).timestamp()
        self._connection.execute("DELETE FROM sign_in_audit WHERE at <= ?", (before,))

    def _chat(self, account: str, fresh: str, now: datetime) -> str:
        row = self._connection.execute(
            "SELECT sealed FROM person_chat WHERE account = ? AND expires_at > ?",
            (account, now.timestamp()),
        ).fetchone()
        raw = self._open(row[0], account) if row else None
        chat = str(raw["chat"]) if raw else fresh
        self._keep("person_chat", account, {"chat": chat}, now + self._terms.whole + CHAT_TERM)
        return chat

    def _keep(self, table: str, name: str, content: Any, until: datetime) -> None:
        sealed = self._sealer.seal(json.dumps(content).encode(), name)
        statement = f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)"  # noqa: S608  our names
        self._connection.execute(statement, (name, sealed, until.timestamp()))

    def _forget(self, table: str, now: datetime) -> None:
        statement = f"DELETE FROM {table} WHERE expires_at <= ?"  # noqa: S608  our names
        self._connection.execute(statement, (now.timestamp(),))

    def _open(self, sealed: bytes, row: str) -> Any:
        try:
            return json.loads(self._sealer.unseal(sealed, row))
        except UnsealError:
            return None

    def _name(self, kind: str, *values: str) -> str:
        return keyed_hash(self._key, kind, *values)


def _written(session: Session) -> bytes:
    return json.dumps(
        {
            "person": asdict(session.person),
            "chat": session.chat,
            "id_token": session.id_token,
            "ends_at": session.ends_at.timestamp(),
        }
    ).encode()


def _read(raw: Any, now: datetime) -> Session:
    told = raw["person"]
    person = Person(
        subject=told["subject"],
        role=Role(told["role"]) if told["role"] else None,
        municipality=told["municipality"],
        organisation=told["organisation"],
        desks=tuple(told["desks"]),
    )
    ends_at = datetime.fromtimestamp(raw["ends_at"], tz=now.tzinfo)
    return Session(person, raw["chat"], raw["id_token"], ends_at)


def audit_lines(
    connection: sqlite3.Connection, since: datetime
) -> list[tuple[datetime, str, str, str]]:
    """When, what, who and why, the oldest first; nothing where nobody ever signed in."""
    there = "SELECT count(*) FROM sqlite_master WHERE name = 'sign_in_audit'"
    if connection.execute(there).fetchone() == (0,):
        return []
    rows = connection.execute(
        "SELECT at, event, who, detail FROM sign_in_audit WHERE at >= ? ORDER BY seq",
        (since.timestamp(),),
    )
    return [(datetime.fromtimestamp(at, tz=since.tzinfo), *rest) for at, *rest in rows]
