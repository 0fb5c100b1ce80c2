"""Text of conversations goes after a day, also when nobody talks any more."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from channels.conversations import ConversationStore
from channels.crypto import Sealer, load_or_create
from channels.database import open_database
from channels.journal import Journal
from channels.kept_text import DOORS_FILE, RASA_FILE, destroy_overdue, overdue

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def _doors(folder: Path) -> None:
    connection = open_database(folder / DOORS_FILE)
    sealer = Sealer(load_or_create(folder / "key").derive("test"))
    store = ConversationStore(connection, sealer)
    store.save("somebody", store.load("somebody", NOW), NOW)
    Journal(connection, sealer).keep("somebody", "er klopt iets niet", {}, NOW)
    connection.close()


def _rasa(folder: Path) -> None:
    with sqlite3.connect(folder / RASA_FILE) as connection:
        connection.execute("CREATE TABLE events (sender_id TEXT, timestamp REAL, data TEXT)")
        rows = [("a", (NOW + n * HOUR).timestamp(), "geelvink") for n in range(3)]
        connection.executemany("INSERT INTO events VALUES (?, ?, ?)", rows)
    connection.close()


def test_text_is_kept_for_a_day_and_then_counted_and_destroyed(tmp_path: Path) -> None:
    _doors(tmp_path)
    _rasa(tmp_path)
    assert overdue(tmp_path, NOW + 23 * HOUR) == 0
    assert destroy_overdue(tmp_path, NOW + 23 * HOUR) == 0
    assert overdue(tmp_path, NOW + 27 * HOUR) == 3
    assert b"geelvink" in (tmp_path / RASA_FILE).read_bytes()
    assert destroy_overdue(tmp_path, NOW + 27 * HOUR) == 3
    assert overdue(tmp_path, NOW + 27 * HOUR) == 0
    assert b"geelvink" not in (tmp_path / RASA_FILE).read_bytes()


def test_nothing_kept_is_nothing_overdue_and_makes_no_files(tmp_path: Path) -> None:
    assert overdue(tmp_path, NOW) == destroy_overdue(tmp_path, NOW) == 0
    assert list(tmp_path.iterdir()) == []
