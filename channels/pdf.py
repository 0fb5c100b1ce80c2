"""A page of HTML as PDF that a screen reader can read too: tagged, with language and title."""

from pathlib import Path

PRINT_STYLE = Path(__file__).parent / "web" / "static" / "print.css"

PDF_VARIANT = "pdf/ua-1"
"""ISO 14289-1, the accessible PDF that Dutch government must publish."""


def to_pdf(html: str) -> bytes:
    """The bytes of the file; a page that would load anything, from anywhere, is refused."""
    # Heavy: loads the text shaping libraries of the system. It ships no types.
    from weasyprint import HTML  # type: ignore[import-untyped]
    from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]

    nothing = URLFetcher(allowed_protocols=(), fail_on_errors=True)
    made: bytes = HTML(string=html, url_fetcher=nothing).write_pdf(pdf_variant=PDF_VARIANT)
    return made
