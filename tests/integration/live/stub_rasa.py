"""A small server that speaks the project's own channel of Rasa, and counts what it hears.

Like the real channel it answers a message that comes again, by its `message_id`, as it did before.
"""

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class StubRasa(ThreadingHTTPServer):
    """Answers each message with two lines after a moment that a seed decides."""

    daemon_threads = True
    request_queue_size = 200

    def __init__(self, seed: int = 1, slowest: float = 0.03) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.acted_on: Counter[str] = Counter()
        self.requests = 0
        self._answered: dict[tuple[str, str], list[dict[str, Any]]] = {}
        self._random = random.Random(seed)  # noqa: S311 - the same moments each time
        self._slowest = slowest
        self._lock = threading.Lock()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def answer(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        with self._lock:
            self.requests += 1
            key = (body["sender"], body.get("message_id", ""))
            if key in self._answered:
                return self._answered[key]
            self.acted_on[body["message"]] += 1
            self._answered[key] = answers = _answers(body)
            pause = self._random.uniform(0, self._slowest)
        time.sleep(pause)
        return answers


def _answers(body: dict[str, Any]) -> list[dict[str, Any]]:
    said, to = body["message"], body["sender"]
    custom = {"language": "nl"} | ({"outcome": "information"} if "einde" in said else {})
    return [
        {"recipient_id": to, "text": f"Ik hoorde: {said}", "custom": {"language": "nl"}},
        {"recipient_id": to, "text": f"En verder na {said}?", "custom": custom},
    ]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: StubRasa

    def do_GET(self) -> None:
        self._send({"status": "ok"})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self._send(self.server.answer(body))

    def _send(self, content: object) -> None:
        raw = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the screen of the tests."""


@contextmanager
def running(seed: int = 1, slowest: float = 0.03) -> Iterator[StubRasa]:
    server = StubRasa(seed, slowest)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
