"""Readers: one file format each, all giving document facts and sections."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from knowledge.errors import ReadError, UnknownFormatError
from knowledge.model import Reading

_MODULES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".pdf": "pdf",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
}
SUFFIXES = frozenset(_MODULES)
NOT_READ = frozenset(
    {".doc", ".odt", ".rtf", ".ppt", ".pptx", ".odp", ".xls", ".xlsx", ".ods", ".epub"}
)
"""Formats in which people keep documents and that nobody reads here: told, never passed over."""


def read(path: Path) -> Reading:
    """Read one file of any known format; raises `ReadError` with the file's name and why.

    The parser for a format is imported when a file of that format comes by, so that a server
    which only searches never loads one.
    """
    name = _MODULES.get(path.suffix.lower())
    if name is None:
        raise UnknownFormatError(path.name)
    reader: Callable[[Path], Reading] = import_module(f"knowledge.readers.{name}").read
    try:
        return reader(path)
    except ReadError:
        raise
    except Exception as error:  # parsers fail in ways of their own; the other files go on
        raise ReadError(path.name, type(error).__name__) from error
