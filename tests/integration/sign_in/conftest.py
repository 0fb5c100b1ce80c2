"""A provider on loopback, a gateway that trusts it, and somebody with a browser."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from fastapi.testclient import TestClient

from actions.config import Settings, read_settings
from channels.app import create_app
from tests.integration.sign_in.provider import (
    CLIENT,
    SECRET,
    Lie,
    Provider,
    free_port,
    provider_app,
    serving,
)
from tests.integration.sign_in.somebody import Somebody
from tests.unit.channels.fakes import DESK, Clock, FakeRasa, FakeRetriever, FakeServices

PUBLIC = "http://127.0.0.1:8000"
USERS: dict[str, dict[str, Any]] = {
    "balie": {"sub": "sub-balie-1", "roles": ["NietPluis.Balie"]},
    "collega": {"sub": "sub-balie-2", "roles": ["NietPluis.Balie"]},
    "functionaris": {"sub": "sub-officer-1", "roles": ["NietPluis.Functionaris"]},
    "onbekend": {"sub": "sub-other", "roles": ["Iets.Anders"]},
    "kaal": {"sub": "sub-bare"},
    "veel": {"sub": "sub-many", "_claim_names": {"roles": "src1"}},
}
RULES = [
    {"when": {"roles": "NietPluis.Balie"}, "role": "counter", "municipality": "groningen"},
    {"when": {"roles": "NietPluis.Functionaris"}, "desks": [DESK.key]},
]
Open = Callable[..., Any]


@pytest.fixture(scope="session")
def running() -> Iterator[Provider]:
    port = free_port()
    provider = Provider(f"http://127.0.0.1:{port}", Clock(), set(), {})
    provider.rotate()
    with serving(provider_app(provider), port):
        yield provider


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def provider(running: Provider, clock: Clock) -> Provider:
    running.now = clock
    running.lie = Lie()
    running.users = {name: dict(claims) for name, claims in USERS.items()}
    running.redirects = {f"{PUBLIC}/aanmelden/terug", f"{PUBLIC}/afgemeld"}
    for kept in (running.codes, running.asked, running.prompts, running.signed_out):
        kept.clear()
    return running


@pytest.fixture
def rasa() -> FakeRasa:
    return FakeRasa()


@pytest.fixture
def services() -> FakeServices:
    return FakeServices()


@pytest.fixture
def environ(tmp_path: Path, provider: Provider) -> dict[str, str]:
    return {
        "NIETPLUIS_VAR_DIR": str(tmp_path),
        "NIETPLUIS_ACTIONS_PORT": "9",
        "NIETPLUIS_PUBLIC_URL": PUBLIC,
        "NIETPLUIS_SIGN_IN_FILE": str(write_file(tmp_path, provider)),
        "NIETPLUIS_SIGN_IN_SECRET": SECRET,
    }


def write_file(folder: Path, provider: Provider, **of_provider: Any) -> Path:
    content = {
        "provider": {
            "kind": "other",
            "issuer": provider.issuer,
            "client_id": CLIENT,
            **of_provider,
        },
        "access": RULES,
    }
    file = folder / "sign-in.yml"
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
    return file


@pytest.fixture
def settings(environ: dict[str, str]) -> Settings:
    return read_settings(environ)


@pytest.fixture
def opened(services: FakeServices, rasa: FakeRasa, clock: Clock, provider: Provider) -> Open:
    @contextmanager
    def opening(settings: Settings) -> Iterator[Somebody]:
        app = create_app(settings, services, FakeRetriever(), rasa.client(), clock)
        with TestClient(
            app,
            base_url=settings.public_url,
            client=("127.0.0.1", 50000),
            raise_server_exceptions=False,
            follow_redirects=False,
        ) as client:
            yield Somebody(client, provider, settings.var_dir / "gateway.sqlite3")

    return opening


@pytest.fixture
def served(
    environ: dict[str, str],
    services: FakeServices,
    rasa: FakeRasa,
    clock: Clock,
    provider: Provider,
) -> Iterator[Somebody]:
    """Somebody at a gateway behind a real port, as sockets and browsers need it."""
    port = free_port()
    public = f"http://127.0.0.1:{port}"
    provider.redirects = {f"{public}/aanmelden/terug", f"{public}/afgemeld"}
    settings = read_settings({**environ, "NIETPLUIS_PUBLIC_URL": public})
    app = create_app(settings, services, FakeRetriever(), rasa.client(), clock)
    with (
        serving(app, port),
        httpx.Client(base_url=public, trust_env=False) as client,
    ):
        yield Somebody(client, provider, settings.var_dir / "gateway.sqlite3")


@pytest.fixture
def somebody(opened: Open, settings: Settings) -> Iterator[Somebody]:
    with opened(settings) as somebody:
        yield somebody
