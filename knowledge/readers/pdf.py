"""PDF through pdfminer.six, which reads columns one after the other; pypdf where it fails.

On pages whose two columns are drawn line by line pypdf gives the lines interleaved. pypdf knows
more kinds of locks and repairs more broken files, so it looks first and stands by.
"""

from __future__ import annotations

import logging
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from knowledge.errors import EncryptedFileError, ReadError, ScannedFileError
from knowledge.model import Reading
from knowledge.readers.text import reading_of

_SCANNED_BELOW = 40  # characters a page; a page with text has hundreds
_UNREAD = "(cid:"  # how pdfminer writes a letter whose font names no characters
_FAULTS = (PyPdfError, OSError, ValueError, KeyError, TypeError, RecursionError)


def read(path: Path) -> Reading:
    """Read a PDF page by page; a file of pictures or behind a password is refused by name."""
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it tells of every repair it makes
    reader = _opened(path)
    pages = _by_columns(path)
    if _is_poor(pages):
        pages = _as_drawn(reader, path)
    if sum(len(page.strip()) for page in pages) < _SCANNED_BELOW:
        raise ScannedFileError(path.name, f"{len(pages)} pages")
    return reading_of("\f".join(pages), path)


def _opened(path: Path) -> PdfReader:
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise EncryptedFileError(path.name)
    except _FAULTS as error:
        raise ReadError(path.name, type(error).__name__) from error
    return reader


def _is_poor(pages: list[str]) -> bool:
    """Next to nothing, or letters that have no name."""
    text = "".join(pages)
    return len(text.strip()) < _SCANNED_BELOW * max(1, len(pages)) or text.count(_UNREAD) > 20


def _by_columns(path: Path) -> list[str]:
    """Pages in reading order; nothing where pdfminer cannot read the file."""
    from pdfminer.high_level import extract_text  # slow to import: only when a PDF comes by
    from pdfminer.psexceptions import PSException

    try:
        return str(extract_text(path)).removesuffix("\f").split("\f")
    except (PSException, *_FAULTS):
        return []


def _as_drawn(reader: PdfReader, path: Path) -> list[str]:
    try:
        return [page.extract_text() or "" for page in reader.pages]
    except _FAULTS as error:
        raise ReadError(path.name, type(error).__name__) from error
