"""PDF through pypdf; pdfminer.six reads again where pypdf finds next to nothing."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PdfReadError

from knowledge.errors import EncryptedFileError, ReadError, ScannedFileError
from knowledge.model import Reading
from knowledge.readers.text import reading_of

_SCANNED_BELOW = 40  # characters a page; a page with text has hundreds


def read(path: Path) -> Reading:
    """Read a PDF page by page; a file of pictures or behind a password is refused by name."""
    pages = _pages(path)
    if sum(len(page.strip()) for page in pages) < _SCANNED_BELOW * max(1, len(pages)):
        pages = _pages_by_layout(path)
    if sum(len(page.strip()) for page in pages) < _SCANNED_BELOW:
        raise ScannedFileError(path.name, f"{len(pages)} pages")
    return reading_of("\f".join(pages), path)


def _pages(path: Path) -> list[str]:
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise EncryptedFileError(path.name)
        return [page.extract_text() or "" for page in reader.pages]
    except (PdfReadError, OSError, ValueError, KeyError, RecursionError) as error:
        raise ReadError(path.name, type(error).__name__) from error


def _pages_by_layout(path: Path) -> list[str]:
    from pdfminer.high_level import extract_text  # slow to import and seldom needed
    from pdfminer.pdfparser import PDFSyntaxError

    try:
        return str(extract_text(str(path))).split("\f")
    except (PDFSyntaxError, ValueError, KeyError) as error:
        raise ReadError(path.name, type(error).__name__) from error
