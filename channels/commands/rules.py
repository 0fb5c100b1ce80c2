"""`check` and `route`: the rules that decide, made visible."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, TypeVar

import typer

from actions.domain.codes import (
    AdjacentConcern,
    AgeGroup,
    Disclosure,
    ExploitationForm,
    Language,
    Role,
    Setting,
)
from actions.domain.decision_table import Condition, DecisionTable, Row
from actions.domain.routing import explain
from actions.domain.signal import Facts, RoutingDecision
from actions.service_layer.services import Services
from channels.commands.context import console, decision_table, one_clear_line, services
from channels.console import Console
from channels.setup_steps import SetupError
from channels.texts import Texts, load_texts

YES = "yes"
FACT_NAMES = (
    *("role", "municipality", "organisation", "place", "form", "concern", "age", "setting"),
    *("disclosure", "danger", "violence", "disappearing", "unaccompanied", "address"),
    *("help", "question"),
)
Code = TypeVar("Code", bound=StrEnum)


def check() -> None:
    """Check directory, decision table and texts, and print the table."""
    say = console()
    with one_clear_line(say):
        wired = services()  # raises with file, line and remedy where a data file is wrong
        directory = wired.directory()
        say.say(
            "check_directory",
            towns=len(directory.municipalities),
            desks=len(directory.desks),
            keys=", ".join(sorted(directory.desks)),
        )
        texts_complete = _check_texts(say, load_texts())
        say.say("check_table")
        for line in table_lines(decision_table(wired)):
            say.show(line)
        say.say("check_good" if texts_complete else "check_bad")
        raise typer.Exit(0 if texts_complete else 1)


def route(
    facts: Annotated[list[str], typer.Argument(help="Such as role=counter form=labour danger=yes")],
    explained: Annotated[
        bool, typer.Option("--explain", help="Tell of every row why or why not")
    ] = False,
) -> None:
    """Where a signal with these facts would go; nothing is kept."""
    say = console()
    with one_clear_line(say):
        show_route(say, services(), read_facts(facts), explained)


def read_facts(words: Sequence[str]) -> Facts:
    """Facts from `name=value` words; raises SetupError for a name or code that there is not."""
    given = dict(word.partition("=")[::2] for word in words)
    for name in given:
        if name not in FACT_NAMES:
            raise SetupError("code_unknown", value=name, kind="fact", codes=", ".join(FACT_NAMES))
    municipality = given.get("municipality")
    return Facts(
        role=_code(Role, given.get("role")),
        reporter_municipality=municipality,
        organisation=given.get("organisation"),
        place_municipality=given.get("place", municipality),
        exploitation_form=_code(ExploitationForm, given.get("form")) or ExploitationForm.UNKNOWN,
        adjacent_concern=_code(AdjacentConcern, given.get("concern")),
        age_group=_code(AgeGroup, given.get("age")) or AgeGroup.UNKNOWN,
        setting=_code(Setting, given.get("setting")),
        disclosure=_code(Disclosure, given.get("disclosure")),
        danger_now=given.get("danger") == YES,
        violence_or_coercion=given.get("violence") == YES,
        about_to_disappear=given.get("disappearing") == YES,
        unaccompanied_minor=given.get("unaccompanied") == YES,
        address_involved=given.get("address") == YES,
        help_asked=given.get("help") == YES,
        is_signal=given.get("question") != YES,
    )


def show_route(say: Console, wired: Services, facts: Facts, explained: bool) -> None:
    """Print the decision; with `explained` also what became of every row."""
    urgency, decision = wired.preview(facts)
    say.say("route_urgency", urgency=urgency)
    _show_decision(say, decision)
    if explained:
        for outcome in explain(facts, urgency, decision_table(wired), wired.directory()):
            sign = "*" if outcome.primary else ("+" if outcome.matched else " ")
            say.show(f"  {sign} {outcome.row:<3} {outcome.why}")


def table_lines(table: DecisionTable) -> list[str]:
    """The decision table as a policy officer reads it, a line per row."""
    return [f"  {row.id:<3} {_when(row)} -> {_then(row)}" for row in table.rows]


def _show_decision(say: Console, decision: RoutingDecision) -> None:
    say.say("route_primary", route=decision.primary.route, desk=decision.primary.desk)
    for desk in decision.secondary:
        say.say("route_secondary", route=desk.route, desk=desk.desk)
    for action in decision.actions:
        say.say("route_action", action=action)
    for row in decision.reasons:
        say.say("route_reason", row=row, reason=say.code("reason", row))


def _when(row: Row) -> str:
    return " | ".join(_condition(condition) for condition in row.when)


def _condition(condition: Condition) -> str:
    parts = [f"{name}={'/'.join(sorted(codes))}" for name, codes in condition.fields]
    return ", ".join(parts) or "*"


def _then(row: Row) -> str:
    primary = " else ".join(str(choice.route) for choice in row.primary)
    added = [" else ".join(str(c.route) for c in extra.choices) for extra in row.secondary]
    actions = [str(action) for action in row.actions]
    return "; ".join(filter(None, [primary, *(f"+ {item}" for item in (*added, *actions))]))


def _check_texts(say: Console, texts: Texts) -> bool:
    dutch, english = texts.keys(Language.NL), texts.keys(Language.EN)
    if dutch == english:
        say.say("check_texts", count=len(dutch))
        return True
    say.say("check_texts_missing", keys=", ".join(sorted(dutch ^ english)))
    return False


def _code(kind: type[Code], value: str | None) -> Code | None:
    if not value:
        return None
    if value not in set(kind):
        codes = ", ".join(kind)
        raise SetupError("code_unknown", value=value, kind=kind.__name__, codes=codes)
    return kind(value)
