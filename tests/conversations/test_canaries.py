"""A made-up name, number and sentence go down every path and are found nowhere afterwards."""

import json
import re
import sqlite3
import time
from collections.abc import Iterator
from typing import Any

import httpx
import psutil
import pytest

from tests.conftest import Messages, System

CANARIES = ("geelvink", "87654321", "papegaai")
TEXT = (
    "mevrouw Kanarie Geelvink, 06-87654321, werkt zonder loon bij een bakker. "
    "de blauwe papegaai fluit in de kelder"
)
CLERK = {"role": "counter", "municipality": "groningen"}
ANSWERS = {
    "danger_now": "nee",
    "source": "zelf gezien",
    "ongoing": "ja dat gaat door",
    "disclosure": "alleen de aandachtsfunctionaris",
    "contact": "balie@gemeente.example, 06-87654321",
    "confirm_summary": "/affirm",
}
WAIT_SECONDS = 120
FOUND = re.compile("|".join(CANARIES), re.IGNORECASE)


def _custom(messages: Messages, key: str) -> Any:
    return next((m["custom"][key] for m in messages if key in (m.get("custom") or {})), None)


def _told(system: System) -> None:
    """A conversation with a handoff at its end."""
    talk = system.person(**CLERK)
    messages = talk(TEXT)
    for _ in range(15):
        if _custom(messages, "outcome") == "handoff":
            return
        messages = talk(ANSWERS.get(_custom(messages, "question"), "weet ik niet"))
    pytest.fail(f"no handoff: {messages}")


def _stopped(system: System) -> None:
    """A conversation that the person ends."""
    talk = system.person(**CLERK)
    talk(TEXT)
    assert _custom(talk("stop"), "outcome") == "cancelled"


def _while_down(system: System, part: str) -> None:
    """A conversation in the middle of which a part dies; it ends when the part is back."""
    talk = system.person(**CLERK)
    talk(TEXT)
    _kill(system, part)
    assert _custom(talk(TEXT), "error")
    _wait_until_ready(system)
    talk("stop")


def _kill(system: System, part: str) -> None:
    port = system.rasa_url.rsplit(":", 1)[1]
    for process in psutil.process_iter(["cmdline"]):
        line = " ".join(process.info["cmdline"] or ())
        rasa = part == "rasa" and "run.py" in line and port in line
        if rasa or (part in line and _is_of(process, system)):
            process.kill()


def _is_of(process: psutil.Process, system: System) -> bool:
    return process.environ().get("NIETPLUIS_VAR_DIR") == str(system.var)


def _wait_until_ready(system: System) -> None:
    for _ in range(WAIT_SECONDS):
        if httpx.get(f"{system.url}/health/ready", timeout=10).status_code == httpx.codes.OK:
            return
        time.sleep(1)
    pytest.fail("the supervisor did not bring it back")


def _programs(system: System) -> list[httpx.Response]:
    """Every address for programs, rightly and wrongly asked; what they answered."""
    token = system.command("token", "--desk", "groningen-officer").split()[-1]
    as_officer = {"Authorization": f"Bearer {token}"}
    api = f"{system.url}/api/v1"
    (first, *_) = httpx.get(f"{api}/signals", headers=as_officer).json()["results"]
    one = f"{api}/signals/{first['id']}"
    note = {"status": "accepted", "note": TEXT, "feedback": TEXT}
    noted = httpx.patch(one, headers=as_officer, json=note)
    assert noted.status_code == httpx.codes.OK
    return [
        httpx.get(f"{api}/knowledge/search", params={"q": TEXT, "k": "geelvink"}),
        httpx.get(f"{api}/follow-up/geelvink-87654321-papegaai"),
        httpx.get(f"{api}/signals", headers=as_officer, params={"status": "geelvink"}),
        httpx.get(f"{api}/signals/geelvink", headers=as_officer),
        httpx.get(f"{api}/signals", headers={"Authorization": "Bearer geelvink"}),
        httpx.patch(one, headers=as_officer, json={"status": TEXT}),
        httpx.patch(one, headers=as_officer, json={**note, "papegaai": TEXT, "version": 1}),
        httpx.patch(one, headers=as_officer, content=f"{{{TEXT}"),
        httpx.post(f"{system.url}/webhooks/rest/webhook", json={"sender": 7, "message": TEXT}),
        httpx.post(f"{system.url}/webhooks/rest/webhook", content=TEXT.encode()),
        httpx.post(f"{system.url}/geelvink/papegaai", content=TEXT.encode()),
    ]


