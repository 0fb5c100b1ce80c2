"""The conversation over HTTP, as any Rasa client and as the chat page use it."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from channels.problems import PROBLEM_JSON
from channels.security import CSP
from tests.unit.channels.fakes import PHONE, FakeRasa

WEBHOOK = "/webhooks/rest/webhook"


def post(client: TestClient, **body: Any) -> Any:
    return client.post(WEBHOOK, json=body)


def test_the_answer_is_in_rasas_form_and_names_the_sender_as_given(
    client: TestClient, rasa: FakeRasa
) -> None:
    rasa.reply = lambda body: [
        {
            "recipient_id": body["sender"],
            "text": "Is er nu gevaar?",
            "buttons": [{"title": "Nee", "payload": "/deny"}],
            "custom": {"question": "danger_now", "progress": {"step": 1, "of": 6}},
        }
    ]
    response = post(client, sender="balie-7", message="er klopt iets niet")
    assert response.status_code == 200
    assert response.json() == [
        {
            "recipient_id": "balie-7",
            "text": "Is er nu gevaar?",
            "buttons": [{"title": "Nee", "payload": "/deny"}],
            "custom": {"question": "danger_now", "progress": {"step": 1, "of": 6}},
        }
    ]


def test_known_metadata_is_passed_on_and_the_rest_is_dropped(
    client: TestClient, rasa: FakeRasa
) -> None:
    known = {"role": "counter", "municipality": "groningen", "contact": "toestel 12"}
    given = known | {"language": "xx", "a": 1, "role2": {}}
    post(client, sender="s", message="hallo", metadata=given)
    expected = known | {"channel": "rest"}
    assert rasa.heard[0]["metadata"] == expected


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"sender": "s"},
        {"message": "hallo"},
        {"sender": "", "message": "hallo"},
        {"sender": 7, "message": "hallo"},
        {"sender": "s" * 201, "message": "hallo"},
        {"sender": "s", "message": None},
        {"sender": "s", "message": 7},
        {"sender": "s", "message": ["hallo"]},
        {"sender": "s", "message": "hallo", "metadata": "counter"},
        [],
        "hallo",
        None,
    ],
)
def test_a_body_of_another_shape_is_refused(client: TestClient, body: object) -> None:
    response = client.post(WEBHOOK, json=body)
    assert response.status_code == 400
    assert response.headers["content-type"] == PROBLEM_JSON
    assert response.json()["code"] == "bad_request"


@pytest.mark.parametrize(
    "raw", [b"{", b"", b"\xff\xfe", b"hallo", b'{"sender": "s", "message": "geheim', b"[" * 100_000]
)
def test_invalid_json_is_refused_without_repeating_it(client: TestClient, raw: bytes) -> None:
    response = client.post(WEBHOOK, content=raw, headers={"content-type": "application/json"})
    assert response.status_code == 400
    assert response.headers["content-type"] == PROBLEM_JSON
    assert "geheim" not in response.text


def test_a_lone_surrogate_does_no_harm(client: TestClient) -> None:
    raw = b'{"sender": "s", "message": "hallo \\ud83d"}'
    response = client.post(WEBHOOK, content=raw, headers={"content-type": "application/json"})
    assert response.status_code in {200, 400}
    assert post(client, sender="s", message="hallo").status_code == 200


@pytest.mark.parametrize("text", ["", "x" * 100_000, "😟" * 100_000, "\x00\x01", "/geen{}", "/"])
def test_unusual_messages_are_answered_with_one_sentence(client: TestClient, text: str) -> None:
    response = post(client, sender="s", message=text)
    assert response.status_code == 200
    (answer,) = response.json()
    assert answer["recipient_id"] == "s" and answer["text"]


def test_a_body_that_is_far_too_large_is_refused(client: TestClient, rasa: FakeRasa) -> None:
    response = post(client, sender="s", message="x" * 2_000_001)
    assert (response.status_code, response.json()["code"]) == (413, "too_large")
    assert rasa.heard == []


def test_a_body_announced_as_far_too_large_is_refused_unread(client: TestClient) -> None:
    headers = {"content-type": "application/json", "content-length": "2000001"}
    response = client.post(WEBHOOK, content=b"{}", headers=headers)
    assert response.status_code == 413


def test_a_large_body_without_announced_length_is_refused(client: TestClient) -> None:
    chunks = (b"x" * 100_000 for _ in range(30))
    response = client.post(WEBHOOK, content=chunks, headers={"content-type": "application/json"})
    assert response.status_code == 413


def test_when_rasa_is_down_the_webhook_answers_with_a_telephone_number(
    client: TestClient, rasa: FakeRasa
) -> None:
    rasa.down = True
    response = post(
        client, sender="s", message="zij is bang", metadata={"municipality": "groningen"}
    )
    (answer,) = response.json()
    assert response.status_code == 200
    assert answer["custom"]["error"] == "rasa_unavailable"
    assert answer["text"].startswith("Is er nu gevaar? Bel 112.")
    assert PHONE in answer["text"]


def test_nothing_typed_lies_readable_on_disk(
    client: TestClient, rasa: FakeRasa, tmp_path: Any
) -> None:
    rasa.down = True
    post(client, sender="balie-7", message="geheim verhaal")
    client.post("/chat", json={"id": "1", "text": "ander geheim"})
    stored = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"geheim" not in stored and b"balie-7" not in stored


def test_the_page_loads_nothing_from_elsewhere_and_sets_a_session_cookie(
    client: TestClient,
) -> None:
    response = client.get("/", headers={"accept-language": "nl"})
    assert response.status_code == 200
    assert 'lang="nl"' in response.text and "http://" not in response.text.replace("http-", "")
    assert response.headers["content-security-policy"] == CSP
    cookie = response.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie
    for path in ("tokens.css", "base.css", "chat.css", "niet-pluis.js", "icon.svg"):
        assert client.get(f"/static/{path}").status_code == 200


def test_the_page_speaks_english_when_asked(client: TestClient) -> None:
    assert 'lang="en"' in client.get("/?lang=en").text


def test_a_reload_shows_the_conversation_again(client: TestClient) -> None:
    client.get("/")
    said = client.post("/chat", json={"id": "a1", "text": "hallo"}).json()
    assert [line["text"] for line in said["lines"]] == ["Ik hoorde: hallo"]
    again = client.get("/chat").json()["lines"]
    assert [(line["who"], line["text"]) for line in again] == [
        ("person", "hallo"),
        ("bot", "Ik hoorde: hallo"),
    ]


def test_another_browser_sees_nothing_of_it(client: TestClient) -> None:
    client.post("/chat", json={"id": "a1", "text": "hallo"})
    client.cookies.clear()
    assert client.get("/chat").json() == {"thread": "", "last": 0, "lines": []}


def test_a_message_sent_twice_by_the_page_is_delivered_once(
    client: TestClient, rasa: FakeRasa
) -> None:
    client.get("/")
    first = client.post("/chat", json={"id": "a1", "text": "hallo"}).json()
    assert client.post("/chat", json={"id": "a1", "text": "hallo"}).json() == first
    assert rasa.texts == ["hallo"]


def test_forgetting_empties_the_conversation(client: TestClient) -> None:
    client.get("/")
    client.post("/chat", json={"id": "a1", "text": "hallo"})
    assert client.delete("/chat").status_code == 204
    assert client.get("/chat").json() == {"thread": "", "last": 0, "lines": []}


def test_an_unknown_address_is_a_problem_for_programs(client: TestClient) -> None:
    response = client.get("/nergens")
    assert response.status_code == 404
    assert response.headers["content-type"] == PROBLEM_JSON
    assert response.headers["content-security-policy"] == CSP
    assert json.loads(response.text)["title"]


def test_live_is_live(client: TestClient) -> None:
    assert client.get("/health/live").json() == {"status": "ok"}


def test_ready_names_the_part_that_does_not_answer(
    client: TestClient, tmp_path: Any, clock: Any
) -> None:
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["parts"] == {
        "rasa": True,
        "actions": False,
        "database": True,
        "knowledge": True,
        "relay": False,
    }
