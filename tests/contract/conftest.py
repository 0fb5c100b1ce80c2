"""Stores for the contract: SQLite in a file, and a PostgreSQL server of our own."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from actions.bootstrap import Services, bootstrap
from actions.config import Settings, read_settings
from actions.domain.codes import (
    AgeGroup,
    Channel,
    Disclosure,
    ExploitationForm,
    Language,
    Role,
    Setting,
    Source,
)
from actions.domain.commands import SubmitSignal
from actions.domain.disclosure import Officer
from actions.domain.events import Notice
from actions.domain.signal import Facts, Indicator
from actions.service_layer.errors import DeliveryError

TUESDAY = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
FLAGS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@dataclass
class MovedClock:
    """A clock that tests move."""

    moment: datetime = TUESDAY

    def now(self) -> datetime:
        return self.moment

    def forward(self, **span: float) -> None:
        self.moment += timedelta(**span)


MakeCommand = Callable[..., SubmitSignal]


class Collector:
    """A receiver that keeps notices by key, as a receiver with idempotency keys does."""

    def __init__(self) -> None:
        self.notices: dict[str, tuple[Notice, str]] = {}
        self.refusal: DeliveryError | None = None

    def send(self, notice: Notice, address: str) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.notices[notice.key] = (notice, address)

    @property
    def told(self) -> list[tuple[str, str]]:
        return [(notice.kind.value, address) for notice, address in self.notices.values()]


@dataclass
class World:
    """Services over a real store, with a clock and a receiver that tests hold."""

    services: Services
    clock: MovedClock
    receiver: Collector
    settings: Settings

    def rows(self, query: str, **values: object) -> list[Any]:
        """What is really in the store."""
        engine = sa.create_engine(self.settings.database_url)
        with engine.begin() as connection:
            found = connection.execute(sa.text(query), values)
            rows = list(found) if found.returns_rows else []
        engine.dispose()
        return rows

    def restarted(self) -> "World":
        """The same store, opened by a new process."""
        services = bootstrap(self.settings, clock=self.clock, notifiers={"mail": self.receiver})
        return replace(self, services=services)


@dataclass
class PostgresServer:
    """A PostgreSQL server of our own, that tests may end and start."""

    programs: Path
    home: Path
    port: int

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://{self._user}@127.0.0.1:{self.port}"

    @property
    def _user(self) -> str:
        return "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name

    def make(self) -> None:
        words = ("-D", self.home / "data", "-A", "trust", "--no-sync")
        _as_postgres(self.home, self.programs / "initdb", *words)

    def start(self) -> None:
        options = f"-h 127.0.0.1 -p {self.port} -k {self.home} {FLAGS}"
        self._control("-o", options, "-l", self.home / "log", "start")

    def stop(self) -> None:
        """End it at once, as a crash does."""
        self._control("-m", "immediate", "stop")

    def dump(self, schema: str, file: Path) -> None:
        """A backup as operations make it."""
        self._client("pg_dump", "-n", schema, "-f", file, "postgres")

    def restore(self, file: Path, database: str) -> None:
        self._client("createdb", database)
        self._client("psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", file, database)

    def _control(self, *words: object) -> None:
        program = self.programs / "pg_ctl"
        _as_postgres(self.home, program, "-w", "-D", self.home / "data", *words)

    def _client(self, program: str, *words: object) -> None:
        where = ("-h", "127.0.0.1", "-p", str(self.port), "-U", self._user)
        command = [str(self.programs / program), *where, *(str(word) for word in words)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server that lives as long as the tests."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not folders:
        message = "no PostgreSQL server below /usr/lib/postgresql"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    with tempfile.TemporaryDirectory(prefix="nietpluis-pg-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        server = PostgresServer(folders[-1], home, _free_port())
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture(scope="session")
def postgres(postgres_server: PostgresServer) -> str:
    """The address of that server."""
    return postgres_server.url


def _as_postgres(home: Path, *command: object) -> None:
    words = [str(word) for word in command]
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(home, "postgres", "postgres")
        setpriv = shutil.which("setpriv") or "setpriv"
        words = [setpriv, "--reuid", "postgres", "--regid", "postgres", "--clear-groups", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd=home)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.sqlite3'}"
    server = request.getfixturevalue("postgres")
    # A schema of its own is as empty as a database of its own, and made in no time.
    schema = f"t{uuid4().hex}"
    engine = sa.create_engine(f"{server}/postgres")
    with engine.begin() as connection:
        connection.execute(sa.schema.CreateSchema(schema))
    engine.dispose()
    return f"{server}/postgres?options=-csearch_path%3D{schema}"


@pytest.fixture
def world(database_url: str, tmp_path: Path) -> World:
    """Services on that database, the shipped directory, a Tuesday morning."""
    settings = read_settings(
        {"NIETPLUIS_VAR_DIR": str(tmp_path), "NIETPLUIS_DATABASE_URL": database_url}
    )
    clock, receiver = MovedClock(), Collector()
    services = bootstrap(settings, clock=clock, notifiers={"mail": receiver})
    return World(services, clock, receiver, settings)


@pytest.fixture
def command() -> MakeCommand:
    """A signal of a clerk in Groningen; keyword arguments change its facts or its own fields."""
    facts = Facts(
        role=Role.COUNTER,
        reporter_municipality="groningen",
        place_municipality="groningen",
        exploitation_form=ExploitationForm.LABOUR,
        age_group=AgeGroup.ADULT,
        setting=Setting.COUNTER,
        disclosure=Disclosure.CONFIDENTIAL,
    )
    signal = SubmitSignal(
        submission_key="conversation-1",
        facts=facts,
        channel=Channel.WEB,
        language=Language.NL,
        observation=(
            "Mevrouw Testnaam slaapt op het werk, haar baas heeft haar paspoort. 06-12345678"
        ),
        source=Source.HEARD,
        sector="agriculture",
        contact="balie@gemeente.example",
        indicators=(
            Indicator("documents_taken", "Papieren afgenomen", "heeft haar paspoort"),
            Indicator("long_days", "Heel lange dagen", "aangevinkt", chosen=True),
        ),
    )

    def make(key: str = "conversation-1", **changes: Any) -> SubmitSignal:
        own = {name: changes.pop(name) for name in list(changes) if hasattr(signal, name)}
        return replace(signal, submission_key=key, facts=replace(facts, **changes), **own)

    return make


@pytest.fixture
def officer() -> Officer:
    """Who serves the desk of Groningen."""
    return Officer("officer-1", "Aandachtsfunctionaris", frozenset({"groningen-officer"}))


@pytest.fixture
def region() -> Officer:
    """Who serves the regional team."""
    return Officer("region-1", "Ketenregisseur", frozenset({"zvh-groningen"}))
