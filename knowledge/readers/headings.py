"""Which lines are headings, and how deep, in a text that has lost its type sizes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.readers.elements import Heading
from knowledge.readers.layout import Contents, Line

BARE = 8  # level of a heading without a number: below every numbered one

_HASHES = re.compile(r"^\s*(#{1,6})\s+(.*\S)\s*$")
_NUMBERED = re.compile(r"^\s*[*_]*([A-Z]?\d{1,2}(?:\.\d{1,2})*)\.?[*_]*\s+[A-Z‘“'\"].*$")
_CHAPTER = re.compile(
    r"^\s*(?:(?:bijlage|hoofdstuk|deel|appendix|annex|chapter)\s+[\dA-Z]\w{0,2}\b[:.]?|"
    r"(?P<part>(?:ambitie|hoofdthema|thema|stap)\s+\d+\b[:.]?))(?P<rest>.*)$",
    re.IGNORECASE,
)
_END = re.compile(r"[.,;!…]\W*$")
_BULLET = re.compile(r"^\s*(?:[•●▪◦»*]\s|[-–]\s|\(?[a-z]\.\s|\d{1,2}[.)]\s)")


def heading_of(
    lines: Sequence[Line], contents: Contents, wrapped: bool, width: int, known_only: bool = False
) -> Heading | None:
    """The heading that the first line is, or None. `lines` is its group, up to the next gap."""
    line = lines[0]
    text = line.text.strip()
    if len(text) > 300 or not re.search(r"[^\W\d_]{2}", text):
        return None
    hashes = _HASHES.match(text)
    if hashes:
        return Heading(hashes[2], _depth(hashes[2]) or len(hashes[1]), line.page)
    title = contents.title(text)
    if title:
        return Heading(title, _depth(title) or 1, line.page)
    if len(text) > 160 or _END.search(text):
        return None
    chapter = _chapter(line, text)
    if known_only or chapter:
        return chapter if chapter and (chapter.level == 2 or not known_only) else None
    return _numbered(line, text, lines, contents) or _bare(line, lines, wrapped, width)


def _depth(text: str) -> int:
    """Levels in the numbering: 2.3.1 is 3 deep; B1.1.2 counts from its appendix."""
    match = _NUMBERED.match(text)
    return match[1].count(".") + 1 if match else 0


def _chapter(line: Line, text: str) -> Heading | None:
    match = _CHAPTER.match(text)
    if not match or len(text.split()) > 14 or match["rest"].strip()[:1].islower():
        return None
    return Heading(text, 2 if match["part"] else 1, line.page)


def _numbered(line: Line, text: str, lines: Sequence[Line], contents: Contents) -> Heading | None:
    """A numbered title: not a list item, which runs on or has its neighbours beside it."""
    if not _NUMBERED.match(text) or len(text.split()) > 14 or text.endswith(":"):
        return None
    if len(lines) > 1 and (_NUMBERED.match(lines[1].text) or lines[1].text.strip()[:1].islower()):
        return None
    single = re.match(r"^\d{1,2}\.?\s", text) is not None
    if single and (not line.gap or contents.pages):
        return None
    return Heading(text, _depth(text), line.page)


def _bare(line: Line, lines: Sequence[Line], wrapped: bool, width: int) -> Heading | None:
    """A short line without an end, with the text right below it."""
    words = text_words(line.text)
    limit = 6 if wrapped and len(lines) > 1 else 10
    if not line.gap or len(words) > limit or not words or _BULLET.match(line.text):
        return None
    text = line.text.strip()
    if not text[0].isupper() or "\t" in text or "@" in text or "http" in text:
        return None
    if text.endswith(":") and len(words) > 4:
        return None
    if wrapped and len(lines) > 1 and not _starts_anew(text, lines[1].text, width):
        return None
    return Heading(text, BARE, line.page)


def text_words(text: str) -> list[str]:
    """Words of a line, footnote marks and signs aside."""
    return re.findall(r"[^\W\d_][\w’'-]*", text)


def _starts_anew(text: str, following: str, width: int) -> bool:
    """Whether the next line begins a sentence of its own instead of carrying this one on."""
    article = re.match(r"(?:de|het|een|dit|deze|in|op|we|er|the|a|this|in|on)\s", text, re.I)
    begin = following.strip()[:1]
    return (begin.isupper() or begin.isdigit()) and len(text) < 0.8 * width and not article
