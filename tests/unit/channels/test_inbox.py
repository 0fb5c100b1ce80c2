"""Pages for officers, reporters and readers of the sources."""

import re

import pytest
from fastapi.testclient import TestClient

from actions.config import Settings, SettingsError, read_settings
from actions.domain.codes import Status
from actions.domain.commands import ChangeStatus
from actions.domain.disclosure import Officer
from actions.domain.signal import Indicator
from channels.app import create_app
from channels.inbox.marking import Segment, segments
from tests.unit.channels.fakes import (
    DESK,
    SIGNAL,
    Clock,
    FakeServices,
)

PAGE = {"accept": "text/html"}


def sign_in(client: TestClient) -> None:
    response = client.post("/inbox/aanmelden", data={"desk": DESK.key})
    assert (response.status_code, response.headers["location"]) == (303, "/inbox")


def form_key(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get("/inbox/s1").text)
    assert found
    return found.group(1)


def test_who_is_not_signed_in_is_sent_to_the_sign_in_page(client: TestClient) -> None:
    for path in ("/inbox", "/inbox/s1"):
        response = client.get(path, headers=PAGE)
        assert (response.status_code, response.headers["location"]) == (303, "/inbox/aanmelden")


def test_the_list_tells_urgency_place_and_deadline(client: TestClient) -> None:
    sign_in(client)
    page = client.get("/inbox", headers=PAGE).text
    for shown in ("arbeidsuitbuiting", "vandaag", "Groningen", "te laat", SIGNAL.reference):
        assert shown in page


def test_the_detail_marks_the_evidence_and_shows_text_as_text(client: TestClient) -> None:
    sign_in(client)
    page = client.get("/inbox/s1", headers=PAGE).text
    begin = '<span class="unseen">Begin signaal 1: </span>'
    assert f"<mark>{begin}bewaart haar paspoort<span" in page
    assert 'href="#signaal-1" aria-label="Signaal 1: papieren afgenomen"' in page
    assert '<li id="signaal-1"><strong>papieren afgenomen</strong>' in page
    assert "<b>legt</b>" not in page and "&lt;b&gt;legt&lt;/b&gt;" in page


def test_a_step_becomes_one_command(client: TestClient, services: FakeServices) -> None:
    sign_in(client)
    form = {
        "csrf": form_key(client),
        "version": "1",
        "status": "accepted",
        "note": " bel terug ",
        "feedback": "",
    }
    response = client.post("/inbox/s1", data=form)
    assert (response.status_code, response.headers["location"]) == (303, "/inbox/s1")
    name = f"desk:{DESK.key}"
    officer = Officer(name, name, frozenset({DESK.key}))
    assert services.changes == [ChangeStatus(officer, "s1", Status.ACCEPTED, "bel terug", None, 1)]


@pytest.mark.parametrize("csrf", ["", "0" * 32, "é"])
def test_a_form_that_another_site_sent_is_refused(
    client: TestClient, services: FakeServices, csrf: str
) -> None:
    sign_in(client)
    form = {"csrf": csrf, "version": "1", "status": "accepted"}
    assert client.post("/inbox/s1", data=form).status_code == 403
    assert services.changes == []


def test_signing_out_ends_the_session(client: TestClient) -> None:
    sign_in(client)
    client.post("/inbox/afmelden", data={"csrf": form_key(client)})
    assert client.get("/inbox", headers=PAGE).status_code == 303


def test_a_session_ends_after_a_working_day(client: TestClient, clock: Clock) -> None:
    sign_in(client)
    clock.forward(hours=8, seconds=1)
    assert client.get("/inbox", headers=PAGE).status_code == 303


def test_an_unknown_signal_is_a_page_that_says_so(client: TestClient) -> None:
    sign_in(client)
    response = client.get("/inbox/s2", headers={**PAGE, "accept-language": "nl"})
    assert response.status_code == 404
    assert "Dit is er niet." in response.text


def test_choosing_a_desk_is_refused_under_another_host_name(client: TestClient) -> None:
    response = client.post(
        "/inbox/aanmelden", data={"desk": DESK.key}, headers={"host": "elders.example"}
    )
    assert response.status_code == 403


def test_choosing_an_unknown_desk_is_refused(client: TestClient) -> None:
    assert client.post("/inbox/aanmelden", data={"desk": "x"}).status_code == 400


def test_without_sign_in_production_does_not_open_its_doors(settings: Settings) -> None:
    environ = {
        "NIETPLUIS_ENVIRONMENT": "production",
        "NIETPLUIS_VAR_DIR": str(settings.var_dir),
        "NIETPLUIS_KEY_FILE": str(settings.var_dir / "keys.json"),
        "NIETPLUIS_FILE_DROP_DIR": str(settings.var_dir),
        "NIETPLUIS_PUBLIC_URL": "https://nietpluis.example",
    }
    with pytest.raises(SettingsError, match="NIETPLUIS_SIGN_IN_FILE is not set"):
        create_app(read_settings(environ))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "nietpluis.example"])  # noqa: S104
def test_without_sign_in_the_gateway_does_not_listen_to_others(host: str) -> None:
    with pytest.raises(SettingsError, match="NIETPLUIS_SIGN_IN_FILE is not set"):
        create_app(read_settings({"NIETPLUIS_GATEWAY_HOST": host}))


def test_follow_up_shows_status_and_feedback(client: TestClient) -> None:
    page = client.post("/opvolgen", data={"reference": f" {SIGNAL.reference} "}).text
    assert "Je melding is: aangenomen" in page and "Dank je." in page
    assert SIGNAL.observation not in page


def test_an_unknown_reference_is_told_kindly(client: TestClient) -> None:
    response = client.post("/opvolgen", data={"reference": "NP-X"})
    assert response.status_code == 404
    assert "Ik ken dit kenmerk niet." in response.text


def test_follow_up_speaks_english_to_an_english_browser(client: TestClient) -> None:
    assert (
        "How does your signal stand?"
        in client.get("/opvolgen", headers={"accept-language": "en-GB"}).text
    )


def test_a_citation_opens_its_passage(client: TestClient) -> None:
    page = client.get("/kennis/gids-1", headers=PAGE).text
    assert "<mark>Let op wie het paspoort heeft.</mark>" in page and "Gids mensenhandel" in page
    assert client.get("/kennis/weg", headers=PAGE).status_code == 404


def test_evidence_is_cut_out_once_and_in_order() -> None:
    indicators = [
        Indicator("b", "B", "geld"),
        Indicator("a", "A", "Het geld op tafel"),
        Indicator("c", "C", "staat er niet"),
        Indicator("d", "D", ""),
    ]
    assert segments("Hij legt het geld op tafel neer.", indicators) == [
        Segment("Hij legt "),
        Segment("het geld op tafel", (1, 2)),
        Segment(" neer."),
    ]


def test_a_text_without_evidence_stays_whole() -> None:
    assert segments("Niet pluis.", []) == [Segment("Niet pluis.")]
