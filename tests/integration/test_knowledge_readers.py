"""Markdown, Word, web pages and PDF give the same kind of sections."""

from pathlib import Path

import docx
import pytest

from actions.domain.codes import Language
from channels.texts import load_texts
from knowledge.chunking import chunk
from knowledge.errors import EncryptedFileError, ReadError, ScannedFileError, UnknownFormatError
from knowledge.ingest import ingest
from knowledge.model import Block, SourceMark
from knowledge.readers import read
from tests.integration.pdf_pages import Placed, columns, write_pdf

GUIDANCE = """---
title: "Tuinieren"
language: nl
topic: tuin
year: 2026
status: current
publisher: De tuin
---

# Tuinieren

## Wat heb je nodig?
Je hebt een schep nodig. [[tuinboek | 2.1 Gereedschap ; eigen advies | nog te toetsen]]

- Een gieter met water. [[tuinboek | 2.2]]
- Een hark.

| plant | maand |
| --- | --- |
| tulp | mei |
"""


def test_markdown_keeps_sources_beside_the_text(tmp_path: Path) -> None:
    file = tmp_path / "tuin.md"
    file.write_text(GUIDANCE, encoding="utf-8")
    reading = read(file)
    assert (reading.document.title, reading.document.year, reading.document.topic) == (
        "Tuinieren",
        2026,
        "tuin",
    )
    assert reading.sections[0].heading == ("Tuinieren", "Wat heb je nodig?")
    assert reading.sections[0].blocks == (
        Block(
            "Je hebt een schep nodig.",
            sources=(
                SourceMark("tuinboek", "2.1 Gereedschap"),
                SourceMark("eigen advies", "nog te toetsen"),
            ),
        ),
        Block("Een gieter met water.", "list_item", sources=(SourceMark("tuinboek", "2.2"),)),
        Block("Een hark.", "list_item"),
        Block("plant | maand tulp | mei", "table"),
    )


def test_a_translation_has_the_name_of_its_language(tmp_path: Path) -> None:
    names = []
    for folder in ("nl", "en"):
        (tmp_path / folder).mkdir()
        file = tmp_path / folder / "tuin.md"
        file.write_text("# Tuin\n\nEen tuin vol bloemen en bomen.\n", encoding="utf-8")
        names.append(read(file).document.name)
    assert names == ["tuin", "tuin-en"]


def test_a_sidecar_has_the_last_word_on_facts(tmp_path: Path) -> None:
    file = tmp_path / "tuin-2011.txt"
    file.write_text("Een tuin vol bloemen en bomen, en een sloot.\n", encoding="utf-8")
    assert read(file).document.historic
    (tmp_path / "tuin-2011.meta.yml").write_text("status: current\nmunicipality: Demodorp\n")
    document = read(file).document
    assert (document.historic, document.municipality, document.year) == (False, "demodorp", 2011)


def test_word_gives_headings_items_and_tables(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("Tuinieren", 1)
    made.add_paragraph("Je hebt een schep nodig.")
    made.add_paragraph("Een gieter met water.", style="List Bullet")
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "tulp", "mei"
    made.save(str(tmp_path / "tuin.docx"))
    section = read(tmp_path / "tuin.docx").sections[0]
    assert section.heading == ("Tuinieren",)
    assert section.blocks == (
        Block("Je hebt een schep nodig."),
        Block("Een gieter met water.", "list_item"),
        Block("tulp | mei", "table"),
    )


def test_a_word_file_with_a_password_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "tuin.docx"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600)
    with pytest.raises(EncryptedFileError, match=r"tuin\.docx"):
        read(file)


def test_a_web_page_loses_its_menus(tmp_path: Path) -> None:
    file = tmp_path / "tuin.html"
    file.write_text(
        "<html><head><title>Tuinieren</title></head><body><nav><p>Menu</p></nav><main>"
        "<h2>Nodig</h2><p>Je hebt een <b>schep</b> nodig.</p><ul><li>Een hark.</li></ul>"
        "<table><tr><td>tulp</td><td>mei</td></tr></table></main><footer><p>Einde</p></footer>"
        "</body></html>",
        encoding="utf-8",
    )
    reading = read(file)
    assert reading.document.title == "Tuinieren"
    assert [b.text for b in reading.sections[0].blocks] == [
        "Je hebt een schep nodig.",
        "Een hark.",
        "tulp | mei",
    ]


