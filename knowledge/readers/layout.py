"""Page layout that survived as text: double spacing, page numbers, running heads, contents.

Works on lines; a line knows its printed page once `paged` has read the page numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

_NUMBER = re.compile(r"^\s*\d{1,4}\s*$")
_CONTENTS = re.compile(r"^\W*(inhoud(sopgave)?|table of contents|contents)\W*$", re.I)
_ENTRY = re.compile(
    r"^(?P<label>.*[^\W\d_]{2}.*?)(?:[\s.…]*\t[\s.…]*|\s*\.{2,}\s*|\s+)(?P<page>\d{1,3})$"
)
_SLUG = re.compile(r"\.(indd|qxd|docx?)\b.*\d\d[-/]\d\d[-/]\d\d", re.I)
_RULE = re.compile(r"^\s*([-_*=]\s*){3,}$")
PAGE_WORDS = 1000  # more than a page holds: its next number was lost, so the page is unknown
_END = re.compile(r"[.!?:;…”’\")\]]\W*$")


@dataclass(frozen=True)
class Line:
    """A line that is not blank; `gap` says that a blank line stood before it."""

    text: str
    gap: bool = False
    page: int | None = None
    turn: bool = False  # the first line after a page break


@dataclass(frozen=True)
class Contents:
    """A table of contents: heading text (plain, lower case) to printed page."""

    pages: dict[str, int]

    def title(self, text: str) -> str | None:
        """The heading that `text` is, without a footnote mark glued to its end, or None."""
        bare = re.sub(r"(?<=[^\W\d_])\s?[\ue000]?\d{1,3}[\ue001]?$", "", text.strip())
        return next((t for t in (text.strip(), bare) if plain(t) in self.pages), None)

    def page(self, text: str) -> int | None:
        """The page on which a heading stands according to the contents."""
        title = self.title(text)
        return self.pages[plain(title)] if title else None


def plain(text: str) -> str:
    """A heading without numbering signs, markup and case, for comparing."""
    text = re.sub(r"</?\w+>|[*_#]", "", text)
    return re.sub(r"\W+", " ", text).strip().lower()


def split_lines(text: str) -> tuple[Line, ...]:
    """Lines that are not blank. In a double-spaced text only extra blanks count as a gap."""
    raw = [line for part in text.split("\f") for line in [*part.split("\n"), "\f"]]
    spaced = is_double_spaced(raw)
    lines: list[Line] = []
    blanks, spaces, turn = 0, 0, False
    for line in raw:
        if line == "\f":
            turn = True
        elif not line.strip() or _RULE.match(line):
            blanks += 1
            spaces += bool(line)
        elif not _SLUG.search(line):
            gap = (blanks > 2 or spaces > 0) if spaced else blanks > 0
            lines.append(Line(line, gap or not lines, turn=turn))
            blanks, spaces, turn = 0, 0, False
    return tuple(lines)


def is_double_spaced(raw: Sequence[str]) -> bool:
    """Whether blank lines stand between the lines of one sentence."""
    full = [i for i, line in enumerate(raw) if line.strip()]
    followed = sum(1 for i in full if i + 1 < len(raw) and not raw[i + 1].strip())
    return followed > 0.5 * len(full) and is_wrapped([raw[i] for i in full])


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether sentences run on over lines: most lines break off in the middle."""
    open_ended = sum(1 for line in lines if not _END.search(line))
    return len(lines) > 3 and open_ended > 0.5 * len(lines)


def without_contents(lines: Sequence[Line]) -> tuple[tuple[Line, ...], Contents]:
    """Take out tables of contents and keep what they say as knowledge of headings."""
    pages: dict[str, int] = {}
    drop: set[int] = set()
    start = 0
    while start < len(lines):
        run = _contents_run(lines, start)
        if not run:
            start += 1
            continue
        for index in run:
            entry = _ENTRY.match(_untagged(lines[index].text))
            if entry:
                pages[plain(entry["label"])] = int(entry["page"])
        first = run[0] - 1 if run[0] and _CONTENTS.match(lines[run[0] - 1].text) else run[0]
        drop.update(range(first, run[-1] + 1))
        start = run[-1] + 1
    return tuple(line for i, line in enumerate(lines) if i not in drop), Contents(pages)


def _untagged(text: str) -> str:
    return re.sub(r"</?\w+>", "", text).rstrip()


def _contents_run(lines: Sequence[Line], start: int) -> list[int]:
    """Indexes of entries from `start` on: five or more, page numbers not falling."""
    found: list[int] = []
    last, missed, index = 0, 0, start
    while index < len(lines) and missed <= 3:
        text = _untagged(lines[index].text)
        entry = _ENTRY.match(text) if len(text) < 140 else None
        if entry and last <= int(entry["page"]) < last + 60:
            found.append(index)
            last, missed = int(entry["page"]), 0
        elif not found:
            return []
        else:
            missed += 1
        index += 1
    dense = len(found) >= 5 and len(found) >= 0.6 * (found[-1] - found[0] + 1)
    return found if dense else []


