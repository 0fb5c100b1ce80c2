"""One signal's page, its steps, its files, and the door to other desks."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader

from actions.domain.codes import Disclosure, Status
from actions.domain.commands import ChangeStatus, HandOver, JudgeLink
from actions.domain.disclosure import Officer
from actions.domain.signal import Indicator
from actions.domain.workflow import CloseReason
from actions.service_layer.errors import ReasonNeededError
from channels.inbox.marking import Segment, segments
from tests.unit.channels import fakes
from tests.unit.channels.fakes import DESK, SIGNAL, VIEW, FakeServices

PAGE = {"accept": "text/html"}
NAME = f"desk:{DESK.key}"
ME = Officer(NAME, NAME, frozenset({DESK.key}))
REASON = "Zelfde adres als bij ons"


@pytest.fixture
def officer(client: TestClient) -> Iterator[TestClient]:
    client.post("/inbox/aanmelden", data={"desk": DESK.key})
    yield client


@pytest.fixture
def csrf(officer: TestClient) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', officer.get("/inbox").text)
    assert found
    return found.group(1)


def test_facts_stand_apart_from_reading_and_source(officer: TestClient) -> None:
    page = officer.get("/inbox/s1", headers=PAGE).text
    titles = [unescape(one) for one in re.findall(r"<h2[^>]*>(?:<label[^>]*>)?([^<]+)", page)]
    assert titles == [
        "Feiten",
        "Duiding door Niet-Pluis",
        "Bron en melder",
        "Waarom dit loket",
        "Volgende stap",
        "Bericht aan de melder",
        "Notitie voor collega's",
        "Misschien dezelfde zaak",
        "Verloop",
        "Wie keek mee",
        "Als bestand",
    ]


def test_who_looked_stands_on_the_page(officer: TestClient) -> None:
    page = officer.get("/inbox/s1", headers=PAGE).text
    assert re.search(r"<strong>bekeken</strong> <span[^>]*>officer-7", page)


@pytest.mark.parametrize(
    ("form", "command"),
    [
        (
            {"status": "closed", "reason": "passed_on"},
            ChangeStatus(ME, "s1", Status.CLOSED, None, None, 1, CloseReason.PASSED_ON),
        ),
        (
            {"status": "closed", "note": "Dubbel."},
            ChangeStatus(ME, "s1", Status.CLOSED, "Dubbel.", None, 1),
        ),
        (
            {"status": "in_progress", "feedback": "We bellen."},
            ChangeStatus(ME, "s1", Status.IN_PROGRESS, None, "We bellen.", 1),
        ),
    ],
)
def test_a_form_becomes_one_command(
    officer: TestClient,
    services: FakeServices,
    csrf: str,
    form: dict[str, str],
    command: ChangeStatus,
) -> None:
    answer = officer.post("/inbox/s1", data={"csrf": csrf, "version": "1", **form})
    assert (answer.status_code, services.changes) == (303, [command])


@pytest.mark.parametrize("form", [{"status": "closed"}, {"status": "x"}])
def test_nothing_is_closed_without_a_reason(
    officer: TestClient, services: FakeServices, csrf: str, form: dict[str, str]
) -> None:
    answer = officer.post("/inbox/s1", data={"csrf": csrf, "version": "1", **form})
    assert (answer.status_code, services.changes) == (400, [])


def test_handing_over_and_judging_a_link_become_commands(
    officer: TestClient, services: FakeServices, csrf: str
) -> None:
    officer.post("/inbox/s1/overdragen", data={"csrf": csrf, "note": " Vakantie. "})
    officer.post("/inbox/s1/verband", data={"csrf": csrf, "other": "s2", "same": "true"})
    officer.post("/inbox/s1/verband", data={"csrf": csrf, "other": "s2", "same": "false"})
    assert services.handed == [HandOver(ME, "s1", "Vakantie.")]
    assert services.judged == [JudgeLink(ME, "s1", "s2", True), JudgeLink(ME, "s1", "s2", False)]


@pytest.mark.parametrize("path", ["/inbox/s1/overdragen", "/inbox/s1/verband", "/inbox/inzien"])
def test_every_form_carries_the_key_of_its_session(
    officer: TestClient, services: FakeServices, path: str
) -> None:
    assert officer.post(path, data={"other": "s2", "same": "true"}).status_code == 403
    assert (services.handed, services.judged, services.reasons) == ([], [], [])


def test_another_desks_signal_opens_for_a_reason_and_can_only_be_read(
    officer: TestClient, services: FakeServices, csrf: str
) -> None:
    form = {"csrf": csrf, "reference": f" {SIGNAL.reference} ", "reason": REASON}
    page = officer.post("/inbox/inzien", data=form).text
    assert services.reasons == [REASON]
    assert "Je kunt alleen lezen." in page
    assert "Volgende stap" not in page and "melding.pdf" not in page


def test_an_unknown_reference_and_a_poor_reason_are_told_where_they_were_typed(
    officer: TestClient, services: FakeServices, csrf: str
) -> None:
    form = {"csrf": csrf, "reference": "X", "reason": REASON}
    unknown = officer.post("/inbox/inzien", data=form)
    assert unknown.status_code == 404
    assert "Dit kenmerk is er niet." in unknown.text and REASON in unknown.text
    services.refusal = ReasonNeededError("s1")
    poor = officer.post("/inbox/inzien", data=form)
    assert (poor.status_code, "Schrijf iets meer" in poor.text) == (400, True)


def test_references_of_other_desks_cannot_be_guessed_without_end(
    officer: TestClient, csrf: str
) -> None:
    form = {"csrf": csrf, "reference": "X", "reason": REASON}
    codes = [officer.post("/inbox/inzien", data=form).status_code for _ in range(21)]
    assert codes == [404] * 20 + [429]


def test_the_pdf_is_tagged_in_dutch_and_titled_and_tells_the_signal(
    officer: TestClient, services: FakeServices
) -> None:
    answer = officer.get("/inbox/s1/melding.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'attachment; filename="melding.pdf"'
    paper = PdfReader(io.BytesIO(answer.content))
    root: Any = paper.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert bool(root["/MarkInfo"]["/Marked"].value)
    assert "/StructTreeRoot" in root
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"].value)
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert paper.metadata is not None and paper.metadata.title == "Melding NP-TEST-1"
    text = " ".join(page.extract_text() for page in paper.pages)
    for said in ("Vertrouwelijk", "bewaart haar paspoort", "papieren afgenomen", "Groningen"):
        assert said in text
    assert services.exports == [("s1", "pdf")]


def test_paper_leaves_out_a_reporter_who_is_not_named(
    officer: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    reporter = replace(SIGNAL.reporter, contact="balie@gemeente.example")
    for disclosure, named in ((Disclosure.CONFIDENTIAL, False), (Disclosure.NAMED, True)):
        signal = replace(SIGNAL, reporter=replace(reporter, disclosure=disclosure))
        monkeypatch.setattr(fakes, "VIEW", replace(VIEW, signal=signal))
        paper = PdfReader(io.BytesIO(officer.get("/inbox/s1/melding.pdf").content))
        text = "".join(page.extract_text() for page in paper.pages)
        assert ("balie@gemeente.example" in text) is named


def test_the_json_is_the_signal_of_the_contract(
    officer: TestClient, services: FakeServices
) -> None:
    answer = officer.get("/inbox/s1/melding.json")
    body = json.loads(answer.content)
    assert (body["schema"], body["reference"]) == ("nietpluis.signal/1", SIGNAL.reference)
    assert services.exports == [("s1", "json")]


def test_who_is_not_signed_in_gets_no_file(client: TestClient, services: FakeServices) -> None:
    for path in ("/inbox/s1/melding.pdf", "/inbox/s1/melding.json"):
        assert client.get(path).status_code == 303
    assert services.exports == []


def test_a_deputy_signs_in_and_serves_by_the_directory(
    client: TestClient, services: FakeServices
) -> None:
    assert "Vervanger Groningen" in client.get("/inbox/aanmelden").text
    client.post("/inbox/aanmelden", data={"desk": f"{DESK.key}.deputy"})
    assert client.get("/inbox/s1", headers=PAGE).status_code == 200
    assert "Vervanger Groningen" in client.get("/inbox", headers=PAGE).text


def test_what_the_reporter_ticked_is_told_as_ticked_and_marks_no_words(
    officer: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = SIGNAL.indicators[0]
    ticked = Indicator("no_day_off", "Geen vrije dag", "een man", chosen=True)
    told = replace(SIGNAL, observation="een man", indicators=(seen, ticked))
    monkeypatch.setattr(fakes, "VIEW", replace(VIEW, signal=told, original=None))
    page = unescape(officer.get("/inbox/s1", headers=PAGE).text)
    assert 'Geen vrije dag</strong><br><span class="soft">aangevinkt door de melder' in page
    assert f"in de tekst: “{seen.evidence}”" in page
    assert segments("een man", [ticked]) == [Segment("een man")]


def test_evidence_with_masked_data_is_marked_in_the_words_as_typed() -> None:
    shown = Indicator("a", "A", "[naam] moet geld afgeven")
    assert segments("Testnaam moet geld afgeven aan hem.", [shown]) == [
        Segment("Testnaam moet geld afgeven", (1,)),
        Segment(" aan hem."),
    ]
