"""Text of conversations past its day: what the doors and Rasa keep, counted and destroyed.

Both forget by themselves when somebody talks to them. This is for when nobody does.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from channels.conversations import OPEN_TERM

DOORS_FILE = "gateway.sqlite3"
RASA_FILE = "conversations.db"
SWEEP_S = 600.0

log = logging.getLogger("nietpluis.doors")


@dataclass(frozen=True, slots=True)
class _Kept:
    file: str
    table: str
    sender: str
    moment: str
    term: timedelta


KEPT = (
    _Kept(DOORS_FILE, "conversation", "sender", "expires_at", timedelta()),
    _Kept(DOORS_FILE, "undelivered", "sender", "expires_at", timedelta()),
    _Kept(DOORS_FILE, "heard", "sender", "expires_at", timedelta()),
    _Kept(RASA_FILE, "events", "sender_id", "timestamp", OPEN_TERM),
)
UNCERTAIN = _Kept("uncertain.sqlite3", "uncertain", "id", "expires_at", timedelta())
"""Hardly understood messages, masked; the action server keeps them where that was chosen."""


def overdue(folder: Path, now: datetime) -> int:
    """How many conversations still have text that should be gone."""
    return sum(_on(folder, kept, now, destroy=False) for kept in KEPT)


def destroy_overdue(folder: Path, now: datetime) -> int:
    """Destroy that text; of how many conversations."""
    return sum(_on(folder, kept, now, destroy=True) for kept in KEPT)


def uncertain_overdue(folder: Path, now: datetime) -> int | None:
    """How many masked messages are past their term; None where none were ever kept."""
    if not (folder / UNCERTAIN.file).exists():
        return None
    return _on(folder, UNCERTAIN, now, destroy=False)


def destroy_uncertain(folder: Path, now: datetime) -> int | None:
    """Destroy those; of how many messages."""
    if not (folder / UNCERTAIN.file).exists():
        return None
    return _on(folder, UNCERTAIN, now, destroy=True)


async def sweep(folder: Path, now: Callable[[], datetime], pause_s: float = SWEEP_S) -> None:
    """Destroy it every so often, for as long as the gateway runs."""
    while True:
        try:
            await asyncio.to_thread(destroy_overdue, folder, now())
            await asyncio.to_thread(destroy_uncertain, folder, now())
        except sqlite3.Error as error:
            log.error("kept_text.sweep_failed kind=%s", type(error).__name__)
        await asyncio.sleep(pause_s)


def _on(folder: Path, kept: _Kept, now: datetime, *, destroy: bool) -> int:
    path = folder / kept.file
    if not path.exists():
        return 0
    connection = sqlite3.connect(path, isolation_level=None, timeout=5.0)
    try:
        return _in_table(connection, kept, (now - kept.term).timestamp(), destroy)
    finally:
        connection.close()


def _in_table(connection: sqlite3.Connection, kept: _Kept, before: float, destroy: bool) -> int:
    connection.execute("PRAGMA secure_delete=ON")
    there = "SELECT count(*) FROM sqlite_master WHERE name = ?"
    if connection.execute(there, (kept.table,)).fetchone() == (0,):
        return 0
    # The names are the constants above; the moment is the one value.
    which = f"FROM {kept.table} WHERE {kept.moment} <= ?"
    asked = f"SELECT count(DISTINCT {kept.sender}) {which}"
    (found,) = connection.execute(asked, (before,)).fetchone()
    if destroy and found:
        connection.execute(f"DELETE {which}", (before,))
    return int(found)
