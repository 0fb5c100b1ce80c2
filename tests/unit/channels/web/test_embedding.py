"""The chat on a page elsewhere: who may hold it, and what it gets."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from actions.config import SettingsError, read_settings
from channels.app import create_app
from tests.unit.channels.fakes import Clock, FakeRasa, FakeRetriever, FakeServices

INTRANET = "https://intranet.example"


@pytest.fixture
def client(tmp_path: Path, rasa: FakeRasa, clock: Clock) -> Iterator[TestClient]:
    tokens = tmp_path / "tokens.css"
    tokens.write_text(":root { --np-brand: #00811f; }")
    environ = {
        "NIETPLUIS_VAR_DIR": str(tmp_path),
        "NIETPLUIS_ACTIONS_PORT": "9",
        "NIETPLUIS_TOKENS_FILE": str(tokens),
        "NIETPLUIS_EMBED_ORIGINS": INTRANET,
    }
    app = create_app(read_settings(environ), FakeServices(), FakeRetriever(), rasa.client(), clock)
    with TestClient(
        app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50000), follow_redirects=False
    ) as client:
        yield client


@pytest.mark.parametrize("path", ["/static/niet-pluis.js", "/chat/settings", "/chat"])
def test_a_named_site_may_read_the_script_and_the_conversation(
    client: TestClient, path: str
) -> None:
    headers = client.get(path, headers={"origin": INTRANET}).headers
    assert headers["access-control-allow-origin"] == INTRANET
    assert headers["access-control-allow-credentials"] == "true"


@pytest.mark.parametrize("path", ["/static/niet-pluis.js", "/chat/settings", "/chat"])
def test_another_site_may_not(client: TestClient, path: str) -> None:
    headers = client.get(path, headers={"origin": "https://elders.example"}).headers
    assert "access-control-allow-origin" not in headers


def test_a_named_site_may_open_the_line_and_another_may_not(client: TestClient) -> None:
    with client.websocket_connect("/chat/socket", headers={"origin": INTRANET}) as line:
        assert line.receive_json()["type"] == "here"
    elsewhere = {"origin": "https://elders.example"}
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("/chat/socket", headers=elsewhere),
    ):
        pass


@pytest.mark.parametrize("path", ["/inbox", "/opvolgen", "/api/v1/signals", "/", "/monitor"])
def test_a_named_site_reads_nothing_else(client: TestClient, path: str) -> None:
    headers = client.get(path, headers={"origin": INTRANET}).headers
    assert "access-control-allow-origin" not in headers


def test_the_settings_hold_texts_and_the_look_and_set_the_cookie(client: TestClient) -> None:
    answer = client.get("/chat/settings?language=en")
    settings = answer.json()
    assert sorted(settings) == ["language", "limit", "sign_in", "texts", "tokens"]
    assert (settings["language"], settings["limit"], settings["sign_in"]) == ("en", 5000, "")
    assert settings["texts"]["danger_call"] == "Call 112"
    assert settings["tokens"] == ":root, :host {\n  --np-brand: #00811f;\n}\n"
    assert "HttpOnly" in answer.headers["set-cookie"]


def test_every_page_reads_the_municipalitys_tokens_after_ours(client: TestClient) -> None:
    for path in ("/", "/opvolgen", "/signaalkaarten"):
        page = client.get(path).text
        assert page.index("/static/tokens.css") < page.index('"/tokens.css"')
    answer = client.get("/tokens.css")
    assert answer.headers["content-type"].startswith("text/css")
    assert "--np-brand: #00811f" in answer.text


@pytest.mark.parametrize("raw", ["*", "intranet", "https://intranet.example/pad", "https://*.nl"])
def test_an_origin_that_says_too_much_or_too_little_is_refused(raw: str) -> None:
    with pytest.raises(SettingsError, match="NIETPLUIS_EMBED_ORIGINS"):
        read_settings({"NIETPLUIS_EMBED_ORIGINS": raw})
