"""The cards as pages and as PDF say what they are, and where each line comes from."""

from io import BytesIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from typer.testing import CliRunner

from actions.adapters.indicator_file import load_indicators
from actions.domain.cards import Card, signal_cards
from actions.domain.codes import Language
from channels.cards.pdf import card_html, card_pdf
from channels.cards.words import CardWords
from channels.cli import app
from channels.texts import load_texts

CARDS = signal_cards(load_indicators())
STATUS = "Dit komt uit stukken over beleid. Een deskundige moet het nog nakijken."


def test_the_list_leads_to_every_card(client: TestClient) -> None:
    page = HTMLParser(client.get("/signaalkaarten", headers={"accept-language": "nl"}).text)
    links = [link.attributes["href"] for link in page.css(".card-list a")]
    assert links == [f"/signaalkaarten/{card.slug}" for card in CARDS]
    assert all(client.get(str(link)).status_code == 200 for link in links)


def test_a_card_says_that_it_must_be_reviewed_and_calls_for_112(client: TestClient) -> None:
    page = client.get("/signaalkaarten/form-labour", headers={"accept-language": "nl"}).text
    assert STATUS in page
    assert "Is er nu gevaar? Bel 112." in page


def test_a_card_that_there_is_not_is_not_found(client: TestClient) -> None:
    assert client.get("/signaalkaarten/form-none").status_code == 404


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.slug)
def test_each_line_names_its_source(card: Card, language: Language) -> None:
    words = CardWords(load_texts(), language)
    lines = HTMLParser(card_html(card, words)).css("li")
    assert len(lines) == sum(len(section.entries) for section in card.sections)
    for line in lines:
        source = line.css_first(".card-source").text()
        assert source.startswith(f"{words('source')}: ")
        assert len(source) > 15


def test_a_pdf_can_be_read_aloud() -> None:
    words = CardWords(load_texts(), Language.NL)
    read = PdfReader(BytesIO(card_pdf(CARDS[3], words)))
    root = read.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert read.metadata is not None
    assert read.metadata.title == "Signaalkaart: Orgaanverwijdering"
    assert STATUS in read.pages[0].extract_text().replace("\n", " ")


@pytest.mark.timeout(180)
def test_the_command_writes_one_file_a_card(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["cards", "--out", str(tmp_path), "--language", "en"])
    assert result.exit_code == 0
    assert {file.name for file in tmp_path.iterdir()} == {f"{c.slug}.en.pdf" for c in CARDS}
