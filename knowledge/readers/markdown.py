"""Markdown with front matter: the shipped guidance, and what a municipality writes itself.

Paragraphs and list items may end in a source marker, `[[document | place]]`, several parted by
`;`. Markers are taken out of the text and kept as sources.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from knowledge.cleaning import normalise
from knowledge.errors import EmptyFileError
from knowledge.model import Block, BlockKind, Reading, SourceMark
from knowledge.readers.elements import Element, Heading, sections_of
from knowledge.readers.facts import facts_of

_FRONT = re.compile(r"\A---\s*\n(.*?)\n---\s*\n", re.DOTALL)
_HASHES = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,2}[.)])\s+(?=\S)")
_SOURCES = re.compile(r"\s*\[\[(.*?)\]\]", re.DOTALL)
_RULE = re.compile(r"^\s*([-_*]\s*){3,}$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def read(path: Path) -> Reading:
    """Read a Markdown file (UTF-8)."""
    text = normalise(path.read_text(encoding="utf-8-sig"))
    front, body = split_front_matter(text)
    elements = elements_of(body)
    sections = sections_of(elements)
    if not sections:
        raise EmptyFileError(path.name)
    return Reading(facts_of(path, body, sections, front), sections)


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The YAML block at the top, and the rest."""
    match = _FRONT.match(text)
    if not match:
        return {}, text
    found = yaml.safe_load(match[1])
    return (found if isinstance(found, dict) else {}), text[match.end() :]


def sources_in(text: str) -> tuple[str, tuple[SourceMark, ...]]:
    """The text without its source markers, and what they name."""
    marks = []
    for inner in _SOURCES.findall(text):
        for one in inner.split(";"):
            document, _, place = one.partition("|")
            if document.strip():
                marks.append(SourceMark(document.strip(), place.strip()))
    return _SOURCES.sub("", text).strip(), tuple(marks)


def elements_of(body: str) -> tuple[Element, ...]:
    """Headings, paragraphs, list items and tables, in order."""
    elements: list[Element] = []
    lines: list[str] = []
    for line in [*_COMMENT.sub("", body).split("\n"), ""]:
        heading = _HASHES.match(line)
        ends = heading or not line.strip() or _RULE.match(line) or _ITEM.match(line)
        if lines and ends:
            elements.append(_block(lines))
            lines = []
        if heading:
            elements.append(Heading(heading[2], len(heading[1])))
        elif line.strip() and not _RULE.match(line):
            lines.append(line)
    return tuple(elements)


def _block(lines: list[str]) -> Block:
    kind: BlockKind = "paragraph"
    if all(line.lstrip().startswith("|") for line in lines):
        kind = "table"
        lines = [line.strip(" |") for line in lines if not re.fullmatch(r"[\s|:-]+", line)]
    elif _ITEM.match(lines[0]):
        kind = "list_item"
        lines = [_ITEM.sub("", lines[0]), *lines[1:]]
    text, sources = sources_in(" ".join(line.strip().lstrip("> ") for line in lines))
    return Block(text, kind, sources=sources)
