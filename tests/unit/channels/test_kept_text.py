"""Text of conversations goes after a day, also when nobody talks any more."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from actions.config import read_settings
from actions.conversation import UncertainTurn, uncertain_turns
from channels.conversations import ConversationStore
from channels.crypto import Sealer, load_or_create
from channels.database import open_database
from channels.journal import Journal
from channels.kept_text import (
    DOORS_FILE,
    RASA_FILE,
    destroy_overdue,
    destroy_uncertain,
    overdue,
    uncertain_overdue,
)

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


def test_masked_messages_for_review_go_after_their_own_term(tmp_path: Path) -> None:
    assert uncertain_overdue(tmp_path, NOW) is destroy_uncertain(tmp_path, NOW) is None
    store = uncertain_turns(read_settings(_environ(tmp_path)), lambda: NOW)
    turn = UncertainTurn("iets vaags", ("close",), "inform", (), "nl", None, "2026-03-03")
    store.keep("a", "1", turn)
    store.keep("b", "1", turn)
    month = timedelta(days=30)
    assert destroy_uncertain(tmp_path, NOW + month - HOUR) == 0
    assert len(store.waiting()) == 2
    assert uncertain_overdue(tmp_path, NOW + month + HOUR) == 2
    assert overdue(tmp_path, NOW + month + HOUR) == 0
    assert destroy_uncertain(tmp_path, NOW + month + HOUR) == 2
    assert store.waiting() == {}


def _environ(folder: Path) -> dict[str, str]:
    return {"NIETPLUIS_VAR_DIR": str(folder), "NIETPLUIS_COLLECT_UNCERTAIN": "yes"}
