"""A stub of the Bot Framework on loopback: keys, tokens, and a connector that remembers."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

from joserfc import jwt
from joserfc.jwk import RSAKey

ISSUER = "https://api.botframework.com"
APP = "11111111-2222-3333-4444-555555555555"
TENANT = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
BOT = f"28:{APP}"
USER = "99999999-0000-4000-8000-000000000001"
OUR_TOKEN = "a token of the stub"
Json = dict[str, Any]


@dataclass
class Sent:
    """What came in at the connector."""

    path: str
    body: Json
    authorization: str | None

    @property
    def conversation(self) -> str:
        return unquote(self.path.split("/")[3]) if self.path.count("/") > 2 else ""

    @property
    def card(self) -> Json | None:
        attached = self.body.get("attachments") or []
        return attached[0]["content"] if attached else None


@dataclass
class BotFramework:
    """`answers` are the statuses of the next requests to the connector, with Retry-After."""

    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    sent: list[Sent] = field(default_factory=list)
    token_requests: list[str] = field(default_factory=list)
    answers: list[tuple[int, Mapping[str, str]]] = field(default_factory=list)
    key_requests: int = 0
    endorsements: tuple[str, ...] = ("msteams",)
    opens_chats: bool = True

    def __post_init__(self) -> None:
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                stub._get(self)

            def do_POST(self) -> None:
                stub._post(self)

            def log_message(self, format: str, *args: Any) -> None:
                """Be silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    @property
    def environ(self) -> dict[str, str]:
        """Settings of a gateway that talks to this stub."""
        return {
            "NIETPLUIS_TEAMS_APP_ID": APP,
            "NIETPLUIS_TEAMS_TENANT": TENANT,
            "NIETPLUIS_TEAMS_SECRET": "a secret of the test",
            "NIETPLUIS_TEAMS_SERVICE_HOSTS": "127.0.0.1",
            "NIETPLUIS_TEAMS_OPENID_URL": f"{self.url}/openid",
            "NIETPLUIS_TEAMS_LOGIN_URL": self.url,
        }

    def token(self, now: datetime, key: RSAKey | None = None, **changes: Any) -> str:
        """A token as the service mints it; `header_…` changes the header, None removes."""
        moment = int(now.timestamp())
        claims = {
            "iss": ISSUER,
            "aud": APP,
            "iat": moment,
            "nbf": moment,
            "exp": moment + 3600,
            "serviceurl": self.url,
        }
        header = {"alg": "RS256", "kid": "one"}
        for name, value in changes.items():
            into, key_name = (header, name[7:]) if name.startswith("header_") else (claims, name)
            into[key_name] = value
        claims = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(header, claims, key or self.key)

    def activity(self, now: datetime, **changes: Any) -> Json:
        """A message in a personal chat, as Teams sends it; None removes a field."""
        body: Json = {
            "type": "message",
            "id": f"{now.timestamp():.0f}",
            "timestamp": now.isoformat().replace("+00:00", "Z"),
            "channelId": "msteams",
            "serviceUrl": self.url,
            "from": {"id": "29:person", "name": "Somebody", "aadObjectId": USER},
            "recipient": {"id": BOT, "name": "Niet-Pluis"},
            "conversation": {"conversationType": "personal", "id": "a:one", "tenantId": TENANT},
            "channelData": {"tenant": {"id": TENANT}},
            "locale": "nl-NL",
            "text": "hallo",
        }
        body |= changes
        return {name: value for name, value in body.items() if value is not None}

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def _get(self, request: BaseHTTPRequestHandler) -> None:
        if request.path == "/openid":
            _answer(request, 200, {"issuer": ISSUER, "jwks_uri": f"{self.url}/keys"})
            return
        self.key_requests += 1
        public = {**self.key.as_dict(private=False), "use": "sig"}
        _answer(request, 200, {"keys": [public | {"endorsements": list(self.endorsements)}]})

    def _post(self, request: BaseHTTPRequestHandler) -> None:
        raw = request.rfile.read(int(request.headers["Content-Length"]))
        if request.path.endswith("/oauth2/v2.0/token"):
            self.token_requests.append(raw.decode())
            _answer(request, 200, {"access_token": OUR_TOKEN, "expires_in": 3600})
            return
        if self.answers:
            status, headers = self.answers.pop(0)
            if status >= 300:
                _answer(request, status, {}, headers)
                return
        body = json.loads(raw)
        self.sent.append(Sent(request.path, body, request.headers.get("Authorization")))
        if request.path == "/v3/conversations":
            opened = {"id": f"a:opened-{body['members'][0]['id']}"}
            _answer(request, 201 if self.opens_chats else 403, opened if self.opens_chats else {})
        else:
            _answer(request, 201, {"id": str(len(self.sent))})

    def said(self) -> list[Json]:
        """The messages that arrived, without signs of typing."""
        bodies = [one.body for one in self.sent if one.path != "/v3/conversations"]
        return [body for body in bodies if body["type"] == "message"]


def _answer(
    request: BaseHTTPRequestHandler,
    status: int,
    body: Json,
    headers: Mapping[str, str] | None = None,
) -> None:
    raw = json.dumps(body).encode()
    request.send_response(status)
    for name, value in {**(headers or {}), "Content-Length": str(len(raw))}.items():
        request.send_header(name, value)
    request.end_headers()
    request.wfile.write(raw)


def plain(message: Json) -> str:
    """What a person reads in a message, whether it is a card or text."""
    attached = message.get("attachments") or []
    if not attached:
        return str(message["text"])
    return "\n".join(_texts(attached[0]["content"]["body"]))


def _texts(element: Any) -> list[str]:
    if isinstance(element, list):
        return [text for one in element for text in _texts(one)]
    if not isinstance(element, dict):
        return []
    own = [str(element["text"])] if element.get("type") in {"TextRun", "TextBlock"} else []
    inner = [element[k] for k in ("body", "items", "columns", "inlines") if k in element]
    return [*own, *(text for one in inner for text in _texts(one))]


def actions(message: Json) -> list[Json]:
    """Every button of a message."""
    found: list[Json] = []
    stack: list[Any] = [a["content"] for a in message.get("attachments") or []]
    while stack:
        one = stack.pop(0)
        if isinstance(one, list):
            stack = [*one, *stack]
        elif isinstance(one, dict):
            found += one.get("actions", [])
            inner = [one[k] for k in ("body", "items", "columns") if k in one]
            stack = [*inner, *stack]
    return found
