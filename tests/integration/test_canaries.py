"""Made-up words typed at every door of the officers and the reporter are found nowhere else.

The chat's own doors, with Rasa behind them, are in tests/conversations/test_canaries.py.
"""

import os
import re
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from actions.bootstrap import bootstrap
from actions.config import read_settings
from actions.domain.codes import Channel, Language, Role, Setting
from actions.domain.commands import SubmitSignal
from actions.domain.signal import Facts
from actions.service_layer.records import Receipt

TEXT = (
    "mevrouw Kanarie Geelvink, 06-87654321, werkt zonder loon bij een bakker. "
    "de blauwe papegaai fluit in de kelder"
)
FOUND = re.compile("geelvink|87654321|papegaai", re.IGNORECASE)
FACTS = Facts(
    role=Role.COUNTER,
    reporter_municipality="groningen",
    place_municipality="groningen",
    setting=Setting.COUNTER,
)
OFFICER = "groningen-officer"
WAIT_SECONDS = 60


@dataclass
class Receiver:
    """What a webhook was told: head and body of every call; it refuses the first."""

    told: list[str] = field(default_factory=list)

    def start(self) -> ThreadingHTTPServer:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                receiver.told.append(f"{self.path}\n{self.headers}\n{body}")
                self.send_response(500 if len(receiver.told) < 2 else 204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Be quiet."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server


@dataclass(frozen=True)
class Place:
    """A folder with a store, and the surroundings of the processes that work in it."""

    var: Path
    environ: dict[str, str]
    url: str
    receiver: Receiver

    def run(self, *words: str) -> str:
        """Everything that a process says, whether it ends well or not."""
        done = subprocess.run(
            [sys.executable, "-m", *words],
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return done.stdout + done.stderr

    def submit(self, key: str, text: str = TEXT) -> Receipt:
        """A signal with canaries wherever text may stand."""
        services = bootstrap(read_settings(self.environ))
        command = SubmitSignal(
            key,
            FACTS,
            Channel.WEB,
            Language.NL,
            text,
            sector="bakkerij papegaai",
            contact="balie@gemeente.example, 06-87654321",
        )
        return services.submit(command)


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A gateway as a process, with nobody behind it, and a receiver that hesitates."""
    var, receiver, port = tmp_path_factory.mktemp("var"), Receiver(), _port()
    server = receiver.start()
    url = f"http://127.0.0.1:{port}"
    environ = os.environ | {
        "NIETPLUIS_VAR_DIR": str(var),
        "NIETPLUIS_GATEWAY_PORT": str(port),
        "NIETPLUIS_RASA_PORT": "9",
        "NIETPLUIS_ACTIONS_PORT": "9",
        "NIETPLUIS_PUBLIC_URL": url,
        "NIETPLUIS_WEBHOOK_URL": f"http://127.0.0.1:{server.server_port}/notices",
        "NIETPLUIS_WEBHOOK_SECRET": "made up",
        "NIETPLUIS_FILE_DROP_DIR": str(var / "drop"),
    }
    with (var / "gateway.log").open("wb") as out:
        gateway = subprocess.Popen(
            [sys.executable, "-m", "channels.serve"], env=environ, stdout=out, stderr=out
        )
    try:
        _wait(url)
        yield Place(var, environ, url, receiver)
    finally:
        gateway.terminate()
        gateway.wait(timeout=30)
        server.shutdown()


def _wait(url: str) -> None:
    for _ in range(WAIT_SECONDS * 10):
        try:
            if httpx.get(f"{url}/health/live").status_code == httpx.codes.OK:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    pytest.fail("the gateway did not start")


def _form(page: str, **fields: str) -> dict[str, str]:
    hidden = {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("csrf",)}
    version = page.split('name="version" value="')
    if len(version) > 1:
        hidden["version"] = version[1].split('"')[0]
    return hidden | fields


def _officer(place: Place) -> httpx.Client:
    client = httpx.Client(base_url=place.url, follow_redirects=True, timeout=30)
    client.post("/inbox/aanmelden", data={"desk": OFFICER})
    return client


def _work(place: Place, one: Receipt, other: Receipt) -> list[httpx.Response]:
    """The officer's day: search, accept, note, feedback, hand over, link, files, close."""
    client, page = _officer(place), f"/inbox/{one.signal_id}"
    detail = client.get(page).text
    assert FOUND.search(detail)
    found = client.post("/inbox/zoeken", data=_form(detail, search="papegaai"))
    assert one.reference in found.text
    for status, reason in (("accepted", ""), ("in_progress", ""), ("closed", "followed_up")):
        form = _form(client.get(page).text, status=status, note=TEXT, feedback=TEXT, reason=reason)
        assert client.post(page, data=form).status_code == httpx.codes.OK
        if status == "accepted":
            form = _form(client.get(page).text, note=TEXT)
            client.post(f"{page}/overdragen", data=form)
            client.post(f"{page}/verband", data=_form(detail, other=other.signal_id, same="true"))
    assert client.get(f"{page}/melding.pdf").status_code == httpx.codes.OK
    assert client.get(f"{page}/melding.json").status_code == httpx.codes.OK
    key = _form(detail)["csrf"]
    return [
        client.post(page, data={"csrf": TEXT, "status": "accepted", "version": "1", "note": TEXT}),
        client.post(page, data={"csrf": key, "status": TEXT, "version": "1", "note": TEXT}),
        client.post(page, data={"csrf": key, "status": "accepted", "version": "1", "note": TEXT}),
        client.post(page, data={"csrf": key, "status": "new", "version": TEXT, "note": TEXT}),
        client.post(page, data={"csrf": key, "status": "new", "version": "1", "note": TEXT * 500}),
        client.post("/inbox/zoeken", data={"csrf": "papegaai", "search": TEXT}),
        client.post("/inbox/aanmelden", data={"desk": "geelvink"}),
        client.post(f"{page}/verband", data={"csrf": key, "other": "papegaai", "same": "geelvink"}),
        client.get("/inbox/papegaai"),
        client.get("/kennis/papegaai"),
    ]


def _reporter(place: Place, one: Receipt) -> list[httpx.Response]:
    """The follow-up page, and the chat while Rasa is away."""
    with httpx.Client(base_url=place.url, timeout=30) as client:
        told = client.post("/opvolgen", data={"reference": one.reference})
        assert told.status_code == httpx.codes.OK
        client.post(
            "/webhooks/rest/webhook",
            json={"sender": "p", "message": TEXT, "metadata": {"municipality": "groningen"}},
        )
        return [
            client.post("/opvolgen", data={"reference": "geelvink 87654321"}),
            client.post("/opvolgen", data={"reference": TEXT * 5}),
            client.post("/webhooks/rest/webhook", json={"sender": TEXT, "message": 7}),
            client.get(f"/api/v1/follow-up/{'papegaai' * 3}"),
            client.get("/api/v1/signals", headers={"authorization": "Bearer papegaai"}),
        ]


def _broken_store(place: Place, one: Receipt) -> list[httpx.Response]:
    """What is answered, and logged, when a table is gone in the middle of the work."""
    client, page = _officer(place), f"/inbox/{one.signal_id}"
    form = _form(client.get(page).text, status="accepted", note=TEXT, feedback=TEXT)
    with sqlite3.connect(place.var / "nietpluis.sqlite3") as store:
        store.execute("ALTER TABLE history RENAME TO away")
    try:
        return [
            client.post(page, data=form),
            client.post("/inbox/zoeken", data=_form(form_page(form), search=TEXT)),
            client.post("/opvolgen", data={"reference": one.reference}),
        ]
    finally:
        with sqlite3.connect(place.var / "nietpluis.sqlite3") as store:
            store.execute("ALTER TABLE away RENAME TO history")


def _broken_seal(place: Place, one: Receipt) -> list[httpx.Response]:
    """What is answered when a sealed field does not open."""
    client = _officer(place)
    with sqlite3.connect(place.var / "nietpluis.sqlite3") as store:
        changed = store.execute(
            "UPDATE signals SET shown = zeroblob(64) WHERE id = ?", (one.signal_id,)
        )
        assert changed.rowcount == 1
    return [
        client.get(f"/inbox/{one.signal_id}"),
        client.get(f"/inbox/{one.signal_id}/melding.json"),
    ]


def form_page(form: dict[str, str]) -> str:
    """A page with the same form key, for a form that no page can be fetched for."""
    return f'name="csrf" value="{form["csrf"]}"'


def _past_its_term(place: Place, one: Receipt) -> None:
    with sqlite3.connect(place.var / "nietpluis.sqlite3") as store:
        ended = "2020-01-01 00:00:00.000000"
        store.execute("UPDATE signals SET purge_after = ? WHERE id = ?", (ended, one.signal_id))


@pytest.fixture(scope="module")
def walked(place: Place) -> tuple[list[httpx.Response], list[str]]:
    """All doors tried; what was refused, and what processes said."""
    one, other = place.submit("one"), place.submit("two")
    said = [place.run("actions.entrypoints.relay", "--once")]
    refused = [*_work(place, one, other), *_reporter(place, one), *_broken_store(place, other)]
    refused += _broken_seal(place, other)
    _past_its_term(place, one)
    for _ in range(2):
        said.append(place.run("actions.entrypoints.relay", "--once"))
    said += [
        place.run("channels.cli", *words)
        for words in (
            ("signals", "--desk", OFFICER),
            ("notices",),
            ("retention", "--dry-run"),
            ("retention",),
            ("rotate-keys",),
            ("report", "--out", str(place.var / "report.csv")),
            ("signals", "--desk", "papegaai-geelvink"),
            ("search", TEXT),
        )
    ]
    return refused, said


Walked = tuple[list[httpx.Response], list[str]]


def test_every_kind_of_refusal_is_tried_and_none_repeats_what_was_typed(walked: Walked) -> None:
    refused, _ = walked
    assert {400, 401, 403, 404, 409, 500, 503} <= {answer.status_code for answer in refused}
    assert [answer.status_code for answer in refused if not answer.is_error] == []
    told = [a for a in refused if FOUND.search(a.text) or FOUND.search(str(a.headers))]
    assert [(a.request.method, a.request.url.path, a.status_code) for a in told] == []


def test_no_file_of_any_process_holds_a_typed_word(place: Place, walked: Walked) -> None:
    files = [path for path in place.var.rglob("*") if path.is_file()]
    names = {path.name for path in files}
    assert {"nietpluis.sqlite3", "gateway.sqlite3", "gateway.log", "report.csv"} <= names
    assert any(path.suffix == ".eml" for path in files)
    assert any(path.parent.name == "drop" for path in files)
    assert [p.name for p in files if FOUND.search(p.read_bytes().decode("latin-1"))] == []


def test_no_receiver_is_told_a_typed_word(place: Place, walked: Walked) -> None:
    assert len(place.receiver.told) > 1
    assert [call for call in place.receiver.told if FOUND.search(call)] == []


def test_no_command_or_relay_says_a_typed_word(place: Place, walked: Walked) -> None:
    assert _erased(place) == 1
    # Of a wrong argument the command line says which it was, to who typed it there.
    *_, unknown_desk, search = walked[1]
    said = walked[1][:-2]
    assert unknown_desk and search
    assert [text for text in said if FOUND.search(text)] == []


def _erased(place: Place) -> int:
    with sqlite3.connect(place.var / "nietpluis.sqlite3") as store:
        query = "SELECT count(*) FROM signals WHERE data_key IS NULL"
        return int(store.execute(query).fetchone()[0])
