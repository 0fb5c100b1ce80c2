"""Processes are killed at random moments of a handoff; nothing is lost, nothing arrives twice.

The suite kills 40 times; `NIETPLUIS_KILLS=200 .venv/bin/pytest tests/integration/test_kills.py`
as often as was asked for (about three minutes).
"""

import itertools
import multiprocessing
import os
import random
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from actions.bootstrap import Services, bootstrap
from actions.config import read_settings
from actions.domain.codes import Channel, Language, Role
from actions.domain.commands import SubmitSignal
from actions.domain.signal import Facts
from actions.service_layer.delivery import LEASE

KILLS = int(os.environ.get("NIETPLUIS_KILLS", "40"))
SECONDS_A_KILL = 3
FORKED = multiprocessing.get_context("fork")


class ClockAhead:
    """The time of day, ahead by so much: a restarted relay need not wait for a lease to end."""

    def __init__(self, ahead: timedelta) -> None:
        self._ahead = ahead

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead


class Receiver:
    """Takes a notice once per idempotency key, as a receiver of ours is asked to."""

    def __init__(self) -> None:
        self.taken: dict[str, str] = {}
        self.came = Counter[str]()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                key = self.headers["Idempotency-Key"]
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                receiver.came[key] += 1
                receiver.taken.setdefault(key, body.split('"reference": "')[1].split('"')[0])
                self.send_response(204)
                self.end_headers()

            def handle(self) -> None:
                try:
                    super().handle()
                except (BrokenPipeError, ConnectionResetError):
                    return  # the relay was killed while it listened

            def log_message(self, format: str, *args: Any) -> None:
                """Be silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/in"


def _services(folder: Path, url: str, ahead: timedelta = timedelta()) -> Services:
    settings = {
        "NIETPLUIS_VAR_DIR": str(folder),
        "NIETPLUIS_WEBHOOK_URL": url,
        "NIETPLUIS_WEBHOOK_SECRET": "made up",
    }
    return bootstrap(read_settings(settings), clock=ClockAhead(ahead))


def _hand_over(folder: Path, url: str, _turn: int, ready: Connection) -> None:
    """Hands signals over; goes on with the first that nobody was told of."""
    services = _services(folder, url)
    told = folder / "told"
    first = sum(line.endswith("\n") for line in told.read_text().splitlines(keepends=True))
    facts = Facts(role=Role.COUNTER, reporter_municipality="groningen")
    ready.send("ready")
    with told.open("a") as file:
        for number in itertools.count(first):
            command = SubmitSignal(f"c{number}", facts, Channel.WEB, Language.NL, "niet pluis")
            file.write(f"{services.submit(command).reference}\n")
            file.flush()
            time.sleep(0.01)


def _relay(folder: Path, url: str, turn: int, ready: Connection) -> None:
    """Delivers, by a clock that is past the lease of whoever was killed before."""
    services = _services(folder, url, turn * (LEASE + timedelta(seconds=1)))
    ready.send("ready")
    while True:
        if not services.deliver_due(3).delivered:
            time.sleep(0.002)


class Killed:
    """A process that is started again whenever it was killed."""

    def __init__(self, work: Callable[..., None], folder: Path, url: str) -> None:
        self._work, self._folder, self._url = work, folder, url
        self.turn = 0
        self.start()

    def start(self) -> None:
        here, there = FORKED.Pipe()
        self.turn += 1
        given = (self._folder, self._url, self.turn, there)
        self._process = FORKED.Process(target=self._work, args=given, daemon=True)
        self._process.start()
        assert here.poll(60), "it did not start"

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        assert self._process.exitcode == -signal.SIGKILL


@contextmanager
def _receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.server.shutdown()
    receiver.server.server_close()


@pytest.mark.timeout(60 + KILLS * SECONDS_A_KILL)
def test_killed_at_random_moments_nothing_is_lost_and_nothing_arrives_twice(
    tmp_path: Path,
) -> None:
    moment = random.Random(2026)  # noqa: S311 - moments to kill at
    (tmp_path / "told").touch()
    with _receiver() as receiver:
        _services(tmp_path, receiver.url)
        parts = [Killed(work, tmp_path, receiver.url) for work in (_hand_over, _relay)]
        for _ in range(KILLS):
            time.sleep(moment.uniform(0.0, 0.06))
            victim = moment.choice(parts)
            victim.kill()
            victim.start()
        for part in parts:
            part.kill()
        afterwards = _services(tmp_path, receiver.url, timedelta(days=30))
        while afterwards.deliver_due(500).delivered:
            pass
    told = (tmp_path / "told").read_text().splitlines()
    with sqlite3.connect(tmp_path / "nietpluis.sqlite3") as store:
        (kept,) = store.execute("SELECT count(*) FROM signals").fetchone()
        states = store.execute("SELECT DISTINCT state FROM outbox").fetchall()
    arrived = list(receiver.taken.values())
    assert len(told) > KILLS / 4
    assert len(arrived) == len(set(arrived)) == kept
    assert set(told) <= set(arrived)
    assert kept - len(set(told)) <= 1  # one may be kept of which nobody was told yet
    assert states == [("delivered",)]
    assert receiver.came.total() >= kept
