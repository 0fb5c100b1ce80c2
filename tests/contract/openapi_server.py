"""A server on loopback built from a published OpenAPI document.

Every request and every answer is held against the document; what does not fit stands in `faults`.
"""

import json
import re
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

import actions

DOCUMENTS = Path(actions.__file__).parents[2] / "shared" / "data" / "openapi"
FORMATS = FormatChecker(())


def _format(name: str, fits: Callable[[str], object]) -> None:
    def check(value: object) -> bool:
        return bool(fits(value)) if isinstance(value, str) else True

    FORMATS.checks(name, raises=ValueError)(check)


_format("date", date.fromisoformat)
_format("uuid", UUID)
_format("uri", lambda text: urlsplit(text).scheme and urlsplit(text).netloc)
Answer = tuple[int, dict[str, Any] | str]


def published(name: str) -> dict[str, Any]:
    """A published document; left out, visibly, where the folder is not there."""
    path = DOCUMENTS / name
    if not path.exists():
        pytest.skip(f"the published document {name} is not on this machine")
    return _read(path)


@lru_cache
def _read(path: Path) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return dict(yaml.load(path.read_text(encoding="utf-8"), loader))  # noqa: S506 - a safe one


def _as_json_schema(part: Any, asked: bool) -> Any:
    """OpenAPI 3.0 as JSON Schema; in a request (`asked`) what is read-only is not required."""
    if isinstance(part, list):
        return [_as_json_schema(item, asked) for item in part]
    if not isinstance(part, dict):
        return part
    made = {key: _as_json_schema(value, asked) for key, value in part.items() if key != "nullable"}
    fields = part.get("properties")
    if asked and isinstance(fields, dict) and isinstance(part.get("required"), list):
        made["required"] = [n for n in part["required"] if not fields.get(n, {}).get("readOnly")]
    return {"anyOf": [made, {"type": "null"}]} if part.get("nullable") is True else made


class OpenApiServer(ABC):
    """Answers as `reply` says; a subclass gives the register its memory."""

    document_name: str

    def __init__(self) -> None:
        self.document = published(self.document_name)
        self.base = self.document["servers"][0]["url"]
        self.faults: list[str] = []
        self.posts = 0
        self.code: int | None = None
        self.hold_answers = threading.Event()
        self.hold_answers.set()
        self._schemas = {asked: _registry(self.document, asked) for asked in (True, False)}
        self._listen()

    @abstractmethod
    def reply(self, method: str, path: str, query: dict[str, str], body: Any) -> Answer:
        """What this register answers to a call that fits its document."""

    @abstractmethod
    def problem(self, code: int) -> Answer:
        """How this register says no."""

    @abstractmethod
    def allowed(self, authorisation: str) -> bool:
        """Whether this header opens the register."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}{self.base}"

    def refuse(self, code: int) -> None:
        """From now on answer POST with this status; 0 makes the server go away."""
        self.code = code
        if code == 0:
            self.close()

    def close(self) -> None:
        self.hold_answers.set()
        self.server.shutdown()
        self.server.server_close()

    def handle(self, method: str, target: str, headers: Any, raw: bytes) -> Answer:
        parts = urlsplit(target)
        path = parts.path.removeprefix(self.base)
        query = dict(parse_qsl(parts.query))
        template = next((t for t in self.document["paths"] if _fits(t, path)), None)
        operation = self.document["paths"].get(template, {}).get(method.lower())
        if operation is None:
            self.faults.append(f"{method} {path} is not in the document")
            return 404, "no such path"
        body = json.loads(raw) if raw else None
        self._check_request(f"{method} {template}", operation, headers, query, body)
        status, answer = self._answer(method, path, headers, query, body)
        self._check_response(f"{method} {template}", operation, status, answer)
        return status, answer

    def _answer(
        self, method: str, path: str, headers: Any, query: dict[str, str], body: Any
    ) -> Answer:
        if not self.allowed(headers.get("Authorization", "")):
            return self.problem(403)
        if method == "POST":
            self.posts += 1
            if self.code is not None:
                return self.problem(self.code)
        return self.reply(method, path, query, body)

    def _check_request(
        self, where: str, operation: Any, headers: Any, query: dict[str, str], body: Any
    ) -> None:
        known = operation.get("parameters", [])
        names = {p["name"] for p in known if p["in"] == "query"}
        self.faults += [f"{where}: query {name}" for name in query if name not in names]
        for wanted in (p for p in known if p["in"] == "header"):
            given = headers.get(wanted["name"])
            enum = wanted["schema"].get("enum", [given])
            # The documents leave Accept-Crs open; receivers in use refuse a call without it.
            needed = wanted.get("required") or wanted["name"] == "Accept-Crs"
            if (given is None and needed) or (given and given not in enum):
                self.faults.append(f"{where}: header {wanted['name']} is {given}")
        if "requestBody" in operation:
            schema = operation["requestBody"]["content"]["application/json"]["schema"]
            self._hold(f"{where} request", schema, body, asked=True)

    def _check_response(self, where: str, operation: Any, status: int, answer: Any) -> None:
        told = operation["responses"].get(str(status))
        if told is None or isinstance(answer, str):
            return  # what a proxy says, or what the document leaves open
        (content,) = told["content"].values()
        self._hold(f"{where} {status}", content["schema"], answer, asked=False)

    def _hold(self, where: str, schema: Any, value: Any, *, asked: bool) -> None:
        registry = self._schemas[asked]
        inside = {"$ref": f"urn:api{schema['$ref']}"} if "$ref" in schema else schema
        validator = Draft202012Validator(inside, registry=registry, format_checker=FORMATS)
        for fault in validator.iter_errors(value):
            self.faults.append(f"{where}: {fault.json_path} {fault.message[:120]}")

    def _listen(self) -> None:
        register = self

        class Handler(BaseHTTPRequestHandler):
            def _do(self) -> None:
                raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                status, answer = register.handle(self.command, self.path, self.headers, raw)
                if self.command == "POST":
                    register.hold_answers.wait(30)
                text = answer if isinstance(answer, str) else json.dumps(answer)
                kind = "application/problem+json" if status >= 400 else "application/json"
                self.send_response(status)
                self.send_header("Content-Type", "text/html" if text is answer else kind)
                self.end_headers()
                self.wfile.write(text.encode())

            do_GET = do_POST = _do  # noqa: N815 - names that http.server asks for

            def handle(self) -> None:
                try:
                    super().handle()
                except (BrokenPipeError, ConnectionResetError):
                    return  # who asked has stopped waiting

            def log_message(self, format: str, *args: Any) -> None:
                """Be silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def _registry(document: dict[str, Any], asked: bool) -> Any:
    schemas = {"components": {"schemas": document["components"]["schemas"]}}
    content = _as_json_schema(schemas, asked)
    resource = Resource(contents=content, specification=DRAFT202012)
    return Registry().with_resource("urn:api", resource)


def _fits(template: str, path: str) -> bool:
    return re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), path) is not None


def required_blanks(schema: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The read-only fields that an answer must have, each with its emptiest value."""
    for name in schema["required"]:
        field = schema["properties"][name]
        if field.get("readOnly"):
            empty: Any = [] if field["type"] == "array" else ""
            yield name, None if field.get("nullable") else empty
