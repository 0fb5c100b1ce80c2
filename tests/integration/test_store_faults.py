"""The store when things break: a locked or full database, a backup during writes, open keys."""

import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from actions.bootstrap import Services, bootstrap
from actions.config import read_settings
from actions.domain.codes import Channel, Language, Role
from actions.domain.commands import SubmitSignal
from actions.domain.signal import Facts
from actions.service_layer.errors import KeyFileError, StoreBusyError


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
