"""What can go wrong in the domain; each error has a code that doors and logs go by."""

from dataclasses import dataclass


class DomainError(Exception):
    """The root of the domain's errors; `code` names the kind."""

    code = "domain_error"


class TransitionError(DomainError):
    """A handoff may not go to this status, or not by this actor."""

    code = "transition_not_allowed"

    def __init__(self, current: str, wanted: str, actor: str) -> None:
        super().__init__(f"{actor} may not move a handoff from {current} to {wanted}")
        self.current = current
        self.wanted = wanted
        self.actor = actor


class NoDeskError(DomainError):
    """The directory serves none of the routes that the decision table names."""

    code = "no_desk"

    def __init__(self, row: str, routes: tuple[str, ...]) -> None:
        super().__init__(f"row {row}: the directory has no desk for {', '.join(routes)}")
        self.row = row
        self.routes = routes


class NaiveTimeError(DomainError):
    """A moment was given without a time zone, so that its hour in Amsterdam is unknown."""

    code = "time_without_zone"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a data file: where it is, what is wrong, and how to mend it.

    `code` names the kind of fault (data/problems.yml); `line` counts from 1.
    """

    code: str
    file: str
    line: int
    message: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message} {self.mend}"


class DataFileError(DomainError):
    """A data file cannot be used; carries every problem that was found, in file order."""

    code = "data_file_broken"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
