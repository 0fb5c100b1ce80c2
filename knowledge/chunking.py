"""Sections to passages: long enough to mean something, short enough to read at a counter.

Sizes were chosen by measurement, see docs/knowledge.md. The reading text is written at the same
time, so that every passage is a literal stretch of it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.model import Block, Passage, Reading, Section, SourceMark

TARGET_WORDS = 165  # a passage is closed at about this size
LIMIT_WORDS = 210  # a passage never grows above this
SMALL_WORDS = 70  # a section below this size joins its neighbour under the same parent
_SENTENCE = re.compile(r"(?<=[.!?])[”’\")]*\s+(?=[A-Z‘“\"(])")


@dataclass(frozen=True)
class Chunked:
    """A document's reading text and the passages that are stretches of it."""

    reading: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class _Piece:
    """A stretch of the reading text: a heading, or (part of) a block."""

    start: int
    end: int
    words: int
    section: int
    heading: tuple[str, ...]
    block: Block | None


def chunk(reading: Reading) -> Chunked:
    """Passages of a document with neighbours and footnotes linked."""
    name = reading.document.name
    text, pieces, notes = _write(reading.sections)
    bodies = [_passage(name, text, group) for group in _groups(pieces)]
    foot = [_passage(name, text, [piece]) for piece in notes]
    linked = [_with_notes(p, g, notes, foot) for p, g in zip(bodies, _groups(pieces), strict=True)]
    return Chunked(text, (*_neighbours(linked), *foot))


def _write(sections: Sequence[Section]) -> tuple[str, list[_Piece], list[_Piece]]:
    """Write the reading text; footnotes go to its end."""
    out: list[str] = []
    pieces: list[_Piece] = []
    late: list[tuple[int, tuple[str, ...], Block]] = []
    at = 0
    shown: tuple[str, ...] = ()
    for index, section in enumerate(sections):
        for part in _new_headings(shown, section.heading):
            pieces.append(
                _Piece(at, at + len(part), len(part.split()), index, section.heading, None)
            )
            out.append(part + "\n")
            at += len(part) + 1
        shown = section.heading
        for block in section.blocks:
            if block.kind == "footnote":
                late.append((index, section.heading, block))
                continue
            for sentence in _split(_shown(block)):
                end = at + len(sentence)
                words = len(sentence.split())
                pieces.append(_Piece(at, end, words, index, section.heading, block))
                out.append(sentence + "\n")
                at = end + 1
    notes = []
    for index, heading, block in late:
        out.append(block.text + "\n")
        end = at + len(block.text)
        notes.append(_Piece(at, end, len(block.text.split()), index, heading, block))
        at = end + 1
    return "".join(out), pieces, notes


def _new_headings(shown: tuple[str, ...], heading: tuple[str, ...]) -> tuple[str, ...]:
    same = 0
    while same < min(len(shown), len(heading)) and shown[same] == heading[same]:
        same += 1
    return heading[same:]


def _shown(block: Block) -> str:
    return f"- {block.text}" if block.kind == "list_item" else block.text


def _split(text: str) -> Iterator[str]:
    """A long block in stretches of whole sentences, each within the limit."""
    if len(text.split()) <= LIMIT_WORDS:
        yield text
        return
    part: list[str] = []
    for sentence in _SENTENCE.split(text):
        if part and len(" ".join([*part, sentence]).split()) > TARGET_WORDS:
            yield " ".join(part)
            part = []
        part.append(sentence)
    yield " ".join(part)


def _groups(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    groups: list[list[_Piece]] = []
    current: list[_Piece] = []
    for piece in pieces:
        if current and _closes(current, piece):
            groups.append(current)
            current = []
        current.append(piece)
    if any(piece.block for piece in current):
        groups.append(current)
    return [_without_trailing_headings(group) for group in groups]


def _closes(current: Sequence[_Piece], piece: _Piece) -> bool:
    words = sum(p.words for p in current)
    if not any(p.block for p in current):
        return False
    if piece.section == current[-1].section:
        return words + piece.words > LIMIT_WORDS or words >= TARGET_WORDS
    if words >= SMALL_WORDS or words + piece.words > TARGET_WORDS:
        return True
    return piece.heading[:-1] != current[0].heading[:-1]


def _without_trailing_headings(group: list[_Piece]) -> list[_Piece]:
    while group and group[-1].block is None:
        group = group[:-1]
    return group


def _passage(name: str, reading: str, group: Sequence[_Piece]) -> Passage:
    body = [piece.block for piece in group if piece.block is not None]
    start, end = group[0].start, group[-1].end
    first_block = next(p for p in group if p.block is not None)
    text = reading[start:end]
    pages = [block.page for block in body if block.page is not None]
    digest = hashlib.sha256(f"{name}\n{start}\n{text}".encode()).hexdigest()[:10]
    sources: dict[SourceMark, None] = {}
    for block in body:
        sources.update(dict.fromkeys(block.sources))
    return Passage(
        id=f"{name}:{digest}",
        document=name,
        heading=first_block.heading,
        text=text,
        start=start,
        end=end,
        page=min(pages) if pages else None,
        last_page=max(pages) if pages else None,
        kind="footnote" if body[0].kind == "footnote" else "text",
        sources=tuple(sources),
    )


def _with_notes(
    passage: Passage, group: Sequence[_Piece], notes: Sequence[_Piece], foot: Sequence[Passage]
) -> Passage:
    """Link footnotes whose number the passage carries, of the same section or the same page."""
    wanted = {m for piece in group if piece.block for m in piece.block.marks}
    sections = {piece.section for piece in group}
    found = tuple(
        note.id
        for piece, note in zip(notes, foot, strict=True)
        if piece.block
        and wanted & set(piece.block.marks)
        and (piece.section in sections or _same_page(passage, note))
    )
    return replace(passage, notes=found)


def _same_page(passage: Passage, note: Passage) -> bool:
    if passage.page is None or passage.last_page is None or note.page is None:
        return False
    return passage.page <= note.page <= passage.last_page + 1


def _neighbours(passages: Sequence[Passage]) -> list[Passage]:
    ids = [None, *(passage.id for passage in passages), None]
    return [
        replace(passage, previous=ids[i], next=ids[i + 2]) for i, passage in enumerate(passages)
    ]
