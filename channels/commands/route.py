"""`route` and `names`: where a signal would go and why, today or with the names of another day."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, TypeVar

import typer

from actions.domain.codes import (
    AdjacentConcern,
    AgeGroup,
    Disclosure,
    ExploitationForm,
    Role,
    Route,
    Setting,
)
from actions.domain.organisations import OrganisationHistory, Organisations, organisation_of
from actions.domain.routing import RowOutcome, explain
from actions.domain.signal import Facts, RoutedDesk, RoutingDecision
from actions.service_layer.services import Services
from channels.commands.context import console, decision_table, one_clear_line, services
from channels.commands.table_words import TableWords
from channels.console import Console
from channels.setup_steps import SetupError
from channels.texts import load_texts

YES = "yes"
FACT_NAMES = (
    *("role", "municipality", "organisation", "place", "form", "concern", "age", "setting"),
    *("disclosure", "danger", "violence", "disappearing", "unaccompanied", "address"),
    *("help", "question"),
)
Code = TypeVar("Code", bound=StrEnum)
On = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], help="Names as they were on this day"),
]


def route(
    facts: Annotated[list[str], typer.Argument(help="Such as role=counter form=labour danger=yes")],
    explained: Annotated[
        bool, typer.Option("--explain", help="Tell of every row why or why not")
    ] = False,
    on: On = None,
) -> None:
    """Where a signal with these facts would go; nothing is kept."""
    say = console()
    with one_clear_line(say):
        wired, given = services(), read_facts(facts)
        decision = show_route(say, wired, given)
        if on is not None:
            show_names(say, decision, on.date())
        if explained:
            show_reasons(say, wired, given)


def names(
    word: Annotated[str, typer.Argument(help="A name of then or now, such as SIOD")] = "",
    on: On = None,
) -> None:
    """What an organisation was called on a day; without a word, all of them."""
    from actions.rulebook import load_organisations

    say = console()
    with one_clear_line(say):
        organisations = load_organisations()
        day = on.date() if on else datetime.now(UTC).date()
        for found in _asked(organisations, word):
            show_name(say, found, day)


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


def show_route(say: Console, wired: Services, facts: Facts) -> RoutingDecision:
    """Print how soon, to whom, and by which rows."""
    urgency, decision = wired.preview(facts)
    say.say("route_urgency", urgency=say.code("urgency", urgency))
    say.say("route_primary", **_desk(say, wired, decision.primary))
    for desk in decision.secondary:
        say.say("route_secondary", **_desk(say, wired, desk))
    for action in decision.actions:
        say.say("route_action", action=say.code("action", action))
    say.say("route_because")
    for row in decision.reasons:
        say.say("route_reason", row=row, reason=say.code("reason", row))
    return decision


def show_reasons(say: Console, wired: Services, facts: Facts) -> None:
    """Print of every row whether it counted for these facts, and why."""
    urgency, _ = wired.preview(facts)
    words = TableWords(load_texts(), say.language)
    outcomes = explain(facts, urgency, decision_table(wired), wired.directory())
    for key, wanted in (("explain_matched", True), ("explain_missed", False)):
        say.say(key)
        for outcome in outcomes:
            if outcome.matched is wanted:
                say.show(
                    f"  {words.name(outcome.row):<7} {_sign(say, outcome)}{words.why(outcome)}"
                )


def show_names(say: Console, decision: RoutingDecision, day: date) -> None:
    """Print what the organisations of this decision were called on that day."""
    from actions.rulebook import load_organisations

    organisations = load_organisations()
    say.say("names_then", day=day)
    for desk in (decision.primary, *decision.secondary):
        found = organisation_of(organisations, Route(desk.route))
        if found is not None:
            show_name(say, found, day)


def show_name(say: Console, organisation: OrganisationHistory, day: date) -> None:
    """One line: what it was called then, for which task, and where that was read."""
    then = organisation.on(day)
    role = organisation.role.in_language(say.language)
    say.say("name_then", name=then.name, role=role, source=then.source)
    if then.name != organisation.names[-1].name:
        say.say("name_now", name=organisation.names[-1].name)
    if not all(name.certain for name in organisation.names):
        say.say("name_uncertain")


def _asked(organisations: Organisations, word: str) -> Organisations:
    if not word:
        return organisations
    found = organisation_of(organisations, word)
    if found is None:
        raise SetupError("name_unknown", word=word)
    return (found,)


def _desk(say: Console, wired: Services, routed: RoutedDesk) -> dict[str, str]:
    desk = wired.directory().desk(routed.desk)
    name = desk.name.in_language(say.language) if desk else routed.desk
    return {"name": name, "desk": routed.desk}


def _sign(say: Console, outcome: RowOutcome) -> str:
    return f"{say.text('explain_decides').strip()} " if outcome.primary else ""


def _code(kind: type[Code], value: str | None) -> Code | None:
    if not value:
        return None
    if value not in set(kind):
        codes = ", ".join(kind)
        raise SetupError("code_unknown", value=value, kind=kind.__name__, codes=codes)
    return kind(value)
