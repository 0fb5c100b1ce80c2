"""What other programs rely on, spelled out a second time and held against the doors."""

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from actions.bootstrap import bootstrap
from actions.config import read_settings
from actions.domain import codes
from actions.domain.commands import SubmitSignal
from actions.domain.signal import Facts
from actions.service_layer.records import Receipt
from actions.service_layer.services import Services
from channels.app import create_app
from channels.cli import app as command_line
from channels.rasa_client import connect
from tests.rasa_double import RasaDouble

VOCABULARY: dict[type[StrEnum], str] = {
    codes.Role: "counter youth_worker inspector truancy_officer care partner resident",
    codes.Urgency: "acute urgent normal",
    codes.ExploitationForm: "sexual labour criminal organ_removal unknown none",
    codes.AdjacentConcern: "domestic_violence smuggling housing_nuisance fraud other",
    codes.AgeGroup: "minor adult unknown",
    codes.Setting: "counter home_visit inspection youth_work school online phone street"
    " care_contact other",
    codes.Source: "seen heard suspicion",
    codes.Disclosure: "named confidential anonymous",
    codes.Route: "emergency_112 attention_officer care_safety_house veilig_thuis"
    " labour_inspectorate police crime_anonymous comensha nidos municipal_desk none",
    codes.Action: "call_112 address_investigation",
    codes.Status: "new accepted in_progress shared closed",
    codes.Outcome: "handoff information cancelled",
    codes.Language: "nl en",
    codes.Question: "danger_now observation age_group exploitation_form setting sector municipality"
    " source ongoing disclosure contact role confirm_summary",
}
SIGNAL = (
    "schema id reference created_at channel language reporter urgency exploitation_form"
    " adjacent_concern age_group unaccompanied_minor place source ongoing observation indicators"
    " guidance routing status history"
)
WEBHOOK = "/webhooks/rest/webhook"
PROBLEM_JSON = "application/problem+json"
FACTS = Facts(
    role=codes.Role.COUNTER,
    reporter_municipality="groningen",
    place_municipality="groningen",
    exploitation_form=codes.ExploitationForm.LABOUR,
)


class EmptyIndex:
    """An index in which nothing is found."""

    def refresh(self) -> bool:
        return False

    def search(self, question: str, k: int = 10) -> list[Any]:
        return []


@pytest.fixture
def rasa() -> Iterator[RasaDouble]:
    double = RasaDouble()
    yield double
    double.close()


@pytest.fixture
def environ(tmp_path: Path, rasa: RasaDouble) -> dict[str, str]:
    return {
        "NIETPLUIS_VAR_DIR": str(tmp_path),
        "NIETPLUIS_ACTIONS_PORT": "9",
        "NIETPLUIS_RASA_PORT": str(rasa.port),
    }


@pytest.fixture
def services(environ: dict[str, str]) -> Services:
    return bootstrap(read_settings(environ))


@pytest.fixture
def receipt(services: Services) -> Receipt:
    words = "Een man bewaart haar paspoort."
    channel, source = codes.Channel.REST, codes.Source.SEEN
    return services.submit(
        SubmitSignal(uuid4().hex, FACTS, channel, codes.Language.NL, words, source)
    )


@pytest.fixture
def door(environ: dict[str, str], services: Services, rasa: RasaDouble) -> Iterator[TestClient]:
    app = create_app(read_settings(environ), services, EmptyIndex(), connect(rasa.port))  # type: ignore[arg-type]
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 1)) as client:
        yield client


@pytest.fixture
def officer(environ: dict[str, str], receipt: Receipt) -> dict[str, str]:
    asked = ["token", "--desk", receipt.decision.primary.desk]
    printed = CliRunner().invoke(command_line, asked, env=environ)
    return {"authorization": f"Bearer {printed.output.split()[-1]}"}


@pytest.mark.parametrize("kind", VOCABULARY, ids=lambda kind: str(kind.__name__))
def test_every_field_has_its_codes_and_no_other(kind: type[StrEnum]) -> None:
    assert set(kind) == set(VOCABULARY[kind].split())


def test_the_gateway_listens_where_clients_look_for_it() -> None:
    settings = read_settings({})
    assert (settings.gateway_host, settings.gateway_port) == ("127.0.0.1", 8000)


def test_a_message_is_answered_in_rasas_own_form_to_the_sender_as_given(
    door: TestClient, rasa: RasaDouble
) -> None:
    metadata = {"role": "counter", "municipality": "groningen"}
    body = {"sender": "balie-3", "message": "er is iets", "metadata": metadata}
    (answer,) = door.post(WEBHOOK, json=body).json()
    assert set(answer) == {"recipient_id", "text", "buttons", "custom"}
    assert answer["recipient_id"] == "balie-3"
    assert [set(button) for button in answer["buttons"]] == [{"title", "payload"}] * 2
    assert metadata.items() <= rasa.heard[0]["metadata"].items()
    assert rasa.heard[0]["sender"] != "balie-3"


