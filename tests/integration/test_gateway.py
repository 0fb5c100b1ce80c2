"""The gateway on the real services and the real store, with a made-up Rasa behind it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from actions.adapters.signal_schema import signal_faults
from actions.bootstrap import bootstrap
from actions.config import read_settings
from actions.domain.codes import (
    Channel,
    ExploitationForm,
    Language,
    Role,
    Setting,
    Source,
)
from actions.domain.commands import SubmitSignal
from actions.domain.signal import Facts
from actions.service_layer.records import Receipt
from actions.service_layer.services import Services
from channels.app import create_app
from channels.rasa_client import RasaClient

OBSERVATION = "Een man legt het geld op tafel. Hij bewaart haar paspoort."
FACTS = Facts(
    role=Role.COUNTER,
    reporter_municipality="groningen",
    place_municipality="groningen",
    exploitation_form=ExploitationForm.LABOUR,
    setting=Setting.COUNTER,
)


def nobody(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused")


class EmptyIndex:
    """An index in which nothing is found."""

    def refresh(self) -> bool:
        return False

    def search(self, question: str, k: int = 10) -> list[Any]:
        return []

    def passage(self, passage_id: str) -> Any:
        raise NotImplementedError


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"NIETPLUIS_VAR_DIR": str(tmp_path), "NIETPLUIS_ACTIONS_PORT": "9"}


@pytest.fixture
def services(environ: dict[str, str]) -> Services:
    return bootstrap(read_settings(environ))


@pytest.fixture
def receipt(services: Services) -> Receipt:
    command = SubmitSignal("gesprek-1", FACTS, Channel.WEB, Language.NL, OBSERVATION, Source.SEEN)
    return services.submit(command)


@pytest.fixture
def client(environ: dict[str, str], services: Services) -> Iterator[TestClient]:
    rasa = RasaClient(
        httpx.AsyncClient(transport=httpx.MockTransport(nobody), base_url="http://rasa")
    )
    app = create_app(read_settings(environ), services, EmptyIndex(), rasa)
    with TestClient(
        app, base_url="http://127.0.0.1", client=("127.0.0.1", 1), follow_redirects=True
    ) as client:
        yield client


def test_an_officer_reads_accepts_and_answers_a_signal_on_the_pages(
    client: TestClient, receipt: Receipt
) -> None:
    desk = receipt.decision.primary.desk
    page = client.post("/inbox/aanmelden", data={"desk": desk}).text
    assert receipt.reference in page and "arbeidsuitbuiting" in page
    detail = client.get(f"/inbox/{receipt.signal_id}").text
    assert OBSERVATION.split(".")[0] in detail
    form = {
        "csrf": detail.split('name="csrf" value="')[1].split('"')[0],
        "version": detail.split('name="version" value="')[1].split('"')[0],
        "status": "accepted",
        "note": "Ik bel de collega.",
        "feedback": "Dank je, we zijn ermee bezig.",
    }
    after = client.post(f"/inbox/{receipt.signal_id}", data=form).text
    assert "aangenomen" in after and "Ik bel de collega." in after
    follow_up = client.post("/opvolgen", data={"reference": receipt.reference}).text
    assert "Dank je, we zijn ermee bezig." in follow_up
    assert "Ik bel de collega." not in follow_up and "paspoort" not in follow_up


def test_a_signal_as_a_file_fits_the_published_schema(client: TestClient, receipt: Receipt) -> None:
    client.post("/inbox/aanmelden", data={"desk": receipt.decision.primary.desk})
    as_file = client.get(f"/inbox/{receipt.signal_id}/melding.json").json()
    assert as_file["reference"] == receipt.reference
    assert signal_faults(as_file) == ()


def test_the_officer_of_another_municipality_does_not_see_it(
    client: TestClient, receipt: Receipt
) -> None:
    page = client.post("/inbox/aanmelden", data={"desk": "westerwolde-officer"}).text
    assert receipt.reference not in page
    assert client.get(f"/inbox/{receipt.signal_id}").status_code == 404


def test_with_rasa_down_the_person_gets_a_number_of_the_directory(client: TestClient) -> None:
    message = {
        "sender": "balie-1",
        "message": "hij sluit haar op",
        "metadata": {"municipality": "Groningen"},
    }
    (answer,) = client.post("/webhooks/rest/webhook", json=message).json()
    assert answer["text"].startswith("Is er nu gevaar? Bel 112.")
    assert any(character.isdigit() for character in answer["text"].split("112", 1)[1])


def test_the_database_answers_to_readiness(client: TestClient) -> None:
    assert client.get("/health/ready").json()["parts"]["database"] is True
