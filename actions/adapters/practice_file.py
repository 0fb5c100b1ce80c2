"""Practice cases, read from YAML."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from actions.domain.codes import ExploitationForm, Language, Role


@dataclass(frozen=True, slots=True)
class PracticeCase:
    """A made-up case; `form` is what it was made for."""

    key: str
    role: Role
    municipality: str
    form: ExploitationForm
    text: Mapping[Language, str]
    lesson: Mapping[Language, str]


class PracticeCases:
    """The cases that practice mode chooses from."""

    def __init__(self, cases: tuple[PracticeCase, ...]) -> None:
        self._cases = cases

    @classmethod
    def from_file(cls, path: Path) -> "PracticeCases":
        """Reads the cases; an unknown code fails at once, by its name."""
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        return cls(
            tuple(
                PracticeCase(
                    key=row["key"],
                    role=Role(row["role"]),
                    municipality=row["municipality"],
                    form=ExploitationForm(row["form"]),
                    text={Language(code): text for code, text in row["text"].items()},
                    lesson={Language(code): text for code, text in row["lesson"].items()},
                )
                for row in rows
            )
        )

    def choose(self, seed: str) -> PracticeCase:
        """A case that depends on the seed only."""
        number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4])
        return self._cases[number % len(self._cases)]

    def case(self, key: str) -> PracticeCase:
        """The case of this key."""
        return next(case for case in self._cases if case.key == key)
