"""The store's engine and transactions: SQLite in WAL mode, or PostgreSQL by its address."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from actions.adapters.audit import SqlAuditTrail
from actions.adapters.cipher import Cipher
from actions.adapters.inbox_lists import SqlInbox
from actions.adapters.links import SqlLinks
from actions.adapters.monitor_rows import SqlMonitor
from actions.adapters.outbox import SqlOutbox
from actions.adapters.signals import SqlSignalRepository
from actions.service_layer.errors import DuplicateSubmissionError, StoreBusyError

MIGRATIONS = Path(__file__).parent / "migrations"
POSTGRES_MIGRATION_LOCK = 746_200_210  # any fixed number: one migration at a time


@dataclass(frozen=True, slots=True)
class SqlTransaction:
    """Repositories over one connection in one transaction."""

    signals: SqlSignalRepository
    outbox: SqlOutbox
    audit: SqlAuditTrail
    inbox: SqlInbox
    links: SqlLinks
    monitor: SqlMonitor


class Database:
    """Transactions on one store, with the cipher that seals its fields."""

    def __init__(self, engine: sa.Engine, cipher: Cipher) -> None:
        self.engine = engine
        self._cipher = cipher

    @contextmanager
    def transaction(self) -> Iterator[SqlTransaction]:
        """All or nothing.

        Raises:
            StoreBusyError: locked, full or unreachable; nothing was written.
            DuplicateSubmissionError: the same submission was written at the same moment.
        """
        try:
            with self.engine.begin() as connection:
                yield SqlTransaction(
                    SqlSignalRepository(connection, self._cipher),
                    SqlOutbox(connection),
                    SqlAuditTrail(connection),
                    SqlInbox(connection, self._cipher),
                    SqlLinks(connection),
                    SqlMonitor(connection),
                )
        except IntegrityError as error:
            if "submission_hash" not in str(error.orig):
                raise
            raise DuplicateSubmissionError("submitted twice at once") from None
        except (OperationalError, PoolTimeoutError) as error:
            raise StoreBusyError(type(error).__name__) from error
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            raise StoreBusyError(type(error).__name__) from error


def make_engine(url: str, *, lock_wait_ms: int = 5000) -> sa.Engine:
    """An engine whose error texts hold no values (`hide_parameters`)."""
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = sa.create_engine(url, hide_parameters=True, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, lock_wait_ms)
    return engine


def migrate(engine: sa.Engine, lock_file: Path) -> None:
    """Bring the tables up to the newest version; safe when several processes start at once."""
    lock_file.parent.mkdir(parents=True, exist_ok=True)
    with lock_file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with engine.connect() as connection:
            if _is_current(connection):
                return
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(
                    sa.select(sa.func.pg_advisory_xact_lock(POSTGRES_MIGRATION_LOCK))
                )
            command.upgrade(alembic_config(connection), "head")


def alembic_config(connection: sa.Connection) -> Config:
    """Alembic's configuration for a connection that is already open."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _is_current(connection: sa.Connection) -> bool:
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == head


def _prepare_sqlite(engine: sa.Engine, lock_wait_ms: int) -> None:
    @sa.event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            # FULL, not NORMAL: a receipt that was shown must survive a power cut.
            "synchronous=FULL",
            "foreign_keys=ON",
            # Overwrites what is erased, so that a destroyed key is not left in free pages.
            "secure_delete=ON",
            f"busy_timeout={lock_wait_ms}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _on_begin(connection: sa.Connection) -> None:
        # IMMEDIATE: a reader that turns writer would meet a lock it cannot wait for.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
