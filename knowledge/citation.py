"""From a hit to a citation that a person can check."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Citation, Hit

QUOTE_CHARACTERS = 300


def citation_of(hit: Hit, quote: str | None = None) -> Citation:
    """The citation of a hit; without a quote the beginning of its text is shown."""
    start = hit.text.find(quote) if quote else -1
    return Citation(
        document=hit.document,
        title=hit.title,
        section=hit.section,
        page=hit.page,
        quote=quote if quote is not None else shorten(hit.text),
        url=hit.url,
        passage_id=hit.passage_id,
        start=start if start >= 0 else None,
        end=start + len(quote) if quote and start >= 0 else None,
    )


def shorten(text: str, limit: int = QUOTE_CHARACTERS) -> str:
    """The beginning of a text, cut at a word, with an ellipsis where something is left out."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    return flat[: flat.rfind(" ", 0, limit)].rstrip(" ,;:") + " …"


def distinct(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """One citation for each place, in order of first appearance."""
    seen: dict[tuple[str, str, int | None], Citation] = {}
    for citation in citations:
        seen.setdefault((citation.document, citation.section, citation.page), citation)
    return tuple(seen.values())
