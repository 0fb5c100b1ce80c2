"""What every reader makes first: headings and blocks in reading order, and sections of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.cleaning import fold_echoes, redact, take_marks, tidy
from knowledge.model import Block, Section

# Sections that help nobody at the counter; patterns over the heading's text.
_LEFT_OUT = re.compile(
    r"^(?:\W|\d|[AB]\d?\b|bijlage \w+|appendix \w+)*\s*(?:lijst van geraadpleegde literatuur|"
    r"literatuur(?:lijst)?|geraadpleegde bronnen|bronnen(?:lijst)?|referenties|bibliografie|"
    r"references|bibliography|inhoud(?:sopgave)?|table of contents|contents|colofon|"
    r"lijst met ge[iï]nterviewden|overzicht respondenten|samenstelling .*commissie|"
    r"aanwezigheid bij de .*bijeenkomsten)\b.{0,40}$",
    re.IGNORECASE,
)
_DANGLING = re.compile(r"[^.!?:;…”\")\]\d]$")


@dataclass(frozen=True)
class Heading:
    """A heading with its level, 1 the outermost."""

    text: str
    level: int
    page: int | None = None


Element = Heading | Block


def polish(block: Block) -> Block:
    """The block as people read it: tidy, marks taken out, private contact data left out."""
    text, marks = take_marks(block.text)
    return replace(block, text=redact(tidy(text)), marks=block.marks + marks)


def stitch(elements: Sequence[Element], reach: int = 40) -> tuple[Element, ...]:
    """Join a paragraph that breaks off to its rest further on: columns, boxes, page breaks.

    Only a paragraph that starts in lower case is a rest; it goes to the nearest earlier
    paragraph that lacks an end, at most `reach` elements back.
    """
    done: list[Element] = []
    open_at: list[int] = []
    for element in elements:
        if isinstance(element, Block) and element.kind in ("paragraph", "list_item"):
            if _is_rest(element) and open_at and len(done) - open_at[-1] <= reach:
                _complete(done, open_at, element)
                continue
            if _is_open(element):
                open_at.append(len(done))
        done.append(element)
    return tuple(done)


def _is_open(block: Block) -> bool:
    """Breaks off, and is long enough to be a sentence and not a cell or a label."""
    return bool(_DANGLING.search(block.text)) and len(block.text.split()) >= 4


def _complete(done: list[Element], open_at: list[int], rest: Block) -> None:
    at = open_at.pop()
    first = done[at]
    if isinstance(first, Block):
        done[at] = _joined(first, rest)
        if _DANGLING.search(rest.text):
            open_at.append(at)


def _is_rest(block: Block) -> bool:
    return block.kind == "paragraph" and block.text[:1].islower()


def _joined(first: Block, rest: Block) -> Block:
    text = first.text
    cut = re.search(r"[^\W\d_]-$", text) is not None
    glue = "" if text.endswith("-") else " "
    glued = text[:-1] + rest.text if cut else f"{text}{glue}{rest.text}"
    return replace(first, text=glued, marks=first.marks + rest.marks)


def sections_of(elements: Iterable[Element]) -> tuple[Section, ...]:
    """Group blocks under their heading path; literature, contents and the like are left out."""
    path: list[Heading] = []
    sections: list[Section] = []
    blocks: list[Block] = []
    for element in elements:
        if isinstance(element, Heading):
            _close(sections, path, blocks)
            path = [h for h in path if h.level < element.level] + [element]
        else:
            blocks.append(element)
    _close(sections, path, blocks)
    return _without_echoes(sections)


def _close(sections: list[Section], path: Sequence[Heading], blocks: list[Block]) -> None:
    polished = tuple(map(polish, blocks))
    kept = tuple(
        block
        for at, block in enumerate(polished)
        if _says_something(block) and not _names_somebody(block, polished[at + 1 : at + 3])
    )
    blocks.clear()
    heading = tuple(tidy(take_marks(h.text)[0]) for h in path)
    if kept and not any(_LEFT_OUT.match(part) for part in heading):
        sections.append(Section(heading, kept))


def _names_somebody(block: Block, following: Sequence[Block]) -> bool:
    """A line that is only a person's name, with a number or address that was left out below."""
    named = re.fullmatch(
        r"[A-Z][\w.'-]+(?: (?:van|de|der|den|ten|ter|[A-Z][\w.'-]+))+:?", block.text
    )
    return named is not None and any(other.text.startswith("[…]") for other in following)


def _says_something(block: Block) -> bool:
    """Not only an address or a sign; in a table figures alone say something too."""
    text = re.sub(r"<?(?:https?://|www\.)\S+", "", block.text)
    telling = r"\d|[^\W\d_]{2}" if block.kind == "table" else r"[^\W\d_]{2}"
    return re.search(telling, text) is not None


def _without_echoes(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Fold near-duplicates over the whole document; sections left empty disappear."""
    running = [b for s in sections for b in s.blocks if b.kind != "footnote"]
    kept = {id(block) for block in fold_echoes(running)}
    thinned = (
        Section(s.heading, tuple(b for b in s.blocks if b.kind == "footnote" or id(b) in kept))
        for s in sections
    )
    return tuple(section for section in thinned if section.blocks)
