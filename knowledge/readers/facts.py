"""Facts about a document: from a sidecar file, from its name, from its own first lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import SidecarError
from knowledge.model import Document, Section

# From 2018 on there is a national programme and the AVG; what is older names other bodies.
FIRST_CURRENT_YEAR = 2018
_YEAR = re.compile(r"(?<!\d)(19[89]\d|20[0-4]\d)(?!\d)")
_ENGLISH = re.compile(r"\b(?:the|and|of|with|is|are|for)\b", re.I)
_DUTCH = re.compile(r"\b(?:de|het|en|van|een|met|voor|is)\b", re.I)


def sidecar(path: Path) -> dict[str, Any]:
    """What the municipality itself says about a file, in `<name>.meta.yml` beside it."""
    file = path.with_name(f"{path.stem}.meta.yml")
    if not file.is_file():
        return {}
    try:
        found = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, ValueError) as error:
        raise SidecarError(path.name, type(error).__name__) from error
    return found if isinstance(found, dict) else {}


def document_name(path: Path) -> str:
    """The file's name without extension; in a folder of another language, with that language.

    So `nl/melden.md` is "melden" and its translation `en/melden.md` is "melden-en".
    """
    folder = path.parent.name
    translated = re.fullmatch(r"[a-z]{2}", folder) is not None and folder != "nl"
    return f"{path.stem}-{folder}" if translated else path.stem


def facts_of(
    path: Path, text: str, sections: Sequence[Section], given: Mapping[str, Any] | None = None
) -> Document:
    """Facts of a document; the sidecar wins from front matter (`given`), that from guesses.

    Raises SidecarError where what was said cannot be read.
    """
    said = {**(given or {}), **sidecar(path)}
    year = said.get("year") or guess_year(path.stem, text)
    if year and not re.match(r"\d{4}", str(year)):
        raise SidecarError(path.name, "year")
    year = int(str(year)[:4]) if year else None
    municipality = str(said.get("municipality") or guess_municipality(path.stem, text))
    return Document(
        name=document_name(path),
        title=str(said.get("title") or guess_title(path.stem, sections)),
        language=str(said.get("language") or guess_language(text)),
        publisher=str(said.get("publisher") or ""),
        municipality=municipality.lower(),
        year=year,
        status=_status(str(said.get("status") or ""), year),
        topic=str(said.get("topic") or ""),
        url=str(said.get("url") or ""),
    )


def _status(said: str, year: int | None) -> str:
    if said.lower() in {"historic", "historisch", "vervallen", "old"}:
        return "historic"
    if said:
        return "current"
    return "historic" if year is not None and year < FIRST_CURRENT_YEAR else "current"


def guess_year(name: str, text: str) -> int | None:
    """The first year in the file's name, else the first in the opening of the text."""
    match = _YEAR.search(name) or _YEAR.search(text[:3000])
    return int(match[1]) if match else None


def guess_municipality(name: str, text: str) -> str:
    """A word of the file's name that the text calls a municipality, more than once."""
    lower = text.lower()
    for word in re.findall(r"[a-z]{4,}", name.lower()):
        if len(re.findall(rf"gemeente {word}\b", lower)) >= 2:
            return str(word)
    return ""


def guess_title(name: str, sections: Sequence[Section]) -> str:
    """The one outermost heading, else the file's name in words: first lines are often broken."""
    first = {section.heading[0] for section in sections if section.heading}
    if len(first) == 1 and all(section.heading for section in sections):
        return str(first.pop())
    return name.replace("-", " ").replace("_", " ").strip().capitalize()


def guess_language(text: str) -> str:
    """Dutch or English, by the commonest small words."""
    sample = text[:20000]
    return "en" if len(_ENGLISH.findall(sample)) > len(_DUTCH.findall(sample)) else "nl"
