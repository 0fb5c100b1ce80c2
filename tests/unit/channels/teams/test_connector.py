"""Messages into a conversation: with a token of our own, in time, and quiet when asked."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import format_datetime
from pathlib import Path

import httpx
import pytest

from actions.config import TeamsSettings
from channels.teams.activity import Place
from channels.teams.connector import Connector, ConnectorError
from tests.unit.channels.fakes import Clock

SETTINGS = TeamsSettings(
    app_id="app",
    tenant="tenant",
    secret="a secret",
    tenants=frozenset({"tenant"}),
    service_hosts=frozenset({"service.example"}),
    openid_url="https://login.example/openid",
    login_url="https://login.example",
    people_file=Path("people.yml"),
)
PLACE = Place("https://service.example/emea", "a:1/2", "tenant", "28:app")


@dataclass
class Service:
    """Answers with these statuses in turn, then with 201; sleeping moves the clock."""

    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    tokens: int = 0
    clock: Clock = field(default_factory=Clock)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.host == "login.example":
            self.tokens += 1
            return httpx.Response(200, json={"access_token": "t", "expires_in": 3600})
        self.requests.append(request)
        status, headers = self.answers.pop(0) if self.answers else (201, {})
        return httpx.Response(status, headers=headers, json={"id": "1"})

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.clock.forward(seconds=seconds)

    def run(self, *messages: str, tries: int = 5) -> None:
        async def send() -> None:
            async with httpx.AsyncClient(transport=httpx.MockTransport(self)) as http:
                connector = Connector(http, SETTINGS, self.clock, self.sleep)
                for text in messages:
                    await connector.send(PLACE, {"type": "message", "text": text}, tries=tries)

        asyncio.run(send())


def test_a_message_carries_our_token_to_its_conversation() -> None:
    service = Service()
    service.run("hallo", "nog iets")
    first = service.requests[0]
    assert str(first.url) == "https://service.example/emea/v3/conversations/a%3A1%2F2/activities"
    assert first.headers["authorization"] == "Bearer t"
    assert service.tokens == 1


def test_a_token_is_renewed_before_it_ends() -> None:
    # Four times ten minutes, and twenty more: a token of an hour has five minutes left by then.
    service = Service(answers=[(503, {"Retry-After": "599"})] * 3 + [(201, {})])
    service.answers += [(503, {"Retry-After": "599"})] * 3
    service.run("een", "twee")
    assert service.tokens == 2


@pytest.mark.parametrize(
    ("asked", "waits"),
    [
        (lambda clock: "7", 7.0),
        (lambda clock: format_datetime(clock.at.replace(second=30), usegmt=True), 30.0),
        (lambda clock: "soon", 1.0),
    ],
)
def test_throttling_is_obeyed_in_seconds_or_by_date(
    asked: Callable[[Clock], str], waits: float
) -> None:
    service = Service()
    service.answers = [(429, {"Retry-After": asked(service.clock)})]
    service.run("hallo")
    assert service.slept == [waits]
    assert len(service.requests) == 2


def test_what_passes_is_tried_again_at_growing_distance() -> None:
    service = Service(answers=[(503, {}), (502, {}), (500, {})])
    service.run("hallo")
    assert service.slept == [1.0, 2.0, 4.0]


def test_after_five_tries_it_is_given_up() -> None:
    service = Service(answers=[(503, {})] * 9)
    with pytest.raises(ConnectorError, match="http 503"):
        service.run("hallo")
    assert len(service.requests) == 5


def test_nobody_waits_longer_than_ten_minutes() -> None:
    service = Service(answers=[(429, {"Retry-After": "3600"})])
    with pytest.raises(ConnectorError, match="throttled"):
        service.run("hallo")
    assert (service.slept, len(service.requests)) == ([], 1)


def test_who_tries_once_waits_for_nothing() -> None:
    service = Service(answers=[(429, {"Retry-After": "9"})])
    with pytest.raises(ConnectorError, match="http 429"):
        service.run("hallo", tries=1)
    assert service.slept == []


@pytest.mark.parametrize(
    ("status", "gone", "refused"),
    [(403, True, False), (404, True, False), (413, False, True), (400, False, True)],
)
def test_a_refusal_says_whether_anybody_is_there(status: int, gone: bool, refused: bool) -> None:
    service = Service(answers=[(status, {})])
    with pytest.raises(ConnectorError) as caught:
        service.run("hallo")
    assert (caught.value.gone, caught.value.refused) == (gone, refused)
    assert len(service.requests) == 1


def test_our_token_follows_no_redirect() -> None:
    service = Service(answers=[(307, {"Location": "https://evil.example/"})])
    with pytest.raises(ConnectorError, match="http 307"):
        service.run("hallo")
    assert [request.url.host for request in service.requests] == ["service.example"]
