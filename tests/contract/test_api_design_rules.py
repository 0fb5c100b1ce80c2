"""Our own API keeps the NL API Design Rules 2.2: the main ones always, all where Spectral is."""

import copy
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from channels.api.app import create_api
from channels.texts import load_texts
from tests.contract.openapi_server import DOCUMENTS

RULESET = DOCUMENTS / "nl-api-design-rules-linter.yaml"
KEBAB = re.compile(r"(/([a-z0-9-]+|\{[^}]+\}))+")
CAMEL = re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*")
SEMVER = re.compile(r"\d+\.\d+\.\d+")
WRITES = ("put", "post", "patch")
METHODS = {"get", "put", "post", "patch", "delete"}
Document = dict[str, Any]
Change = Callable[[Document], object]


@pytest.fixture(scope="module")
def document() -> Document:
    return json.loads(json.dumps(create_api(load_texts()).openapi()))


def _operations(document: Document) -> Iterator[tuple[str, str, Document]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def _faults(document: Document) -> list[str]:
    return [*_about(document), *_paths(document), *_answers(document), *_schemas(document)]


def _about(document: Document) -> Iterator[str]:
    info = document["info"]
    if not document["openapi"].startswith("3."):
        yield "openapi"
    if {"name", "email", "url"} - set(info.get("contact", {})):
        yield "contact"
    if not SEMVER.fullmatch(info["version"]):
        yield "version"
    for server in document["servers"]:
        if not re.search(r"/v\d+", server["url"]) or server["url"].startswith("http://"):
            yield f"server {server['url']}"


def _paths(document: Document) -> Iterator[str]:
    names = [operation["operationId"] for _, _, operation in _operations(document)]
    if len(names) != len(set(names)):
        yield "operationId"
    for path, method, operation in _operations(document):
        if not KEBAB.fullmatch(path):
            yield f"path {path}"
        if method not in METHODS:
            yield f"method {method} {path}"
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "query" and not CAMEL.fullmatch(parameter["name"]):
                yield f"query {parameter['name']}"


def _answers(document: Document) -> Iterator[str]:
    for path, method, operation in _operations(document):
        answers = operation["responses"]
        if (method in WRITES or operation.get("parameters")) and "400" not in answers:
            yield f"400 {method} {path}"
        for status, answer in answers.items():
            if status < "4" and "API-Version" not in answer.get("headers", {}):
                yield f"API-Version {method} {path} {status}"
            if status >= "4" and set(answer["content"]) != {"application/problem+json"}:
                yield f"problem {method} {path} {status}"


def _schemas(document: Document) -> Iterator[str]:
    schemas = document["components"]["schemas"]
    if {"status", "title", "detail"} - set(schemas["Problem"]["properties"]):
        yield "Problem"
    for name, schema in schemas.items():
        if not re.fullmatch(r"([A-Z][a-z0-9]*)+", name):
            yield f"schema {name}"
        for field, about in schema.get("properties", {}).items():
            if field.endswith("_at") and about.get("format") not in (None, "date-time"):
                yield f"moment {field}"


def test_the_api_keeps_the_main_rules(document: Document) -> None:
    assert _faults(document) == []


@pytest.mark.parametrize(
    ("fault", "change"),
    [
        ("openapi", lambda d: d.update(openapi="2.0")),
        ("contact", lambda d: d["info"]["contact"].pop("email")),
        ("version", lambda d: d["info"].update(version="1")),
        ("server /api", lambda d: d["servers"][0].update(url="/api")),
        ("path /Signals/", lambda d: d["paths"].update({"/Signals/": d["paths"].pop("/signals")})),
        (
            "query open_only",
            lambda d: d["paths"]["/signals"]["get"]["parameters"][0].update(name="open_only"),
        ),
        (
            "400 get /signals",
            lambda d: d["paths"]["/signals"]["get"]["responses"].pop("400"),
        ),
        (
            "API-Version get /signals 200",
            lambda d: d["paths"]["/signals"]["get"]["responses"]["200"].pop("headers"),
        ),
        (
            "problem get /signals 404",
            lambda d: d["paths"]["/signals"]["get"]["responses"]["404"].update(content={}),
        ),
        ("Problem", lambda d: d["components"]["schemas"]["Problem"]["properties"].pop("detail")),
        ("schema problem_", lambda d: d["components"]["schemas"].update(problem_={})),
    ],
)
def test_a_broken_rule_is_seen(document: Document, fault: str, change: Change) -> None:
    broken = copy.deepcopy(document)
    change(broken)
    assert _faults(broken) == [fault]


def test_the_api_passes_the_published_linter_without_a_word(
    document: Document, tmp_path: Path
) -> None:
    spectral = shutil.which("spectral")
    if spectral is None or not RULESET.exists():
        pytest.skip("needs `spectral` (npm: @stoplight/spectral-cli) and the published ruleset")
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(document))
    done = subprocess.run(
        [spectral, "lint", "--fail-severity", "hint", "-r", str(RULESET), str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "No results with a severity of 'hint' or higher found" in done.stdout
