"""Word documents through python-docx: headings by style, lists, tables and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, is_zipfile

import docx
from docx.document import Document as DocxDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from knowledge.cleaning import MARK_CLOSE, MARK_OPEN, normalise
from knowledge.errors import EmptyFileError, EncryptedFileError, ReadError
from knowledge.model import Block, BlockKind, Reading
from knowledge.readers.elements import Element, Heading, sections_of
from knowledge.readers.facts import facts_of

_OLE = b"\xd0\xcf\x11\xe0"  # Word keeps a password-protected .docx in this older container
TITLES = frozenset({"title", "titel"})


def read(path: Path) -> Reading:
    """Read a .docx file."""
    if not is_zipfile(path):
        locked = path.read_bytes()[:4] == _OLE
        raise EncryptedFileError(path.name) if locked else ReadError(path.name, "not a docx")
    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise ReadError(path.name, type(error).__name__) from error
    elements = [*_elements(document), *_footnotes(document)]
    sections = sections_of(elements)
    if not sections:
        raise EmptyFileError(path.name)
    text = "\n".join(element.text for element in elements)
    return Reading(facts_of(path, text, sections, _given(document)), sections)


def _given(document: DocxDocument) -> dict[str, str]:
    """The title, where a paragraph has Word's own style for it."""
    titles = (p.text.strip() for p in document.paragraphs if _style(p).lower() in TITLES)
    title = next(filter(None, titles), "")
    return {"title": title} if title else {}


def _style(paragraph: Paragraph) -> str:
    return (paragraph.style.name or "") if paragraph.style is not None else ""


def _elements(document: DocxDocument) -> Iterator[Element]:
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            yield from _table(item)
            continue
        text = normalise(_text(item)).strip()
        style = _style(item)
        level = re.match(r"(?:heading|kop)\s*(\d)", style, re.IGNORECASE)
        if not text or re.match(r"(?:toc|inhopg|header|footer)", style, re.IGNORECASE):
            continue
        if level or style.lower() in TITLES:
            yield Heading(text, int(level[1]) if level else 1)
        else:
            kind: BlockKind = (
                "list_item" if "list" in style.lower() or "lijst" in style.lower() else "paragraph"
            )
            yield Block(text, kind)


def _text(paragraph: Paragraph) -> str:
    """The paragraph's text with footnote marks where the references stand."""
    parts = []
    for run in paragraph.runs:
        parts.append(run.text)
        for reference in run._r.findall(qn("w:footnoteReference")):
            parts.append(f"{MARK_OPEN}{reference.get(qn('w:id'))}{MARK_CLOSE}")
    return "".join(parts) or paragraph.text


def _table(table: Table) -> Iterator[Block]:
    for row in table.rows:
        cells: list[str] = []
        for cell in row.cells:
            text = normalise(cell.text).strip()
            if not cells or cells[-1] != text:  # merged cells repeat
                cells.append(text)
        if any(cells):
            yield Block(" | ".join(cells), "table")


def _footnotes(document: DocxDocument) -> Iterator[Block]:
    for relation in document.part.rels.values():
        if not relation.reltype.endswith("/footnotes"):
            continue
        root = etree.fromstring(relation.target_part.blob)
        for note in root.findall(qn("w:footnote")):
            text = "".join(node.text or "" for node in note.iter(qn("w:t"))).strip()
            if text:
                yield Block(normalise(text), "footnote", None, (str(note.get(qn("w:id"))),))
