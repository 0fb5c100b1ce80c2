"""/api/v1: an officer's own desks, a reporter's follow-up, and the knowledge base."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from actions.domain.codes import Status
from actions.domain.commands import ChangeStatus, InboxFilters
from actions.domain.disclosure import Officer
from actions.service_layer.errors import (
    AlreadyAcceptedError,
    ServiceError,
    StoreBusyError,
    TransitionRefusedError,
)
from channels.crypto import load_or_create
from channels.identity import OfficerClaim, Tokens
from channels.problems import PROBLEM_JSON
from channels.wiring import KEY_FILE
from tests.unit.channels.fakes import DESK, SIGNAL, Clock, FakeServices


@pytest.fixture
def tokens(tmp_path: Path, client: TestClient) -> Tokens:
    return Tokens(load_or_create(tmp_path / KEY_FILE).derive("officer tokens"))


def bearer(tokens: Tokens, clock: Clock, desk: str = DESK.key) -> dict[str, str]:
    claim = OfficerClaim("desk:test", (desk,), clock() + timedelta(days=1))
    return {"authorization": f"Bearer {tokens.issue(claim)}"}


def test_the_list_holds_the_signals_of_the_officers_desks(
    client: TestClient, tokens: Tokens, clock: Clock, services: FakeServices
) -> None:
    response = client.get("/api/v1/signals?urgency=urgent", headers=bearer(tokens, clock))
    assert response.status_code == 200
    assert response.headers["api-version"] == "1.0.0"
    (row,) = response.json()["results"]
    assert (row["reference"], row["urgency"], row["desk"]) == (SIGNAL.reference, "urgent", DESK.key)
    assert services.filters == [InboxFilters(urgency=SIGNAL.urgency)]


def test_an_officer_of_another_desk_sees_nothing(
    client: TestClient, tokens: Tokens, clock: Clock
) -> None:
    other = bearer(tokens, clock, "police")
    assert client.get("/api/v1/signals", headers=other).json() == {"results": []}
    response = client.get("/api/v1/signals/s1", headers=other)
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("header", ["", "Bearer x", "Bearer a.b", "Basic abc", "Bearer é"])
def test_without_a_valid_token_nothing_is_told(client: TestClient, header: str) -> None:
    response = client.get("/api/v1/signals", headers={"authorization": header.encode()})
    assert response.status_code == 401
    assert response.headers["content-type"] == PROBLEM_JSON
    assert response.headers["www-authenticate"] == "Bearer"


def test_a_token_stops_at_its_term(client: TestClient, tokens: Tokens, clock: Clock) -> None:
    headers = bearer(tokens, clock)
    clock.forward(days=1, seconds=1)
    assert client.get("/api/v1/signals", headers=headers).status_code == 401


def test_a_token_of_another_installation_is_refused(client: TestClient, clock: Clock) -> None:
    headers = bearer(Tokens(b"x" * 32), clock)
    assert client.get("/api/v1/signals", headers=headers).status_code == 401


def test_the_detail_has_every_field_of_the_contract(
    client: TestClient, tokens: Tokens, clock: Clock
) -> None:
    signal = client.get("/api/v1/signals/s1", headers=bearer(tokens, clock)).json()
    contract = {
        *("schema", "id", "reference", "created_at", "channel", "language", "reporter"),
        *("urgency", "exploitation_form", "adjacent_concern", "age_group"),
        *("unaccompanied_minor", "place", "source", "ongoing", "observation", "indicators"),
        *("guidance", "routing", "status", "history"),
    }
    assert contract <= set(signal)
    assert signal["schema"] == "nietpluis.signal/1"
    assert signal["observation"] == SIGNAL.observation
    assert signal["routing"] == {
        "primary": {"route": "attention_officer", "desk": DESK.key},
        "secondary": [],
        "actions": [],
        "reasons": ["4"],
    }


def test_a_change_becomes_one_command(
    client: TestClient, tokens: Tokens, clock: Clock, services: FakeServices
) -> None:
    change = {"status": "accepted", "note": "bel terug", "feedback": "Dank je.", "version": 1}
    response = client.patch("/api/v1/signals/s1", json=change, headers=bearer(tokens, clock))
    assert response.status_code == 200
    officer = Officer("desk:test", "desk:test", frozenset({DESK.key}))
    expected = ChangeStatus(officer, "s1", Status.ACCEPTED, "bel terug", "Dank je.", 1)
    assert services.changes == [expected]


@pytest.mark.parametrize(
    ("refusal", "status"),
    [(AlreadyAcceptedError(), 409), (TransitionRefusedError(), 409), (StoreBusyError(), 503)],
)
def test_a_refusal_of_the_service_is_a_problem(
    client: TestClient,
    tokens: Tokens,
    clock: Clock,
    services: FakeServices,
    refusal: ServiceError,
    status: int,
) -> None:
    services.refusal = refusal
    headers = bearer(tokens, clock)
    response = client.patch("/api/v1/signals/s1", json={"status": "accepted"}, headers=headers)
    assert (response.status_code, response.json()["status"]) == (status, status)
    assert response.headers["content-type"] == PROBLEM_JSON


@pytest.mark.parametrize("change", [{}, {"status": "weg"}, {"status": "new", "x": 1}, [], "x"])
def test_a_change_of_another_shape_is_refused(
    client: TestClient, tokens: Tokens, clock: Clock, services: FakeServices, change: object
) -> None:
    response = client.patch("/api/v1/signals/s1", json=change, headers=bearer(tokens, clock))
    assert response.status_code == 400
    assert services.changes == []


def test_follow_up_gives_status_and_feedback_and_nothing_else(client: TestClient) -> None:
    response = client.get(f"/api/v1/follow-up/{SIGNAL.reference}")
    assert response.json() == {"status": "accepted", "feedback": "Dank je."}
    assert client.get("/api/v1/follow-up/NP-ANDERS").status_code == 404


def test_guessing_references_is_stopped(client: TestClient, clock: Clock) -> None:
    statuses = [client.get(f"/api/v1/follow-up/NP-{n}").status_code for n in range(21)]
    assert statuses == [404] * 20 + [429]
    clock.forward(minutes=6)
    assert client.get("/api/v1/follow-up/NP-1").status_code == 404


def test_a_reference_that_is_right_is_no_guess(client: TestClient) -> None:
    for _ in range(25):
        assert client.get(f"/api/v1/follow-up/{SIGNAL.reference}").status_code == 200
        assert client.post("/opvolgen", data={"reference": SIGNAL.reference}).status_code == 200
    statuses = [client.get(f"/api/v1/follow-up/NP-{n}").status_code for n in range(21)]
    assert statuses == [404] * 20 + [429]


@pytest.mark.parametrize("since", ["2026-11-21", "2026-11-21T00:00:00", "gisteren"])
def test_a_moment_without_a_time_zone_is_refused(
    client: TestClient, tokens: Tokens, clock: Clock, since: str
) -> None:
    headers, query = bearer(tokens, clock), {"since": since}
    assert client.get("/api/v1/signals", params=query, headers=headers).status_code == 400


def test_search_answers_as_the_contract_has_it(client: TestClient) -> None:
    response = client.get("/api/v1/knowledge/search", params={"q": "paspoort", "k": 3})
    assert response.json() == {
        "results": [
            {
                "rank": 1,
                "score": 0.5,
                "document": "gids",
                "title": "Gids mensenhandel",
                "section": "Signalen",
                "page": None,
                "text": "Let op.",
            }
        ]
    }


@pytest.mark.parametrize("query", ["", "q=", "q=a&k=0", "q=a&k=x", "q=" + "a" * 1001])
def test_a_search_of_another_shape_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/api/v1/knowledge/search?{query}").status_code == 400


def test_the_openapi_document_keeps_the_design_rules(client: TestClient) -> None:
    document: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    assert document["servers"][0]["url"] == "/api/v1"
    assert set(document["info"]["contact"]) == {"name", "url", "email"}
    for path in document["paths"].values():
        for operation in path.values():
            assert "422" not in operation["responses"]
            for response in operation["responses"].values():
                assert "API-Version" in response["headers"]
