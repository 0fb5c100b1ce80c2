"""Markdown, Word, web pages and PDF give the same kind of sections."""

from pathlib import Path

import docx
import pytest

from knowledge.errors import EncryptedFileError, ReadError, ScannedFileError, UnknownFormatError
from knowledge.model import Block, SourceMark
from knowledge.readers import read

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
