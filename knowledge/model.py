"""What the knowledge base is made of: documents, sections, passages, hits, answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["paragraph", "list_item", "table", "footnote"]
PassageKind = Literal["text", "footnote"]


@dataclass(frozen=True)
class SourceMark:
    """Where a statement of the shipped guidance rests: a document and a place in it."""

    document: str
    place: str


@dataclass(frozen=True)
class Document:
    """Facts about one document; `name` is the file's name without its extension."""

    name: str
    title: str
    language: str = "nl"
    publisher: str = ""
    municipality: str = ""
    year: int | None = None
    status: str = "current"  # "current" or "historic"
    topic: str = ""
    url: str = ""

    @property
    def historic(self) -> bool:
        """True when names and routes in it may no longer exist."""
        return self.status == "historic"


@dataclass(frozen=True)
class Block:
    """One paragraph, list item, table or footnote, free of layout debris.

    `page` is the printed page, None where the source has none. `marks` are the numbers of the
    footnotes that the text points at; for a footnote its own number.
    """

    text: str
    kind: BlockKind = "paragraph"
    page: int | None = None
    marks: tuple[str, ...] = ()
    sources: tuple[SourceMark, ...] = ()


@dataclass(frozen=True)
class Section:
    """Blocks under one heading; `heading` is the whole path, outermost first."""

    heading: tuple[str, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Reading:
    """What a reader makes of a file: the document's facts and its sections in reading order."""

    document: Document
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Passage:
    """A piece of a document of the size that is searched and cited.

    `start` and `end` count characters in the document's reading text (see `store`), so
    that `reading[start:end]` shows the passage in its surroundings. `previous`, `next` and
    `notes` are ids of other passages.
    """

    id: str
    document: str
    heading: tuple[str, ...]
    text: str
    start: int
    end: int
    page: int | None = None
    last_page: int | None = None
    kind: PassageKind = "text"
    sources: tuple[SourceMark, ...] = ()
    notes: tuple[str, ...] = ()
    previous: str | None = None
    next: str | None = None

    @property
    def section(self) -> str:
        """The heading path as people read it."""
        return " › ".join(self.heading)


@dataclass(frozen=True)
class Citation:
    """Enough to find a quote again in its document.

    `start` and `end` are where the quote stands in the passage's text, None for a quote that was
    shortened.
    """

    document: str
    title: str
    section: str
    page: int | None
    quote: str
    url: str = ""
    passage_id: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Hit:
    """A passage found for a question; `score` orders hits of one search, nothing more."""

    rank: int
    score: float
    document: str
    title: str
    section: str
    page: int | None
    text: str
    passage_id: str
    year: int | None = None
    historic: bool = False
    kind: PassageKind = "text"
    sources: tuple[SourceMark, ...] = ()
    url: str = ""


@dataclass(frozen=True)
class QuotedSentence:
    """One sentence, literally as in the passage, with where it stands."""

    text: str
    citation: Citation


@dataclass(frozen=True)
class Answer:
    """At most four sentences from the best passages; `confidence` is a probability.

    `language` is that of the quotes; `passages` are the best ones whole, for who wants to read on.
    """

    sentences: tuple[QuotedSentence, ...]
    citations: tuple[Citation, ...]
    confidence: float
    historic: bool = False
    language: str = "nl"
    year: int | None = None  # of the oldest document that is quoted
    passages: tuple[Hit, ...] = ()


@dataclass(frozen=True)
class DontKnow:
    """Nothing supports an answer; `nearest` is what came closest, to offer, not to claim."""

    confidence: float
    nearest: tuple[Hit, ...] = ()


@dataclass(frozen=True)
class PassageInContext:
    """A passage with its neighbours, its footnotes and the facts of its document."""

    passage: Passage
    document: Document
    previous: Passage | None
    next: Passage | None
    notes: tuple[Passage, ...]


@dataclass(frozen=True)
class FileFault:
    """A file that could not be taken in: its name and why, in a code for translation."""

    name: str
    code: str  # the `code` of one of the errors in knowledge.errors
    detail: str = ""


@dataclass(frozen=True)
class IngestReport:
    """What one ingestion did; names are document names."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    faults: tuple[FileFault, ...] = ()
    passages: int = 0
    version: str = ""
    seconds: float = 0.0
    trained: bool = False
