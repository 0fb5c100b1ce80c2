"""A gateway over a made-up Rasa."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from actions.config import Settings, read_settings
from channels.app import create_app
from channels.conversations import ConversationStore
from channels.crypto import Keys, Sealer
from channels.database import open_database
from channels.gateway import Gateway, Parts
from channels.identity import Pseudonyms
from channels.journal import Journal
from channels.texts import load_texts
from tests.unit.channels.fakes import PHONE, Clock, FakeRasa, FakeRetriever, FakeServices, World


@pytest.fixture
def rasa() -> FakeRasa:
    return FakeRasa()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keys() -> Keys:
    return Keys(b"k" * 32)


@pytest.fixture
def database() -> sqlite3.Connection:
    return open_database(None)


@pytest.fixture
def parts(rasa: FakeRasa, clock: Clock, keys: Keys, database: sqlite3.Connection) -> Parts:
    sealer = Sealer(keys.derive("state"))
    return Parts(
        rasa=rasa.client(),
        conversations=ConversationStore(database, sealer),
        journal=Journal(database, sealer),
        pseudonyms=Pseudonyms(keys.derive("senders")),
        texts=load_texts(),
        phone=lambda municipality, language: PHONE,
        now=clock,
    )


@pytest.fixture
def world(rasa: FakeRasa, clock: Clock, parts: Parts, database: sqlite3.Connection) -> World:
    return World(rasa, clock, Gateway(parts), database)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    environ = {"NIETPLUIS_VAR_DIR": str(tmp_path), "NIETPLUIS_ACTIONS_PORT": "9"}
    return read_settings(environ)


@pytest.fixture
def services() -> FakeServices:
    return FakeServices()


@pytest.fixture
def client(
    settings: Settings, services: FakeServices, rasa: FakeRasa, clock: Clock
) -> Iterator[TestClient]:
    app = create_app(settings, services, FakeRetriever(), rasa.client(), clock)
    with TestClient(
        app,
        base_url="http://127.0.0.1:8000",
        client=("127.0.0.1", 50000),
        raise_server_exceptions=False,
        follow_redirects=False,
    ) as client:
        yield client
