"""More conversations than the API lists signals: the facts of each are compared."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest

from evaluation.conversations import Story
from evaluation.play import WEBHOOK, measure

LISTED = 2


class _Town(BaseHTTPRequestHandler):
    """Hands every message over at once; lists the newest signals, as many as LISTED."""

    handed: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.handed.append(f"NP-{len(self.handed)}")
        handoff = {"reference": self.handed[-1], "primary": {"route": "police"}}
        self._answer([{"custom": {"outcome": "handoff", "handoff": handoff}}])

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if "since" in parse_qs(address.query):
            self._answer({"results": [{"id": one} for one in self.handed[-LISTED:]]})
        else:
            reference = address.path.rsplit("/", 1)[-1]
            self._answer({"reference": reference, "age_group": "minor"})

    def _answer(self, body: Any) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_: Any) -> None:
        """Says nothing: the test does."""


@pytest.fixture
def town() -> Iterator[str]:
    _Town.handed.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Town)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{WEBHOOK}"
    server.shutdown()


def test_the_facts_of_each_conversation_are_compared(town: str) -> None:
    stories = [
        Story(
            f"kind/{number}: one", ("een meisje van 15",), {}, {}, {}, slots={"age_group": "adult"}
        )
        for number in range(5)
    ]
    _, report = measure(town, stories, "token", most=LISTED)
    assert report["signals_read"] == 5
    assert report["slots"]["age_group"]["n"] == 5
