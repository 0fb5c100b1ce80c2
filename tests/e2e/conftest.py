"""A municipality's own gateway behind a real port: real store, real pages, a scripted Rasa."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import pytest

from actions.bootstrap import bootstrap
from actions.config import SHIPPED_DIRECTORY, read_settings
from actions.domain.codes import Channel, ExploitationForm, Language, Role, Setting, Source
from actions.domain.commands import SubmitSignal
from actions.domain.signal import Facts
from actions.service_layer.records import Receipt
from actions.service_layer.services import Services
from channels.app import create_app
from channels.browser import PROGRAMS
from evaluation.running import free_ports
from tests.integration.sign_in.provider import serving
from tests.rasa_double import RasaDouble
from tests.unit.channels.fakes import Clock, FakeRetriever

FACTS = Facts(
    role=Role.COUNTER,
    reporter_municipality="groningen",
    place_municipality="groningen",
    exploitation_form=ExploitationForm.LABOUR,
    setting=Setting.COUNTER,
)


@dataclass(frozen=True)
class House:
    """The gateway's address, and what stands behind it."""

    url: str
    services: Services
    rasa: RasaDouble
    clock: Clock

    def told(self, observation: str, **facts: object) -> Receipt:
        """Somebody told this before, and sent it."""
        known = replace(FACTS, **facts)  # type: ignore[arg-type]  # any field of Facts
        command = SubmitSignal(
            uuid4().hex, known, Channel.WEB, Language.NL, observation, Source.SEEN
        )
        return self.services.submit(command)


Open = Callable[..., House]


@pytest.fixture(autouse=True, scope="session")
def _chromium() -> None:
    if not any(map(shutil.which, PROGRAMS)):
        pytest.skip(f"none of {', '.join(PROGRAMS)} is installed")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Opens a gateway, with other settings than the defaults where a story asks for them."""
    with ExitStack() as stack:

        def opening(**settings: str) -> House:
            return stack.enter_context(_house(tmp_path, settings))

        yield opening


@pytest.fixture
def house(opened: Open) -> House:
    """The gateway as it ships."""
    return opened()


@contextmanager
def _house(var: Path, given: dict[str, str]) -> Iterator[House]:
    gateway, actions = free_ports(2)
    url = f"http://127.0.0.1:{gateway}"
    clock, rasa = Clock(), RasaDouble(url)
    environ = {
        "NIETPLUIS_VAR_DIR": str(var),
        "NIETPLUIS_RASA_PORT": str(rasa.port),
        "NIETPLUIS_ACTIONS_PORT": str(actions),
        "NIETPLUIS_PUBLIC_URL": url,
        **given,
    }
    settings = read_settings(environ)
    services = bootstrap(settings, clock=clock, notifiers={})
    app = create_app(settings, services, FakeRetriever(), now=clock)
    try:
        with serving(app, gateway):
            yield House(url, services, rasa, clock)
    finally:
        rasa.close()


@pytest.fixture
def own_directory(tmp_path: Path) -> Path:
    """The directory files, copied for a functional manager to write in."""
    folder = tmp_path / "directory"
    shutil.copytree(SHIPPED_DIRECTORY, folder)
    return folder
