"""A gateway whose Teams door talks to the stub of the Bot Framework, with a scripted Rasa."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from joserfc.jwk import RSAKey

from actions.bootstrap import bootstrap
from actions.config import read_settings
from actions.service_layer.services import Services
from channels.app import create_app
from channels.rasa_client import connect
from knowledge.model import Answer, Citation, DontKnow, QuotedSentence
from tests.bot_framework import BotFramework, Json
from tests.rasa_double import QUESTION_TEXT, RasaDouble
from tests.unit.channels.fakes import Clock

PEOPLE = """
people:
  - users: [99999999-0000-4000-8000-0000000000aa]
    desks: [groningen-officer]
  - users: [99999999-0000-4000-8000-0000000000bb]
    desks: [groningen-officer.deputy]
  - users: [99999999-0000-4000-8000-0000000000cc]
    role: youth_worker
    municipality: groningen
"""


class OneAnswer:
    """An index that answers what mentions the attention officer."""

    def refresh(self) -> bool:
        return False

    def search(self, question: str, k: int = 10) -> list[Any]:
        return []

    def passage(self, passage_id: str) -> Any:
        raise NotImplementedError

    def answer(
        self, question: str, municipality: str | None = None, language: str = "nl"
    ) -> Answer | DontKnow:
        if "aandachtsfunctionaris" not in question:
            return DontKnow(0.1)
        cited = Citation("gids", "Gids", "Rollen", 4, QUESTION_TEXT, "", "gids-1", 0, 9)
        return Answer((QuotedSentence(QUESTION_TEXT, cited),), (cited,), 0.9)


@dataclass
class World:
    """Everything around the door."""

    client: TestClient
    service: BotFramework
    rasa: RasaDouble
    clock: Clock
    services: Services
    var: Path
    number: int = field(default=0)

    def post(self, body: Any, token: str | None = None, **headers: str) -> Response:
        given = {"authorization": f"Bearer {token}"} if token is not None else {}
        return self.client.post("/api/messages", json=body, headers={**given, **headers})

    def send(self, **changes: Any) -> Response:
        """An activity with a good token and an id of its own, unless told otherwise."""
        self.number += 1
        now = self.clock()
        body = self.service.activity(now, **{"id": f"m{self.number}", **changes})
        return self.post(body, self.service.token(now))

    def say(self, text: str, **changes: Any) -> list[Json]:
        """What is answered to a message in a personal chat."""
        return self.answers_to(text=text, **changes)

    def answers_to(self, **changes: Any) -> list[Json]:
        before = len(self.service.said())
        assert self.send(**changes).status_code == 200
        return self.service.said()[before:]

    def press(self, action: Json, **changes: Any) -> list[Json]:
        """What is answered when somebody presses a button of a card."""
        return self.answers_to(text=action["title"], value=action["data"], **changes)

    def stored(self) -> str:
        """Everything in the doors' files, as text; empty tables give nothing."""
        found = []
        for path in (self.var / "teams.sqlite3", self.var / "gateway.sqlite3"):
            with sqlite3.connect(path) as database:
                names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
                for (name,) in names.fetchall():
                    rows = database.execute(f"SELECT * FROM {name}")  # noqa: S608 - own names
                    found += [repr(row) for row in rows]
        return "\n".join(found)


@pytest.fixture(scope="session")
def key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": "one"})


@pytest.fixture
def service(key: RSAKey) -> Iterator[BotFramework]:
    stub = BotFramework(key)
    yield stub
    stub.close()


@pytest.fixture(scope="session")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """The real services, made once: nothing of the door is in them."""
    var = tmp_path_factory.mktemp("teams")
    made = bootstrap(read_settings({"NIETPLUIS_VAR_DIR": str(var)}))
    # Loading the recognisers may outlast the door's patience on a busy machine.
    made.find_indicators("een eerste zin")
    made.mask("een eerste zin")
    return made


@pytest.fixture
def rasa() -> Iterator[RasaDouble]:
    double = RasaDouble()
    yield double
    double.close()


@pytest.fixture
def more_settings() -> dict[str, str]:
    """Settings that a test changes."""
    return {}


@pytest.fixture
def open_world(
    tmp_path: Path,
    service: BotFramework,
    services: Services,
    rasa: RasaDouble,
    more_settings: dict[str, str],
) -> Callable[[], World]:
    people = tmp_path / "people.yml"
    people.write_text(PEOPLE)
    environ = {
        "NIETPLUIS_VAR_DIR": str(tmp_path / "var"),
        "NIETPLUIS_ACTIONS_PORT": "9",
        "NIETPLUIS_RASA_PORT": str(rasa.port),
        "NIETPLUIS_TEAMS_PEOPLE_FILE": str(people),
        **service.environ,
        **more_settings,
    }
    settings = read_settings(environ)
    clock = Clock()

    def build() -> World:
        app = create_app(settings, services, OneAnswer(), connect(rasa.port), clock)
        client = TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 50000))
        return World(client, service, rasa, clock, services, settings.var_dir)

    return build


@pytest.fixture
def world(open_world: Callable[[], World]) -> Iterator[World]:
    found = open_world()
    with found.client:
        yield found
