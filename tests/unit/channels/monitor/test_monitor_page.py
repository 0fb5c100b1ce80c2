"""The year's numbers as page, spreadsheet and report."""

import csv
import io
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader

from actions.domain.codes import Language
from actions.service_layer.counting import DIMENSIONS, MonitorReport, MonitorTable
from channels.monitor.figures import Bar, Figure, Names, figures
from channels.monitor.files import report_html
from channels.texts import load_texts
from tests.unit.channels.fakes import DESK, DIRECTORY

NAMES = Names(load_texts(), Language.NL, DIRECTORY)
PATHS = ("/monitor", "/monitor/cijfers.csv", "/monitor/jaarverslag.pdf")


@pytest.fixture
def officer(client: TestClient) -> TestClient:
    client.post("/inbox/aanmelden", data={"desk": DESK.key})
    return client


@pytest.mark.parametrize("path", PATHS)
def test_only_who_is_signed_in_sees_numbers(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 303


def test_the_page_shows_counts_by_their_names_and_draws_them(officer: TestClient) -> None:
    page = officer.get("/monitor").text
    assert re.search(r'arbeidsuitbuiting</th><td class="number">7</td><td class="drawn"><svg', page)
    assert re.search(r'Samengenomen kleine aantallen</th><td class="number">5</td>', page)
    assert "januari 2026" in page
    assert "Deze cijfers komen later" in page  # the table of acceptance has no round yet
    assert '<a href="/monitor?year=2025">2025</a>' in page


def test_the_spreadsheet_has_a_line_per_number(officer: TestClient) -> None:
    answer = officer.get("/monitor/cijfers.csv?year=2025")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="cijfers-2025.csv"' in answer.headers["content-disposition"]
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert lines == [
        ["year", "dimension", "code", "label", "count"],
        ["2025", "month", "2026-01", "januari 2026", "12"],
        ["2025", "form", "labour", "arbeidsuitbuiting", "7"],
        ["2025", "form", "rest", "Samengenomen kleine aantallen", "5"],
    ]


def test_the_report_is_an_accessible_pdf_with_the_same_numbers(officer: TestClient) -> None:
    answer = officer.get("/monitor/jaarverslag.pdf")
    paper = PdfReader(io.BytesIO(answer.content))
    root: Any = paper.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("nl", True)
    assert paper.metadata is not None
    assert paper.metadata.title == "Jaarverslag meldingen mensenhandel 2026"
    assert "/Figure" not in _kinds(root["/StructTreeRoot"])  # a drawing without words
    text = " ".join(page.extract_text() for page in paper.pages)
    assert re.search(r"arbeidsuitbuiting\s+7", text)
    assert "Vragen voor de evaluatie" in text


def _kinds(node: Any) -> set[str]:
    here = node.get_object()
    children = (
        here if isinstance(here, list) else here.get("/K", []) if hasattr(here, "get") else []
    )
    children = children if isinstance(children, list) else [children]
    kind = {str(here["/S"])} if hasattr(here, "get") and "/S" in here else set()
    return kind.union(*map(_kinds, children))


@pytest.mark.parametrize("year", ["x", "1", "99999"])
def test_a_year_that_cannot_be_is_refused(officer: TestClient, year: str) -> None:
    assert officer.get(f"/monitor?year={year}").status_code == 400


def test_terms_go_from_soon_to_late_and_other_counts_from_much_to_little() -> None:
    tables = (
        MonitorTable("acceptance", {"later": 20, "hours_4": 10}, 0, 30),
        MonitorTable("municipality", {"groningen": 5, "elders": 9}, 6, 20),
    )
    assert figures(MonitorReport(2026, 30, tables), NAMES) == [
        Figure(
            "acceptance",
            "Tijd tot aannemen",
            (Bar("hours_4", "binnen 4 uur", 10, 0.5), Bar("later", "later of nog niet", 20, 1.0)),
            0,
            30,
        ),
        Figure(
            "municipality",
            "Gemeente",
            (Bar("elders", "elders", 9, 1.0), Bar("groningen", "Groningen", 5, 5 / 9)),
            6,
            20,
        ),
    ]


@pytest.mark.parametrize("language", Language)
def test_every_dimension_has_a_title_and_a_line_of_explanation(language: Language) -> None:
    names = Names(load_texts(), language, DIRECTORY)
    words = load_texts().section(language, "monitor")
    for dimension in DIMENSIONS:
        assert names.title(dimension.name) != dimension.name
        assert f"about_{dimension.name}" in words


def test_a_report_without_numbers_says_so_and_shows_no_table() -> None:
    html = report_html(MonitorReport(2026, None, ()), NAMES)
    assert "Er zijn nog te weinig meldingen" in html
    assert "<table" not in html
