"""Where a signal goes: the decision table read for one case, with the desks of the directory.

The first matching row that names a primary desk decides; every matching row adds its secondary
desks and its actions. A desk is named once. Source: the public contract, section 5.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from actions.domain.codes import Action, AgeGroup, Urgency
from actions.domain.decision_table import (
    ELSEWHERE,
    NO,
    UNKNOWN,
    YES,
    Case,
    DecisionTable,
    DeskChoice,
    Row,
    Whose,
)
from actions.domain.directory import Desk, Directory
from actions.domain.errors import NoDeskError
from actions.domain.signal import Facts, RoutedDesk, RoutingDecision
from actions.domain.urgency import involves_minor

__all__ = ["DecisionTable", "Missed", "RowOutcome", "case_of", "explain", "route"]


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one row: whether it matched, and on which codes it did or did not.

    `met` has each field of the condition that was met, with the code of the case. When none was
    met, `missed` has of each condition the first field that failed.
    """

    row: str
    matched: bool
    primary: bool
    met: tuple[tuple[str, str], ...] = ()
    missed: tuple["Missed", ...] = ()


@dataclass(frozen=True, slots=True)
class Missed:
    """A field of which the case has another code than the row asks."""

    field: str
    code: str
    asked: frozenset[str]


def route(
    facts: Facts, urgency: Urgency, table: DecisionTable, directory: Directory
) -> RoutingDecision:
    """Name the desks, the actions and the rows that said so.

    Raises NoDeskError when the directory serves none of a row's routes; a checked directory
    always serves one.
    """
    case = case_of(facts, urgency, directory)
    rows = [row for row in table.rows if row.matches(case)]
    primary = _primary(rows, facts, directory)
    return RoutingDecision(
        primary=primary,
        secondary=_secondary(rows, case, facts, directory, primary),
        actions=_actions(rows),
        reasons=tuple(row.id for row in rows),
    )


def explain(
    facts: Facts, urgency: Urgency, table: DecisionTable, directory: Directory
) -> tuple[RowOutcome, ...]:
    """Tell for every row of the table whether it matched this case, and why."""
    case = case_of(facts, urgency, directory)
    first = table.primary_row(case)
    return tuple(_outcome(row, case, row is first) for row in table.rows)


def case_of(facts: Facts, urgency: Urgency, directory: Directory) -> Case:
    """The facts in the words of the table; what is not known is `unknown`."""
    elsewhere = facts.place_municipality and facts.place_municipality != facts.reporter_municipality
    return {
        "signal": _yes(facts.is_signal),
        "urgency": urgency,
        "form": facts.exploitation_form,
        "concern": facts.adjacent_concern or UNKNOWN,
        "role": facts.role or UNKNOWN,
        "reporter_officer": _yes(directory.has_officer(facts.reporter_municipality)),
        "place": ELSEWHERE if elsewhere else "same",
        "disclosure": facts.disclosure or UNKNOWN,
        "age": AgeGroup.MINOR if involves_minor(facts) else facts.age_group,
        "unaccompanied_minor": _yes(facts.unaccompanied_minor),
        "setting": facts.setting or UNKNOWN,
        "address_involved": _yes(facts.address_involved),
        "help_asked": _yes(facts.help_asked),
    }


def _primary(rows: list[Row], facts: Facts, directory: Directory) -> RoutedDesk:
    row = next((row for row in rows if row.primary), None)
    if row is None:
        raise NoDeskError("-", ())
    desk = _first_served(row.primary, facts, directory)
    if desk is None:
        raise NoDeskError(row.id, tuple(choice.route for choice in row.primary))
    return RoutedDesk(desk.route, desk.key)


def _secondary(
    rows: list[Row], case: Case, facts: Facts, directory: Directory, primary: RoutedDesk
) -> tuple[RoutedDesk, ...]:
    found = (
        _first_served(secondary.choices, facts, directory)
        for row in rows
        for secondary in row.secondary
        if secondary.when.matches(case)
    )
    unique = {desk.key: RoutedDesk(desk.route, desk.key) for desk in found if desk is not None}
    unique.pop(primary.desk, None)
    return tuple(unique.values())


def _actions(rows: list[Row]) -> tuple[Action, ...]:
    return tuple(dict.fromkeys(action for row in rows for action in row.actions))


def _first_served(choices: Iterable[DeskChoice], facts: Facts, directory: Directory) -> Desk | None:
    found = (_desk(choice, facts, directory) for choice in choices)
    return next((desk for desk in found if desk is not None), None)


def _desk(choice: DeskChoice, facts: Facts, directory: Directory) -> Desk | None:
    if choice.whose is Whose.ORGANISATION:
        return directory.desk_for(choice.route, None, facts.organisation)
    if choice.whose is Whose.REPORTER_MUNICIPALITY:
        return directory.desk_for(choice.route, facts.reporter_municipality)
    # The place decides whose desk it is; without a place the reporter's own municipality does.
    return directory.desk_for(choice.route, facts.place_municipality or facts.reporter_municipality)


def _outcome(row: Row, case: Case, primary: bool) -> RowOutcome:
    missed = []
    for condition in row.when:
        failing = condition.failing(case)
        if failing is None:
            met = tuple((name, case[name]) for name, _ in condition.fields)
            return RowOutcome(row.id, True, primary, met)
        name, asked = failing
        missed.append(Missed(name, case[name], asked))
    return RowOutcome(row.id, False, primary, (), tuple(missed))


def _yes(fact: bool) -> str:
    return YES if fact else NO