def _broken_calls(system: System) -> list[httpx.Response]:
    """Calls that no Rasa makes, to the action server: it must not give back what it got."""
    address = f"http://127.0.0.1:{system.environ['NIETPLUIS_ACTIONS_PORT']}/webhook"
    tracker = {"sender_id": "x", "slots": {"observation": TEXT}, "latest_message": {"text": TEXT}}
    tracker |= {"events": [{"event": "user", "text": TEXT}], "paused": False}
    names = ("action_submit_signal", "action_validate_slot_mappings", "action_show_summary")
    bodies: list[Any] = [
        {"next_action": name, "sender_id": "x", "tracker": wrong, "domain": {"slots": TEXT}}
        for name in (*names, "action_geen")
        for wrong in (tracker, tracker | {"slots": TEXT}, tracker | {"latest_message": TEXT})
    ]
    return [httpx.post(address, json=body, timeout=30) for body in bodies]


@pytest.fixture(scope="module")
def answers(system: System) -> list[httpx.Response]:
    """All paths walked; what was answered to what went wrong."""
    _told(system)
    _stopped(system)
    _while_down(system, "action_server")
    _while_down(system, "rasa")
    given = [*_programs(system), *_broken_calls(system)]
    for _ in range(WAIT_SECONDS):
        if any((system.var / "mail").glob("*.eml")) and _tried_webhook(system):
            break
        time.sleep(1)
    return given


def _tried_webhook(system: System) -> bool:
    with sqlite3.connect(system.var / "nietpluis.sqlite3") as store:
        query = "SELECT count(*) FROM attempts WHERE error LIKE 'http%'"
        return bool(store.execute(query).fetchone()[0])


def _places(system: System) -> Iterator[tuple[str, str]]:
    for path in sorted(system.var.rglob("*")):
        if path.is_file() and "index" not in path.parts:
            yield str(path.relative_to(system.var)), path.read_bytes().decode("latin-1")


def test_no_file_holds_a_canary(system: System, answers: list[httpx.Response]) -> None:
    """Logs, mail, the stores, Rasa's tracker, write-ahead logs: all that was written."""
    places = dict(_places(system))
    assert any(name.startswith("log/") for name in places)
    assert any(name.startswith("mail/") for name in places)
    assert {"nietpluis.sqlite3", "gateway.sqlite3", "conversations.db"} <= set(places)
    assert [name for name, text in places.items() if FOUND.search(text)] == []


def test_no_error_repeats_a_canary(answers: list[httpx.Response]) -> None:
    refused = [answer for answer in answers if answer.is_error]
    assert {400, 401, 404, 500} <= {answer.status_code for answer in refused}
    told = [a for a in refused if FOUND.search(a.text) or FOUND.search(str(a.headers))]
    assert [(str(a.request.url.path), a.status_code, a.text[:300]) for a in told] == []


def test_no_link_that_is_sent_holds_more_than_an_id(
    system: System, answers: list[httpx.Response]
) -> None:
    mails = "".join(path.read_text() for path in (system.var / "mail").glob("*.eml"))
    links = re.findall(r"https?://\S+", mails)
    shape = rf"{re.escape(system.url)}/(inbox/[0-9a-f-]{{36}}|opvolgen)"
    assert links
    assert [link for link in links if not re.fullmatch(shape, link)] == []


def test_no_number_that_is_published_holds_a_canary(
    system: System, answers: list[httpx.Response]
) -> None:
    pages = ("/monitor", "/monitor.csv", "/health/ready", "/health/live")
    shown = [httpx.get(f"{system.url}{page}", follow_redirects=True) for page in pages]
    assert [page.request.url.path for page in shown if FOUND.search(page.text)] == []
    assert json.loads(shown[2].text)
