"""The decision table for routes as values: rows, their conditions and the desks they name.

A condition says for a field which of its codes match. The fields and their codes are fixed here;
the rows are data (data/decision_table.yml), so that a policy officer can read and change them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from actions.domain.codes import (
    Action,
    AdjacentConcern,
    AgeGroup,
    Disclosure,
    ExploitationForm,
    Role,
    Route,
    Setting,
    Urgency,
)

UNKNOWN = "unknown"
YES, NO = "yes", "no"
ELSEWHERE = "elsewhere"

CODES: Mapping[str, tuple[str, ...]] = {
    "signal": (YES, NO),
    "urgency": tuple(Urgency),
    "form": tuple(ExploitationForm),
    "concern": (UNKNOWN, *AdjacentConcern),
    "role": (*Role, UNKNOWN),
    "reporter_officer": (YES, NO),
    "place": ("same", ELSEWHERE),
    "disclosure": (*Disclosure, UNKNOWN),
    "age": tuple(AgeGroup),
    "unaccompanied_minor": (NO, YES),
    "setting": (*Setting, UNKNOWN),
    "address_involved": (YES, NO),
    "help_asked": (YES, NO),
}
"""The fields that a row may ask after, each with every code it can have."""

ALWAYS_SERVED = frozenset(Route) - {Route.ATTENTION_OFFICER}
"""Routes that every directory serves, so that a choice of desks may end with them."""

Case = Mapping[str, str]


class Whose(StrEnum):
    """Whose attention officer is meant."""

    REPORTER_MUNICIPALITY = "reporter_municipality"
    PLACE_MUNICIPALITY = "place_municipality"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Condition:
    """Matches a case when every named field has one of its codes; without fields, always."""

    fields: tuple[tuple[str, frozenset[str]], ...] = ()

    def matches(self, case: Case) -> bool:
        """Whether the case meets every field."""
        return all(case[name] in codes for name, codes in self.fields)

    def failing(self, case: Case) -> tuple[str, frozenset[str]] | None:
        """The first field that the case does not meet, with the codes it asks; None if it does."""
        return next(((name, codes) for name, codes in self.fields if case[name] not in codes), None)


@dataclass(frozen=True, slots=True)
class DeskChoice:
    """A route to take when the directory serves it; `whose` only for an attention officer."""

    route: Route
    whose: Whose | None = None


@dataclass(frozen=True, slots=True)
class Secondary:
    """Who else hears of it: the first choice that is served, where the condition matches."""

    choices: tuple[DeskChoice, ...]
    when: Condition = Condition()


@dataclass(frozen=True, slots=True)
class Row:
    """One rule: it matches a case when any of its conditions does.

    `primary` is a list of choices of which the first that is served counts; empty for a row that
    only adds. `id` is also the key of the sentence that explains the row (texts, reasons.yml).
    """

    id: str
    when: tuple[Condition, ...]
    primary: tuple[DeskChoice, ...] = ()
    secondary: tuple[Secondary, ...] = ()
    actions: tuple[Action, ...] = ()

    def matches(self, case: Case) -> bool:
        """Whether the row applies to the case."""
        return any(condition.matches(case) for condition in self.when)


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """The rows in the order in which they are read."""

    rows: tuple[Row, ...]

    def primary_row(self, case: Case) -> Row | None:
        """The first matching row that names a primary desk."""
        return next((row for row in self.rows if row.primary and row.matches(case)), None)


def unreachable_rows(table: DecisionTable) -> tuple[str, ...]:
    """Ids of rows that never decide: never first (with a primary), or never met (without one)."""
    first = {row.id for case in cases(table) if (row := table.primary_row(case))}
    return tuple(
        row.id for row in table.rows if not (row.id in first if row.primary else _can_match(row))
    )


def gaps(table: DecisionTable) -> Iterator[Case]:
    """Cases for which no row names a primary desk; empty when the table is complete."""
    return (case for case in cases(table) if table.primary_row(case) is None)


def cases(table: DecisionTable) -> Iterator[Case]:
    """Every combination of the fields that decide about a primary desk in this table.

    Fields that no such row asks after cannot change the outcome, and keep their first code.
    """
    return _combinations_of(
        condition for row in table.rows if row.primary for condition in row.when
    )


def combinations(codes: Mapping[str, Iterable[str]]) -> Iterator[Case]:
    """Every possible case over these codes, all fields named."""
    names = tuple(codes)
    for values in product(*codes.values()):
        case = dict(zip(names, values, strict=True))
        if is_possible(case):
            yield case


def is_possible(case: Case) -> bool:
    """Whether the codes go together: a concern needs form `none`, an unaccompanied minor is one."""
    if case["form"] != ExploitationForm.NONE and case["concern"] != UNKNOWN:
        return False
    return case["unaccompanied_minor"] == NO or case["age"] == AgeGroup.MINOR


def _can_match(row: Row) -> bool:
    return any(row.matches(case) for case in _combinations_of(row.when))


def _combinations_of(conditions: Iterable[Condition]) -> Iterator[Case]:
    asked = {name for condition in conditions for name, _ in condition.fields}
    return combinations(
        {name: codes if name in asked else codes[:1] for name, codes in CODES.items()}
    )
