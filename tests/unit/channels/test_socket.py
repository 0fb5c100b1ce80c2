"""The conversation over a socket: who may have one, what comes over it, when it ends."""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import pytest
from fastapi.testclient import TestClient
from starlette.testclient import WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from channels.security import CSP
from channels.web import live
from channels.web.socket import is_ours
from channels.wiring import Wiring
from tests.unit.channels.fakes import Clock, FakeRasa

OURS = "http://127.0.0.1:8000"
SOCKET = "ws://127.0.0.1:8000/chat/socket"


@contextmanager
def page(client: TestClient, **place: object) -> Iterator[WebSocketTestSession]:
    query = "&".join(f"{key}={value}" for key, value in place.items())
    with client.websocket_connect(f"{SOCKET}?{query}", headers={"origin": OURS}) as socket:
        yield socket


def say(socket: WebSocketTestSession, message_id: str, text: str = "hallo") -> None:
    socket.send_json({"type": "say", "id": message_id, "text": text, "metadata": {}})


def lines(socket: WebSocketTestSession, number: int) -> list[tuple[int, str, str, str | None]]:
    """The next lines, whatever else comes between them."""
    found: list[tuple[int, str, str, str | None]] = []
    while len(found) < number:
        frame = socket.receive_json()
        if frame["type"] == "line":
            found.append((frame["seq"], frame["who"], frame["text"], frame["id"]))
    return found


def until(socket: WebSocketTestSession, kind: str) -> dict[str, Any]:
    while True:
        frame: dict[str, Any] = socket.receive_json()
        if frame["type"] == kind:
            return frame


def wiring(client: TestClient) -> Wiring:
    found: Wiring = cast(Any, client.app).state.wiring
    return found


def test_a_message_comes_back_as_a_line_and_is_answered(client: TestClient, rasa: FakeRasa) -> None:
    client.get("/")
    with page(client) as socket:
        assert socket.receive_json() == {"type": "here", "thread": "", "last": 0}
        say(socket, "a1")
        assert socket.receive_json() == {"type": "got", "id": "a1"}
        assert until(socket, "here")["thread"]
        expected = [(1, "person", "hallo", "a1"), (2, "bot", "Ik hoorde: hallo", None)]
        assert lines(socket, 2) == expected
    assert rasa.heard[0]["metadata"] == {"channel": "web"}


def test_a_second_page_sees_what_the_first_one_says(client: TestClient) -> None:
    client.get("/")
    with page(client) as one, page(client) as two:
        say(one, "a1")
        assert lines(two, 2) == lines(one, 2)


def test_a_page_comes_back_where_it_was(client: TestClient) -> None:
    client.get("/")
    client.post("/chat", json={"id": "a1", "text": "een"})
    client.post("/chat", json={"id": "a2", "text": "twee"})
    thread = client.get("/chat").json()["thread"]
    with page(client, thread=thread, after=3) as socket:
        assert socket.receive_json() == {"type": "here", "thread": thread, "last": 4}
        assert lines(socket, 1) == [(4, "bot", "Ik hoorde: twee", None)]


def test_a_page_of_another_thread_gets_the_present_one_from_its_start(client: TestClient) -> None:
    client.get("/")
    client.post("/chat", json={"id": "a1", "text": "een"})
    with page(client, thread="gone", after=3) as socket:
        assert socket.receive_json()["thread"] not in {"gone", ""}
        assert [number for number, *_ in lines(socket, 2)] == [1, 2]


def test_conversations_of_one_browser_are_told_apart_by_name(client: TestClient) -> None:
    client.get("/")
    with page(client, conversation="oefenen") as socket:
        say(socket, "a1", "verzonnen")
        lines(socket, 2)
    assert client.get("/chat").json()["lines"] == []
    assert len(client.get("/chat?conversation=oefenen").json()["lines"]) == 2


def test_the_same_message_on_two_lines_is_heard_once(client: TestClient, rasa: FakeRasa) -> None:
    client.get("/")
    with page(client) as one, page(client) as two:
        say(one, "a1")
        say(two, "a1")
        assert until(two, "reply") == {"type": "reply", "id": "a1", "lines": []}
    assert rasa.texts == ["hallo"]


def test_what_stands_in_no_history_is_told_all_the_same(client: TestClient) -> None:
    client.get("/")
    with page(client) as socket:
        say(socket, "a1", "x" * 5_001)
        (line,) = until(socket, "reply")["lines"]
    assert line["custom"]["error"] == "message_too_long" and "112" in line["text"]


def test_a_full_disk_does_not_stand_between_a_message_and_its_answer(client: TestClient) -> None:
    client.get("/")
    store: sqlite3.Connection = wiring(client).gateway._parts.conversations._connection
    with page(client) as socket:
        store.execute("PRAGMA query_only=ON")
        say(socket, "a1")
        (line,) = until(socket, "reply")["lines"]
    assert line["text"] == "Ik hoorde: hallo"


@pytest.mark.parametrize("origin", ["https://elders.example", "null", "", "http://127.0.0.1:9"])
def test_a_page_of_another_site_gets_no_socket(client: TestClient, origin: str) -> None:
    headers = {"origin": origin} if origin else {}
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect(SOCKET, headers=headers),
    ):
        pass


