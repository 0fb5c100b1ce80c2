"""Plain text, as left behind by layout programs, scanners and converters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from knowledge.cleaning import join_lines, mark_superscripts, normalise, vocabulary
from knowledge.errors import EmptyFileError
from knowledge.model import Block, Reading
from knowledge.readers.elements import Element, Heading, sections_of, stitch
from knowledge.readers.facts import facts_of
from knowledge.readers.footnotes import Note, lift
from knowledge.readers.headings import heading_of
from knowledge.readers.layout import (
    Contents,
    Line,
    is_wrapped,
    paged,
    split_lines,
    without_contents,
)

_BULLET = re.compile(r"^\s*(?:[•●▪◦»*]|[-–]\s|\(?[a-z]\.\s|\(?\d{1,2}[.)]\s)\s*(?=\S)")
_LABEL = re.compile(r"^(?:[-–]\s*)?(?:[•●▪◦»*\-–]|\(?[a-z]\.|\(?\d{1,2}[.)])\s+")
_ENDS = re.compile(r"[.!?:;”)]\s*$")


def read(path: Path) -> Reading:
    """Read a text file as UTF-8, or as Windows-1252 where it is not."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return reading_of(text, path)


def reading_of(text: str, path: Path) -> Reading:
    """Sections and facts of a text whose pages may be parted by form feeds."""
    sections = sections_of(elements_of(text))
    if not sections:
        raise EmptyFileError(path.name)
    return Reading(facts_of(path, text, sections), sections)


def elements_of(text: str) -> tuple[Element, ...]:
    """Headings, paragraphs, list items and footnotes of a text, in reading order."""
    lines, contents = without_contents(split_lines(mark_superscripts(normalise(text))))
    words = vocabulary(line.text for line in lines)
    running, notes = lift(paged(lines, contents), contents)
    return stitch(_assemble(running, notes, contents, words))


def _assemble(
    lines: Sequence[Line], notes: Sequence[Note], contents: Contents, words: Counter[str]
) -> list[Element]:
    wrapped = is_wrapped([line.text for line in lines])
    width = _width(lines)
    elements: list[Element] = []
    waiting = list(notes)
    group: list[Line] = []
    for index, line in enumerate(lines):
        if group and _breaks(group[-1], line, wrapped, width):
            look = line if not wrapped and not line.gap else None
            elements += _group_elements(group, contents, words, wrapped, width, look)
            while waiting and waiting[0].after <= index:
                elements.append(_note_block(waiting.pop(0), words))
            group = []
        group.append(line)
    if group:
        elements += _group_elements(group, contents, words, wrapped, width)
    elements += [_note_block(note, words) for note in waiting]
    return elements


def _width(lines: Sequence[Line]) -> int:
    lengths = sorted(len(line.text.rstrip()) for line in lines)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _breaks(last: Line, line: Line, wrapped: bool, width: int) -> bool:
    """Whether a new paragraph starts at `line`."""
    if not wrapped or line.gap or (_BULLET.match(line.text) and not _continues(last, line)):
        return True
    short = len(last.text.rstrip()) < 0.8 * width
    return short and bool(_ENDS.search(last.text)) and not line.text.lstrip()[:1].islower()


def _continues(last: Line, line: Line) -> bool:
    """A dash or number in the middle of a sentence is no bullet."""
    text = line.text.lstrip()
    return text[:1] in "-–0123456789" and not last.text.rstrip().endswith((".", ":", ";", "?"))


def _group_elements(
    group: Sequence[Line],
    contents: Contents,
    words: Counter[str],
    wrapped: bool,
    width: int,
    ahead: Line | None = None,
) -> list[Element]:
    """A group of lines as headings at its top and one block."""
    elements: list[Element] = []
    rest = list(group)
    while rest:
        found = heading_of([*rest, ahead] if ahead else rest, contents, wrapped, width)
        if found is None:
            break
        taken = _title_lines(rest, found)
        title = " ".join(line.text.strip() for line in rest[:taken])
        elements.append(found if taken == 1 else Heading(title, found.level, found.page))
        rest = [replace(line, gap=True) for line in rest[taken : taken + 1]] + rest[taken + 1 :]
    inner = _inner_heading(rest, contents) if wrapped else 0
    if inner:
        below = _group_elements(rest[inner:], contents, words, wrapped, width)
        return [*elements, _block(rest[:inner], words), *below]
    return elements + ([_block(rest, words)] if rest else [])


def _title_lines(lines: Sequence[Line], found: Heading) -> int:
    """A label such as "Ambitie 2:" has its title on the next line."""
    labelled = found.text.endswith(":") and any(c.isdigit() for c in found.text)
    return 2 if labelled and len(lines) > 1 and not _ENDS.search(lines[1].text) else 1


def _inner_heading(lines: Sequence[Line], contents: Contents) -> int:
    """Index of a line in the middle of a group that the contents know as a heading, else 0."""
    for index in range(1, len(lines)):
        if heading_of(lines[index : index + 1], contents, True, 0, known_only=True):
            return index
    return 0


def _block(lines: Sequence[Line], words: Counter[str]) -> Block:
    text = ""
    for line in lines:
        text = join_lines(text, line.text.strip(), words)
    page = lines[0].page
    if "\t" in lines[0].text.strip() and not _BULLET.match(text):
        return Block(text.replace("\t", " | "), "table", page)
    if _BULLET.match(text):
        return Block(_LABEL.sub("", _LABEL.sub("", text)), "list_item", page)
    return Block(text, "paragraph", page)


def _note_block(note: Note, words: Counter[str]) -> Block:
    text = ""
    for line in note.lines:
        text = join_lines(text, line.strip(), words)
    return Block(text, "footnote", note.page, (note.number,))