def test_a_pdf_of_pictures_is_refused_by_name(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(str(tmp_path / "scan.pdf"))
    with pytest.raises(ScannedFileError, match=r"scan\.pdf"):
        read(tmp_path / "scan.pdf")


def test_a_pdf_with_a_password_is_refused_by_name(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("geheim", algorithm="AES-256")
    writer.write(str(tmp_path / "slot.pdf"))
    with pytest.raises(EncryptedFileError, match=r"slot\.pdf"):
        read(tmp_path / "slot.pdf")


def test_a_broken_pdf_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "stuk.pdf").write_bytes(b"%PDF-1.4 nothing here")
    with pytest.raises(ReadError, match=r"stuk\.pdf"):
        read(tmp_path / "stuk.pdf")


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError):
        read(tmp_path / "tuin.xyz")


def test_a_parser_that_fails_in_its_own_way_stops_one_file_only(tmp_path: Path) -> None:
    file = tmp_path / "tuin.html"
    file.write_text("<p>Een tuin heeft elke dag zorg en water nodig.</p>", encoding="utf-8")
    (tmp_path / "tuin.meta.yml").write_text("title: [", encoding="utf-8")
    (tmp_path / "brief.md").write_text("---\nyear: lang geleden\n---\n# Brief\nGroet.\n")
    (tmp_path / "oud.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "~$open.docx").write_bytes(b"")
    (tmp_path / "foto.jpg").write_bytes(b"")
    (tmp_path / "gras.md").write_text("# Gras\nHet gras wordt elke week gemaaid.\n")
    report = ingest([tmp_path], tmp_path / "index")
    assert report.added == ("gras",)
    assert [(fault.name, fault.code) for fault in report.faults] == [
        ("brief.md", "sidecar"),
        ("oud.doc", "unknown_format"),
        ("tuin.html", "sidecar"),
    ]


def test_every_reason_for_not_taking_in_a_file_has_a_sentence() -> None:
    texts = load_texts()
    for kind in (ReadError, *ReadError.__subclasses__()):
        for language in Language:
            assert "x.pdf" in texts.say(language, f"cli.file_fault_{kind.code}", name="x.pdf")


def test_a_word_title_is_the_title_of_the_document(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Het grote tuinboek", 0)
    document.add_heading("Gras", 1)
    document.add_paragraph("Het gras wordt elke week gemaaid.")
    document.save(str(tmp_path / "boek-2024.docx"))
    assert read(tmp_path / "boek-2024.docx").document.title == "Het grote tuinboek"


LEFT_COLUMNS = (
    ("De tuin ligt achter het huis en", "is groot genoeg voor tien bomen.", "In de lente bloeit"),
    ("nodig heeft voor zijn werk in de", "zomer. De kas is van glas en", "staat in de zon."),
    ("Achter de kas ligt een boomgaard", "met appels, peren en kersen. Het", "gras is hoog."),
)
RIGHT_COLUMNS = (
    ("daar een narcis. Er is een tuin-", "man, en die heeft een schuur met", "alles wat hij"),
    ("Er groeit een druif en ook nog", "een vijg, en die is dertig jaar", "oud dit jaar."),
    ("De oogst gaat naar de markt van", "Demodorp, waar de kinderen haar", "verkopen."),
)


def _page(number: int) -> list[Placed]:
    head, foot = (60, 800, "Tuinbeleid Demodorp"), (290, 30, str(number))
    return [head, *columns(LEFT_COLUMNS[number - 1], RIGHT_COLUMNS[number - 1]), foot]


def test_columns_are_read_one_after_the_other_and_sentences_go_on_over_them(
    tmp_path: Path,
) -> None:
    write_pdf(tmp_path / "tuin.pdf", [_page(number) for number in (1, 2, 3)])
    text = " ".join(b.text for s in read(tmp_path / "tuin.pdf").sections for b in s.blocks)
    assert "In de lente bloeit daar een narcis. Er is een tuinman, en die" in text
    assert "alles wat hij nodig heeft voor zijn werk in de zomer." in text
    assert "Tuinbeleid" not in text


def test_every_passage_of_a_pdf_knows_its_pages(tmp_path: Path) -> None:
    write_pdf(tmp_path / "tuin.pdf", [_page(number) for number in (1, 2, 3)])
    passages = chunk(read(tmp_path / "tuin.pdf")).passages
    assert passages
    assert [(p.page, p.last_page) for p in passages] == [(1, 3)] * len(passages)


def test_a_row_of_figures_alone_stays_in_its_table(tmp_path: Path) -> None:
    file = tmp_path / "tuin.html"
    rows = "<tr><th>jaar</th><th>kilo</th></tr><tr><td>2023</td><td>14</td></tr>"
    file.write_text(f"<main><h1>Oogst</h1><table>{rows}</table><p>7</p></main>", encoding="utf-8")
    (section,) = read(file).sections
    assert section.blocks == (Block("jaar | kilo", "table"), Block("2023 | 14", "table"))