@pytest.mark.parametrize(
    ("origin", "host", "expected"),
    [
        ("https://pluis.example", "pluis.example", True),
        ("https://pluis.example", "127.0.0.1:8000", True),
        ("http://pluis.example", "127.0.0.1:8000", False),
        ("https://pluis.example.kwaad.example", "pluis.example", False),
        ("null", "pluis.example", False),
        ("", "", False),
    ],
)
def test_ours_is_the_host_that_was_asked_or_the_public_address(
    origin: str, host: str, expected: bool
) -> None:
    headers = {"origin": origin, "host": host}
    assert is_ours(headers, "https://pluis.example") is expected


def test_the_handshake_has_the_headers_of_every_answer_and_makes_the_browser_known(
    client: TestClient,
) -> None:
    with page(client) as socket:
        given: list[tuple[bytes, bytes]] = list(socket.extra_headers or [])
    headers = {name.decode(): value.decode() for name, value in given}
    assert headers["content-security-policy"] == CSP
    assert "HttpOnly" in headers["set-cookie"] and "SameSite=lax" in headers["set-cookie"]


@pytest.mark.parametrize(
    "frame",
    [
        "geen json",
        "[]",
        json.dumps({"type": "say", "id": "a1"}),
        json.dumps({"type": "say", "id": "x" * 65, "text": "hallo"}),
        json.dumps({"type": "iets", "id": "a1", "text": "hallo"}),
        json.dumps({"type": "say", "id": "a1", "text": "hallo", "sender": "ander"}),
        b"\x00\xff",
    ],
)
def test_what_is_no_message_ends_the_line(
    client: TestClient, rasa: FakeRasa, frame: str | bytes
) -> None:
    with page(client) as socket:
        socket.receive_json()
        if isinstance(frame, bytes):
            socket.send_bytes(frame)
        else:
            socket.send_text(frame)
        with pytest.raises(WebSocketDisconnect) as end:
            socket.receive_json()
    assert end.value.code == 1008
    assert rasa.heard == []


def test_who_sends_faster_than_anybody_types_is_told_to_wait(
    client: TestClient, rasa: FakeRasa, clock: Clock
) -> None:
    client.get("/")
    with page(client) as socket:
        for n in range(live.SAYS):
            say(socket, f"a{n}")
            until(socket, "reply")
        say(socket, "too-fast")
        assert until(socket, "slow") == {"type": "slow", "id": "too-fast", "seconds": 10}
        clock.forward(minutes=1)
        say(socket, "too-fast")
        assert until(socket, "reply") == {"type": "reply", "id": "too-fast", "lines": []}
    assert len(rasa.heard) == live.SAYS + 1


def test_the_same_limit_holds_without_a_socket(client: TestClient) -> None:
    client.get("/")
    for n in range(live.SAYS):
        assert client.post("/chat", json={"id": f"a{n}", "text": "hallo"}).status_code == 200
    response = client.post("/chat", json={"id": "too-fast", "text": "hallo"})
    assert (response.status_code, response.headers["retry-after"]) == (429, "10")


def test_who_comes_back_too_often_is_not_let_in(client: TestClient, clock: Clock) -> None:
    client.get("/")
    statuses = [client.get("/chat").status_code for _ in range(live.VISITS + 1)]
    assert statuses == [200] * live.VISITS + [429]
    with pytest.raises(WebSocketDisconnect), page(client):
        pass
    clock.forward(minutes=1)
    assert client.get("/chat").status_code == 200


def test_a_question_for_news_waits_until_there_is_some(client: TestClient, rasa: FakeRasa) -> None:
    client.get("/")
    client.post("/chat", json={"id": "a1", "text": "een"})
    thread = client.get("/chat").json()["thread"]
    with page(client) as socket:
        lines(socket, 2)
        rasa.delay = 0.2
        say(socket, "a2", "twee")
        lines(socket, 1)
        started = time.monotonic()
        found = client.get(f"/chat?thread={thread}&after=3&wait=20").json()
    assert [(line["seq"], line["text"]) for line in found["lines"]] == [(4, "Ik hoorde: twee")]
    assert 0.05 < time.monotonic() - started < 5


@pytest.mark.parametrize("place", ["wait=26", "after=-1", "after=x", "conversation=../x"])
def test_a_place_of_another_shape_is_refused(client: TestClient, place: str) -> None:
    assert client.get(f"/chat?{place}").status_code == 400
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect(f"{SOCKET}?{place}", headers={"origin": OURS}),
    ):
        pass


def test_when_the_gateway_stops_every_page_is_let_go_and_nobody_let_in(client: TestClient) -> None:
    client.get("/")
    with page(client) as socket:
        socket.receive_json()
        portal = client.portal
        assert portal is not None
        portal.call(wiring(client).live.release)
        with pytest.raises(WebSocketDisconnect) as end:
            socket.receive_json()
    assert end.value.code == 1012
    assert client.get("/chat").status_code == 429
    assert client.post("/chat", json={"id": "a1", "text": "hallo"}).status_code == 429
