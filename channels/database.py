"""The doors' own small SQLite file: open conversations and messages not yet delivered."""

import sqlite3
from pathlib import Path

SCHEMA = """
CREATE TABLE IF NOT EXISTS conversation (
    sender TEXT PRIMARY KEY,      -- pseudonym, never the client's id
    sealed BLOB NOT NULL,         -- AES-GCM, bound to the sender
    expires_at REAL NOT NULL      -- seconds since the epoch
);
CREATE TABLE IF NOT EXISTS undelivered (
    id INTEGER PRIMARY KEY,       -- order of arrival
    sender TEXT NOT NULL,
    sealed BLOB NOT NULL,
    attempts INTEGER NOT NULL,
    expires_at REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS undelivered_sender ON undelivered (sender, id);
CREATE TABLE IF NOT EXISTS heard (
    sender TEXT NOT NULL,
    message TEXT NOT NULL,        -- pseudonym of the client's message id; no content
    expires_at REAL NOT NULL,
    PRIMARY KEY (sender, message)
) WITHOUT ROWID;
"""


def open_database(path: Path | None) -> sqlite3.Connection:
    """A connection with the tables made; without a path one that lives in memory.

    Statements take well under a millisecond, so the gateway calls them from its event loop.
    """
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(
        path or ":memory:", isolation_level=None, check_same_thread=False, timeout=5.0
    )
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA secure_delete=ON")
    connection.executescript(SCHEMA)
    if path is not None:
        path.chmod(0o600)
    return connection
