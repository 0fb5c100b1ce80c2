"""The behavioural tests as data: a text, what must be understood, and its variants."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
KINDS = ("minimum", "invariance", "direction", "fairness")
Expect = Mapping[str, Any]


@dataclass(frozen=True)
class Variant:
    """The text with one thing changed; `expect` holds for direction only."""

    attribute: str
    text: str
    expect: Expect = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """A first message with what must come of it."""

    kind: str
    number: int
    text: str
    expect: Expect
    variants: tuple[Variant, ...]

    @property
    def id(self) -> str:
        """The file and the place in it, from 1."""
        return f"{self.kind} {self.number}"


def read_cases(folder: Path = FOLDER) -> list[Case]:
    """All cases of all four kinds, in the order of the files."""
    return [case for kind in KINDS for case in _read(kind, folder / f"{kind}.yml")]


def texts(cases: list[Case]) -> list[str]:
    """Every text to be read, once."""
    found = [text for case in cases for text in (case.text, *(v.text for v in case.variants))]
    return list(dict.fromkeys(found))


def _read(kind: str, path: Path) -> Iterator[Case]:
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]
    for number, row in enumerate(rows, start=1):
        variants = tuple(Variant(*given) for given in row.get("variants") or ())
        yield Case(kind, number, row["text"], row.get("expect") or {}, variants)
