"""A server on loopback that speaks Rasa's REST protocol by a script: one whole conversation.

It holds no understanding: a payload or any text answers the question that is open.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]
REFERENCE = "E21-RA3-AKZ-82K-PWR-H1Q"
URGENT = "Bel nu 112 als dat veilig kan."
QUESTION_TEXT = "De aandachtsfunctionaris is het vaste gezicht voor dit thema."


def _question(code: str, text: str, *buttons: tuple[str, str]) -> Json:
    return {
        "text": text,
        "buttons": [{"title": title, "payload": payload} for title, payload in buttons],
        "custom": {"question": code, "progress": {"step": 1, "of": 3}, "language": "nl"},
    }


SUMMARY = _question(
    "confirm_summary",
    "Dit wil ik versturen:\n- Leeftijd: minderjarig\nKlopt dit?",
    ("Ja, verstuur", "/affirm"),
    ("Nee", "/deny"),
)
SUMMARY["custom"]["summary"] = [
    {
        "question": "age_group",
        "label": "Leeftijd",
        "value": "minderjarig",
        "payload": '/change_answer{"change_slot": "age_group"}',
    }
]
SUMMARY["custom"]["pick"] = {
    "open": "Signalen aanvinken",
    "ask": "Wat zag je nog meer?",
    "send": "Zet erbij",
    "options": [
        {"code": "long_days", "title": "Heel lange werkdagen", "chosen": False},
        {"code": "no_day_off", "title": "Geen vrije dag", "chosen": False},
        {"code": "poor_housing", "title": "Slechte huisvesting", "chosen": False},
    ],
    "none": {"title": "Geen van deze", "payload": '/inform{"signs": "none"}'},
    "payload": '/inform{"signs": "{codes}"}',
}
SCRIPT = (
    _question(
        "danger_now",
        "Is er nu direct gevaar voor iemand? Bel dan meteen 112.",
        ("Ja", "/affirm"),
        ("Nee", "/deny"),
    ),
    _question(
        "age_group",
        "Hoe oud is de persoon ongeveer?",
        ("Onder de 18", '/inform{"age_group": "minor"}'),
        ("18 of ouder", '/inform{"age_group": "adult"}'),
        ("Weet ik niet", '/dont_know{"age_group": "unknown"}'),
    ),
    SUMMARY,
)
END: Json = {
    "text": "Je melding is bij de aandachtsfunctionaris.",
    "custom": {
        "handoff": {"reference": REFERENCE, "urgency": "urgent"},
        "outcome": "handoff",
        "language": "nl",
    },
}
CONTACT = _question("contact", "Hoe kunnen we je bereiken?", ("Sla over", "/dont_know"))
DANGER: Json = {"text": URGENT, "custom": {"urgent_notice": "call_112", "language": "nl"}}


def cited(public_url: str) -> Json:
    """An answer whose source is a passage at the gateway."""
    source = {
        "document": "gids",
        "title": "Gids [mensenhandel]",
        "section": "Rollen",
        "page": 4,
        "quote": QUESTION_TEXT,
        "url": f"{public_url}/kennis/gids-1?van=0&tot=9",
    }
    return {"text": QUESTION_TEXT, "custom": {"language": "nl", "citations": [source]}}


class RasaDouble:
    """Remembers every body that it was sent."""

    def __init__(self, public_url: str = "http://127.0.0.1:8000") -> None:
        self._cited = cited(public_url)
        self.heard: list[Json] = []
        self._step: dict[str, int] = {}
        self.delay = threading.Event()
        self.delay.set()
        double = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                double._send(self, {"status": "ok"})

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                double.heard.append(body)
                double.delay.wait(30)
                double._send(self, double._answers(body))

            def log_message(self, format: str, *args: Any) -> None:
                """Be silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.server.server_port)

    @property
    def texts(self) -> list[str]:
        return [body["message"] for body in self.heard]

    def close(self) -> None:
        self.delay.set()
        self.server.shutdown()
        self.server.server_close()

    def _answers(self, body: Json) -> list[Json]:
        sender, text = body["sender"], body["message"]
        step = self._step.get(sender, 0)
        if "mes" in text.split():
            return [DANGER, SCRIPT[max(step - 1, 0)]]
        if text.endswith("?"):
            return [self._cited, SCRIPT[max(step - 1, 0)]]
        if text == "vertrouwelijk":
            return [CONTACT]
        if text == "lang":
            return [{"text": "Een zin van een paar woorden. " * 300, "custom": {"language": "nl"}}]
        self._step[sender] = step + 1
        return [END] if step >= len(SCRIPT) else [SCRIPT[step]]

    def _send(self, request: BaseHTTPRequestHandler, body: Any) -> None:
        raw = json.dumps(body).encode()
        request.send_response(200)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(raw)))
        request.end_headers()
        request.wfile.write(raw)