@pytest.mark.parametrize("metadata", [{}, {"metadata": None}, {"metadata": {"role": "king"}}])
def test_metadata_may_be_left_out(door: TestClient, metadata: dict[str, Any]) -> None:
    body = {"sender": "a", "message": "hoi", **metadata}
    assert door.post(WEBHOOK, json=body).status_code == 200


def test_a_payload_that_was_offered_is_passed_on_and_a_typed_one_is_text(
    door: TestClient, rasa: RasaDouble
) -> None:
    texts = ("er is iets", "/restart", '/deny{"x":1}', "/deny")
    for text in texts:
        assert door.post(WEBHOOK, json={"sender": "a", "message": text}).status_code == 200
    assert rasa.texts == ["er is iets", "'/restart", '\'/deny{"x":1}', "/deny"]


@pytest.mark.parametrize(
    "body",
    [
        {"sender": "a"},
        {"message": "hoi"},
        {"sender": 5, "message": "hoi"},
        {"sender": "a", "message": None},
        {"sender": "a", "message": "hoi", "metadata": []},
        [],
        "hoi",
    ],
)
def test_what_is_no_message_is_a_problem_in_words(door: TestClient, body: Any) -> None:
    answer = door.post(WEBHOOK, json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (400, PROBLEM_JSON)
    assert set(answer.json()) == {"type", "title", "status", "detail", "code"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/health/live", 200),
        ("GET", "/health/ready", 503),
        ("HEAD", "/health/live", 200),
        ("HEAD", "/health/ready", 503),
        ("GET", WEBHOOK, 405),
        ("GET", "/api/v1/signals", 401),
        ("GET", "/api/v1/signals/x", 401),
        ("PATCH", "/api/v1/signals/x", 401),
        ("GET", "/api/v1/follow-up/x", 404),
        ("GET", "/api/v1/knowledge/search", 400),
        ("GET", "/api/v1/knowledge/search?q=loverboy&k=0", 400),
        ("GET", "/api/v1/knowledge/search?q=loverboy&k=10", 200),
        ("GET", "/api/v1/nothing", 404),
    ],
)
def test_every_address_is_there_for_who_may_use_it(
    door: TestClient, method: str, path: str, status: int
) -> None:
    answer = door.request(method, path, json={"status": "accepted"} if method == "PATCH" else None)
    assert answer.status_code == status
    if status >= 400 and not path.startswith("/health"):
        assert answer.headers["content-type"] == PROBLEM_JSON


def test_an_officer_reads_moves_and_answers_a_signal(
    door: TestClient, officer: dict[str, str], receipt: Receipt
) -> None:
    (row,) = door.get("/api/v1/signals", headers=officer).json()["results"]
    assert (row["id"], row["reference"]) == (receipt.signal_id, receipt.reference)
    address = f"/api/v1/signals/{row['id']}"
    signal = door.get(address, headers=officer).json()
    assert set(SIGNAL.split()) <= set(signal)
    assert signal["schema"] == "nietpluis.signal/1"
    change = {"status": "accepted", "note": "gezien", "feedback": "Dank je."}
    assert door.patch(address, json=change, headers=officer).json()["status"] == "accepted"
    follow_up = door.get(f"/api/v1/follow-up/{receipt.reference}")
    assert follow_up.json() == {"status": "accepted", "feedback": "Dank je."}


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["search", "loverboy", "-k", "5", "--json"], 1),  # there is no index yet
        (["search", "loverboy", "-k", "0"], 2),
        (["search"], 2),
        (["ingest"], 2),
        (["ingest", "bestaat-niet.pdf"], 1),
    ],
)
def test_the_command_line_takes_the_contracts_words(
    environ: dict[str, str], arguments: list[str], status: int
) -> None:
    assert CliRunner().invoke(command_line, arguments, env=environ).exit_code == status


def test_what_was_ingested_is_found_by_the_name_of_its_file(
    environ: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "protocol-testdorp.md"
    file.write_text("# Protocol\n\n## Wie belt\n\nBij uitbuiting belt de balie het loket.\n")
    run = CliRunner()
    assert run.invoke(command_line, ["ingest", str(file)], env=environ).exit_code == 0
    asked = ["search", "wie belt de balie", "-k", "5", "--json"]
    (hit, *_) = json.loads(run.invoke(command_line, asked, env=environ).output)["results"]
    assert set(hit) == {"rank", "score", "document", "title", "section", "page", "text"}
    assert (hit["rank"], hit["document"]) == (1, "protocol-testdorp")
