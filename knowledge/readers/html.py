"""Web pages through selectolax: the main text without menus, headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from knowledge.cleaning import normalise
from knowledge.errors import EmptyFileError
from knowledge.model import Block, Reading
from knowledge.readers.elements import Element, Heading, sections_of
from knowledge.readers.facts import facts_of

_FURNITURE = "script, style, nav, header, footer, aside, form, noscript, template, svg, button"


def read(path: Path) -> Reading:
    """Read an HTML file in the encoding it declares, else UTF-8."""
    data = path.read_bytes()
    declared = re.search(rb"charset=[\"']?([\w-]+)", data[:2000])
    text = data.decode(declared[1].decode() if declared else "utf-8", errors="replace")
    tree = LexborHTMLParser(text)
    title = tree.css_first("title")
    for node in tree.css(_FURNITURE):
        node.decompose()
    root = tree.css_first("main") or tree.css_first("article") or tree.body
    elements = tuple(_elements(root)) if root is not None else ()
    sections = sections_of(elements)
    if not sections:
        raise EmptyFileError(path.name)
    given = {"title": normalise(title.text()).strip()} if title is not None else {}
    body = "\n".join(element.text for element in elements)
    return Reading(facts_of(path, body, sections, given), sections)


def _elements(root: LexborNode) -> Iterator[Element]:
    for node in root.css("h1, h2, h3, h4, h5, h6, p, li, tr, blockquote, dt, dd"):
        text = normalise(_text(node)).strip()
        if not text or (_inside(node, {"li", "blockquote", "td", "th"}) and node.tag == "p"):
            continue
        if node.tag and re.fullmatch(r"h[1-6]", node.tag):
            yield Heading(text, int(node.tag[1]))
        elif node.tag == "li":
            yield Block(text, "list_item")
        elif node.tag == "tr":
            yield Block(text, "table")
        else:
            yield Block(text)


def _text(node: LexborNode) -> str:
    if node.tag == "tr":
        cells = (cell.text(separator=" ") for cell in node.css("td, th"))
        return " | ".join(" ".join(cell.split()) for cell in cells)
    if node.tag == "li":  # without the text of lists inside it: those are items themselves
        parts = [
            child.text(separator=" ") if child.tag != "-text" else str(child.text_content or "")
            for child in node.iter(include_text=True)
            if child.tag not in {"ul", "ol"}
        ]
        return " ".join(" ".join(parts).split())
    return " ".join(node.text(separator="").split())


def _inside(node: LexborNode, tags: set[str]) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag in tags:
            return True
        parent = parent.parent
    return False
