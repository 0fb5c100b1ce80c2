"""The store when things break: killed processes, a locked or full database, open keys."""

import itertools
import multiprocessing
import random
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from actions.bootstrap import Services, bootstrap
from actions.config import read_settings
from actions.domain.codes import Channel, Language, Role
from actions.domain.commands import SubmitSignal
from actions.domain.signal import Facts
from actions.service_layer.errors import KeyFileError, StoreBusyError

KILLS = 30


def _environment(folder: Path) -> dict[str, str]:
    return {
        "NIETPLUIS_VAR_DIR": str(folder / "var"),
        "NIETPLUIS_FILE_DROP_DIR": str(folder / "receiver"),
    }


def _services(folder: Path, **extra: str) -> Services:
    return bootstrap(read_settings({**_environment(folder), **extra}))


def _submit(services: Services, key: str) -> str:
    facts = Facts(role=Role.COUNTER, reporter_municipality="groningen")
    command = SubmitSignal(key, facts, Channel.WEB, Language.NL, "er klopt iets niet")
    return services.submit(command).reference


def _work(folder: Path, name: str, ready: Connection) -> None:
    services = _services(folder)
    with (folder / "told").open("a") as told:
        for number in itertools.count():
            key = f"{name}-{number}"
            told.write(f"{key} {_submit(services, key)}\n")
            told.flush()
            services.deliver_due(2)
            if number == 0:
                ready.send("the first signal is told")


def _killed_at_random(folder: Path, name: str, moment: random.Random) -> None:
    processes = multiprocessing.get_context("fork")
    here, there = processes.Pipe()
    worker = processes.Process(target=_work, args=(folder, name, there))
    worker.start()
    assert here.poll(60)
    time.sleep(moment.uniform(0.0, 0.1))
    worker.kill()
    worker.join()
    assert worker.exitcode == -signal.SIGKILL


def test_killed_at_random_moments_nothing_is_lost_and_nothing_arrives_twice(
    tmp_path: Path,
) -> None:
    moment = random.Random(2026)  # noqa: S311 - moments to kill at
    _services(tmp_path)
    for number in range(KILLS):
        _killed_at_random(tmp_path, f"run{number}", moment)
    services = _services(tmp_path)
    _after_the_leases(services)
    lines = (tmp_path / "told").read_text().splitlines()
    told = {line.split()[1] for line in lines if len(line.split()) == 2}
    assert len(told) > KILLS
    with sqlite3.connect(tmp_path / "var" / "nietpluis.sqlite3") as store:
        kept = store.execute("SELECT id FROM signals").fetchall()
        states = store.execute("SELECT DISTINCT state FROM outbox").fetchall()
    assert states == [("delivered",)]
    dropped = [path.read_text() for path in (tmp_path / "receiver").glob("*.json")]
    arrived = [reference for text in dropped if (reference := _reference(text))]
    assert len(arrived) == len(set(arrived)) == len(kept)
    assert told <= set(arrived)


def _reference(text: str) -> str:
    return text.split('"reference": "')[1].split('"')[0]


def _after_the_leases(services: Services) -> None:
    with services.parts.transactions() as work:
        later = services.now().replace(year=services.now().year + 1)
        claimed = work.outbox.claim(later, services.now(), 10_000)
    assert all(delivery.attempts < 5 for delivery in claimed)
    while services.deliver_due(500).delivered:
        pass


@contextmanager
def _lock(database: Path) -> Iterator[None]:
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def test_a_locked_store_is_said_so_and_the_same_submission_succeeds_afterwards(
    tmp_path: Path,
) -> None:
    services = _services(tmp_path, NIETPLUIS_LOCK_WAIT_MS="50")
    with _lock(tmp_path / "var" / "nietpluis.sqlite3"), pytest.raises(StoreBusyError):
        _submit(services, "conversation")
    first = _submit(services, "conversation")
    assert _submit(services, "conversation") == first


def test_a_full_disk_is_said_so_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    services = _services(tmp_path)
    _submit(services, "before")
    database = services.parts.transactions.__self__  # type: ignore[attr-defined]
    with database.engine.connect() as connection:
        (pages,) = connection.exec_driver_sql("PRAGMA page_count").one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreBusyError):
        for number in range(500):
            _submit(services, f"c{number}")
    with sqlite3.connect(tmp_path / "var" / "nietpluis.sqlite3") as store:
        alone = "SELECT count(*) FROM signals WHERE id NOT IN (SELECT signal_id FROM outbox)"
        assert store.execute(alone).fetchone() == (0,)


def test_a_backup_taken_during_writes_opens_with_every_signal_whole(tmp_path: Path) -> None:
    services = _services(tmp_path)
    for number in range(5):
        _submit(services, f"before-{number}")
    copy = tmp_path / "restored" / "nietpluis.sqlite3"
    copy.parent.mkdir()
    with (
        sqlite3.connect(tmp_path / "var" / "nietpluis.sqlite3") as source,
        sqlite3.connect(copy) as target,
    ):
        # A write makes the copy start again, so after some of them it is left alone.
        writes = iter(range(5))

        def write(*_: int) -> None:
            for number in itertools.islice(writes, 1):
                _submit(services, f"during-{number}")

        source.backup(target, pages=1, progress=write)
    key_file = str(tmp_path / "var" / "keys.json")
    restored = bootstrap(
        read_settings({"NIETPLUIS_VAR_DIR": str(copy.parent), "NIETPLUIS_KEY_FILE": key_file})
    )
    with restored.parts.transactions() as work:
        kept = work.signals.waiting(1000)
    assert len(kept) >= 5
    assert {stored.original for stored in kept} == {"er klopt iets niet"}


def test_keys_that_others_can_read_are_refused(tmp_path: Path) -> None:
    _services(tmp_path)
    (tmp_path / "var" / "keys.json").chmod(0o644)
    with pytest.raises(KeyFileError, match="0600"):
        _services(tmp_path)


def test_the_key_file_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    _services(tmp_path)
    assert (tmp_path / "var" / "keys.json").stat().st_mode & 0o777 == 0o600


def test_production_makes_no_keys(tmp_path: Path) -> None:
    production = {
        "NIETPLUIS_ENVIRONMENT": "production",
        "NIETPLUIS_KEY_FILE": str(tmp_path / "keys.json"),
        "NIETPLUIS_PUBLIC_URL": "https://nietpluis.example",
    }
    with pytest.raises(KeyFileError, match="no key file"):
        _services(tmp_path, **production)
