"""Footnotes out of the running text, but kept: at page ends, at page tops, between paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.cleaning import MARK_CLOSE, MARK_OPEN, has_glued, mark_glued
from knowledge.readers.layout import Contents, Line

_NUMBERED = re.compile(
    rf"^\s*(?:<sup>|{MARK_OPEN})?(\d{{1,3}})(?:</sup>|{MARK_CLOSE})?(\)?)\s+(\S.*)$"
)
_EXPLICIT = re.compile(rf"^\s*(?:<sup>\d+</sup>|{MARK_OPEN}\d+{MARK_CLOSE}|\d{{1,2}}\))\s")
_BULLET = re.compile(r"^\s*[•●▪◦»*-]\s")
_SUP = re.compile(r"<sup>(\d+)</sup>")


@dataclass(frozen=True)
class Note:
    """A footnote: its number, its lines, and the index of the running line it follows."""

    number: str
    lines: tuple[str, ...]
    after: int
    page: int | None


def lift(lines: Sequence[Line], contents: Contents) -> tuple[tuple[Line, ...], tuple[Note, ...]]:
    """Split lines into running text, with footnote marks made visible, and footnotes."""
    taken = _note_lines(lines, contents)
    running: list[Line] = []
    notes: list[Note] = []
    pages: list[set[str]] = []
    current: set[str] = set()
    for index, line in enumerate(lines):
        if line.turn and not any(index in span for span in taken.values()):
            current = set()
        span = taken.get(index)
        if span is not None:
            note = _note(lines, span, len(running))
            notes.append(note)
            current.add(note.number)
        elif not any(index in other for other in _near(taken, index)):
            running.append(line)
            pages.append(current)
    return _marked(running, pages, notes), tuple(notes)


def _near(taken: dict[int, range], index: int) -> list[range]:
    return [taken[i] for i in range(max(0, index - 60), index) if i in taken]


def _note(lines: Sequence[Line], span: range, after: int) -> Note:
    match = _NUMBERED.match(lines[span[0]].text)
    number, first = (match[1], match[3]) if match else ("", lines[span[0]].text)
    rest = tuple(lines[i].text for i in span[1:])
    return Note(number, (first, *rest), after, lines[span[0]].page)


def _marked(
    running: Sequence[Line], pages: Sequence[set[str]], notes: Sequence[Note]
) -> tuple[Line, ...]:
    """Marks glued to words become visible, for footnotes of the same page or close by."""
    result = []
    loose = {n.number for n in notes if n.page is None}
    for line, numbers in zip(running, pages, strict=True):
        text = _SUP.sub(rf"{MARK_OPEN}\1{MARK_CLOSE}", line.text)
        result.append(Line(mark_glued(text, numbers | loose), line.gap, line.page, line.turn))
    return tuple(result)


def _note_lines(lines: Sequence[Line], contents: Contents) -> dict[int, range]:
    """First line of each footnote to the range of its lines."""
    found: dict[int, range] = {}
    expected, index, page_start = 1, 0, 0
    while index < len(lines):
        if lines[index].turn:
            page_start = index
        number = _starts_note(lines, index, page_start, expected, contents)
        if number is None:
            index += 1
            continue
        end = _note_end(lines, index, number, contents)
        found[index] = range(index, end)
        expected, index = number + 1, end
    return found


def _starts_note(
    lines: Sequence[Line], index: int, page_start: int, expected: int, contents: Contents
) -> int | None:
    """The number of the footnote that starts here, if one does.

    A numbered line is a footnote when it says so (superscript, bracket) or when the text of
    its page, or the next lines for notes printed above their text, points at that number.
    """
    text = lines[index].text
    match = _NUMBERED.match(text)
    if not match or contents.title(text) or "\t" in text:
        return None
    number = int(match[1])
    if _EXPLICIT.match(text):
        return number if lines[index].gap or match[2] == "" else None
    if not (number == 1 or expected <= number <= expected + 3) or (
        len(match[3]) < 12 and "." not in match[3]
    ):
        return None
    before = any(has_glued(x.text, match[1]) for x in lines[max(page_start, index - 90) : index])
    ahead = lines[index + 1 : index + 110] if lines[index].gap or expected == number > 1 else ()
    return number if before or any(has_glued(x.text, match[1]) for x in ahead) else None


def _note_end(lines: Sequence[Line], start: int, number: int, contents: Contents) -> int:
    """Where a footnote stops: the next one, a gap, a new page, a heading of the contents."""
    end = start + 1
    while end < len(lines):
        line = lines[end]
        if line.gap or line.turn or contents.title(line.text) or _BULLET.match(line.text):
            break
        following = _NUMBERED.match(line.text)
        if following and int(following[1]) == number + 1:
            break
        end += 1
    return end
