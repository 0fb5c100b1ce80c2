"""A page of HTML as PDF that a screen reader can read too: tagged, with language and title."""

from pathlib import Path

PRINT_STYLE = Path(__file__).parent / "web" / "static" / "print.css"

PDF_VARIANT = "pdf/ua-1"
"""ISO 14289-1, the accessible PDF that Dutch government must publish."""


def to_pdf(html: str) -> bytes:
    """The bytes of the file; the page must need nothing else."""
    # Heavy: loads the text shaping libraries of the system. It ships no types.
    from weasyprint import HTML  # type: ignore[import-untyped]

    made: bytes = HTML(string=html, url_fetcher=_fetch_nothing).write_pdf(pdf_variant=PDF_VARIANT)
    return made


def _fetch_nothing(url: str, *_: object, **__: object) -> dict[str, object]:
    raise ValueError("a page that is printed may load nothing")
