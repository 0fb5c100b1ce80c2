"""Practice cases, read from YAML."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from actions.domain.codes import (
    AdjacentConcern,
    AgeGroup,
    Disclosure,
    ExploitationForm,
    Language,
    Role,
)
from actions.domain.intake import NO, YES, Intake


@dataclass(frozen=True, slots=True)
class PracticeCase:
    """A made-up case; `intake` holds the answers that it was made for."""

    key: str
    intake: Intake
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
                    intake=_intake(row),
                    text={Language(code): text for code, text in row["text"].items()},
                    lesson={Language(code): text for code, text in row["lesson"].items()},
                )
                for row in rows
            )
        )

    def __iter__(self) -> Iterator[PracticeCase]:
        return iter(self._cases)

    def choose(self, seed: str) -> PracticeCase:
        """A case that depends on the seed only."""
        number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4])
        return self._cases[number % len(self._cases)]

    def case(self, key: str) -> PracticeCase:
        """The case of this key."""
        return next(case for case in self._cases if case.key == key)


def _intake(row: Mapping[str, Any]) -> Intake:
    form = ExploitationForm(row["form"])
    concern, disclosure = row.get("concern"), row.get("disclosure")
    if (form is ExploitationForm.NONE) != (concern is not None):
        raise ValueError(f"practice case {row['key']}: form and concern do not fit")
    return Intake(
        danger_now=YES if row.get("danger") else NO,
        observation=row["text"][Language.NL],
        role=Role(row["role"]),
        municipality=row["municipality"],
        age_group=AgeGroup(row.get("age", AgeGroup.UNKNOWN)),
        exploitation_form=form,
        adjacent_concern=AdjacentConcern(concern) if concern else None,
        ongoing=YES,  # every case is told as it goes on
        disclosure=Disclosure(disclosure) if disclosure else None,
        unaccompanied_minor=bool(row.get("unaccompanied", False)),
    )
