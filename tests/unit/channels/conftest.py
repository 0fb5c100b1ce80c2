"""A gateway over a made-up Rasa."""

import pytest

from channels.conversations import ConversationStore
from channels.crypto import Keys, Sealer
from channels.database import open_database
from channels.gateway import Gateway, Parts
from channels.identity import Pseudonyms
from channels.journal import Journal
from channels.texts import load_texts
from tests.unit.channels.fakes import PHONE, Clock, FakeRasa, World


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
def world(rasa: FakeRasa, clock: Clock, keys: Keys) -> World:
    database = open_database(None)
    sealer = Sealer(keys.derive("state"))
    parts = Parts(
        rasa=rasa.client(),
        conversations=ConversationStore(database, sealer),
        journal=Journal(database, sealer),
        pseudonyms=Pseudonyms(keys.derive("senders")),
        texts=load_texts(),
        phone=lambda municipality, language: PHONE,
        now=clock,
    )
    return World(rasa, clock, Gateway(parts))