def paged(lines: Sequence[Line], contents: Contents) -> tuple[Line, ...]:
    """Take out page numbers and running heads; give each line the page it stands on."""
    broken = [i for i, line in enumerate(lines) if line.turn]
    if len(broken) >= 1:
        return _paged_by_breaks(lines)
    lines = _without_refrains(_split_heads(lines, contents))
    numbers = {i: _page_of(line.text) for i, line in enumerate(lines) if _NUMBER.match(line.text)}
    heads = Counter(_head_key(lines, i) for i in numbers)
    chapters = {t.partition(" ")[2] for t in contents.pages if re.match(r"\d+ [^\W\d]", t)}
    result: list[Line] = []
    page: int | None = None
    turn, words = False, 0
    for index, line in enumerate(lines):
        here = _turned(lines, index, page, numbers, heads, contents)
        if here is not None:
            page, turn, words = here, True, 0
        words += len(line.text.split())
        if index in numbers and here is not None:
            if _is_head(lines, index - 1, heads[_head_key(lines, index)], contents):
                result.pop()
        elif plain(line.text) not in chapters:
            result.append(replace(line, page=page if words < PAGE_WORDS else None, turn=turn))
            turn = False
    return tuple(result)


def _turned(
    lines: Sequence[Line],
    index: int,
    page: int | None,
    numbers: dict[int, int],
    heads: Counter[str],
    contents: Contents,
) -> int | None:
    """The page that starts at a line: by its number, or by the contents; else None."""
    if index in numbers:
        head_count = heads[_head_key(lines, index)]
        return numbers[index] if _is_page(numbers[index], page, head_count) else None
    opened = contents.page(lines[index].text) if page else None
    return opened if opened and page and page < opened <= page + 2 else None


def _split_heads(lines: Sequence[Line], contents: Contents) -> tuple[Line, ...]:
    """A running head with its page number on one line becomes two lines."""
    titles = {re.sub(r"^\d+ ", "", title) for title in contents.pages}
    result: list[Line] = []
    for line in lines:
        match = re.match(r"^\s*(\D{5,80}?)\s+(\d{1,3})\s*$", line.text)
        if match and plain(match[1]) in titles:
            result += [replace(line, text=match[1]), Line(match[2])]
        else:
            result.append(line)
    return tuple(result)


def _without_refrains(lines: Sequence[Line], often: int = 8) -> tuple[Line, ...]:
    """A line of several words that stands there again and again is a running head."""
    counts = Counter(line.text.strip() for line in lines if len(line.text.split()) >= 4)
    return tuple(line for line in lines if counts[line.text.strip()] < often)


def _head_key(lines: Sequence[Line], index: int) -> str:
    return plain(lines[index - 1].text) if index else ""


def _page_of(text: str) -> int:
    """The printed page; two facing pages glued together ("1918") give the lower one."""
    digits = text.strip()
    half = len(digits) // 2
    if len(digits) % 2 == 0 and abs(int(digits[:half]) - int(digits[half:])) == 1:
        return min(int(digits[:half]), int(digits[half:]))
    return int(digits)


def _is_page(number: int, page: int | None, head_count: int) -> bool:
    if page is None:
        return number < 40
    return page < number <= page + (12 if head_count >= 2 else 8)


def _is_head(lines: Sequence[Line], index: int, count: int, contents: Contents) -> bool:
    """A line above a page number that comes back there, or is a title from the contents."""
    if index < 0 or len(lines[index].text) > 90:
        return False
    key = plain(lines[index].text)
    titles = {re.sub(r"^\d+ ", "", title) for title in contents.pages}
    return bool(key) and (count >= 2 or key in titles)


def _paged_by_breaks(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Pages known from page breaks: lines at a page's edge that recur on pages are furniture."""
    pages: list[list[Line]] = [[]]
    for line in lines:
        if line.turn:
            pages.append([])
        pages[-1].append(line)
    edges = Counter(key for page in pages for key in {_edge_key(x) for x in page[:2] + page[-2:]})
    often = max(2, len(pages) // 2)
    result: list[Line] = []
    for number, page in enumerate(pages, start=1):
        kept = [
            line
            for i, line in enumerate(page)
            if not (
                _at_edge(i, len(page))
                and (edges[_edge_key(line)] >= often or _NUMBER.match(line.text))
            )
        ]
        result += [replace(x, page=number, turn=i == 0) for i, x in enumerate(kept)]
    return tuple(result)


def _at_edge(index: int, size: int) -> bool:
    return index < 2 or index >= size - 2


def _edge_key(line: Line) -> str:
    return re.sub(r"\d+", "#", plain(line.text))
