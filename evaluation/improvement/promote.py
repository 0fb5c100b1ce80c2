"""`nietpluis compare` and `nietpluis promote`: a candidate serves only where it is not worse."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Annotated

import typer

from channels.commands.context import console, one_clear_line, settings
from channels.commands.models import By, switch, user
from channels.console import Console
from channels.models.errors import NoneWaitsError
from channels.models.lifecycle import State
from channels.models.shelf import Shelf, open_shelf
from evaluation.improvement.comparing import Comparison, check_ready
from evaluation.improvement.comparing import compare as compare_models
from evaluation.improvement.measuring import outcomes
from evaluation.improvement.paired import Pairing

SHOWN = 8
"""Cases named on the terminal; the file has all."""


def compare(
    model: Annotated[str, typer.Argument(help="The candidate; the newest by default")] = "",
    quick: Annotated[
        bool, typer.Option("--quick", help="Without conversations: a look, not a judgement")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print it for a program")] = False,
    by: By = "",
) -> None:
    """Measure a candidate against the deployed model on every gate, case by case."""
    say = console()
    with one_clear_line(say):
        shelf = open_shelf(settings().var_dir)
        name = model or newest(shelf, (State.CANDIDATE, State.TESTING, State.READY))
        follow = (lambda gate: None) if as_json else partial(_follow, say)
        found = compare_models(
            shelf,
            name,
            lambda file: outcomes(file, quick, follow),
            quick,
            by or user(),
            lambda: datetime.now(UTC),
        )
        if as_json:
            whole = found.as_json(datetime.now(UTC), {})
            say.show(json.dumps(whole, ensure_ascii=False, indent=2))
        else:
            show(say, found)
        raise typer.Exit(1 if found.refusals else 0)


def promote(
    model: Annotated[str, typer.Argument(help="The model; the newest that is ready")] = "",
    why: Annotated[str, typer.Option("--why", help="Reason, for the register")] = "",
    by: By = "",
) -> None:
    """Let a model that is not worse take over; a running system swaps at once."""
    say = console()
    with one_clear_line(say):
        shelf = open_shelf(settings().var_dir)
        name = model or newest(shelf, (State.READY, State.FAILED, State.TESTING, State.CANDIDATE))
        check_ready(shelf, name)
        switch(say, shelf, name, by, why or "not worse on any gate")


def newest(shelf: Shelf, states: Sequence[State]) -> str:
    """The newest model in the first of these states that has one; raises NoneWaitsError."""
    found = list(shelf.register.models().values())
    for state in states:
        names = [model.id for model in found if model.state is state]
        if names:
            return names[-1]
    raise NoneWaitsError


def show(say: Console, found: Comparison) -> None:
    """The gates as lines, then the judgement with its reasons."""
    say.say("compare_head", candidate=found.candidate, deployed=found.deployed)
    for one in found.pairings:
        say.show(_line(one))
    for one in found.pairings:
        if one.wins or one.losses:
            say.say(
                "compare_cases", gate=one.gate, wins=_named(one.wins), losses=_named(one.losses)
            )
    for refusal in found.refusals:
        say.say(refusal.key, gate=refusal.gate, cases=_named(refusal.cases))
    if found.quick:
        say.say("compare_quick", model=found.candidate)
    elif not found.refusals:
        say.say("compare_ready", model=found.candidate)


def _follow(say: Console, gate: str) -> None:
    say.say("compare_done", gate=gate)


def _line(one: Pairing) -> str:
    low, high = one.difference["low"], one.difference["high"]
    value = one.candidate - one.deployed
    return (
        f"{one.gate:<18}{one.cases:>5}{one.deployed:>9.3f}{one.candidate:>9.3f}"
        f"{value:>+9.3f} [{low:+.3f}, {high:+.3f}]"
        f"{len(one.wins):>5}{len(one.losses):>5}{one.p:>8.3f}{len(one.newly_grave):>5}"
    )


def _named(cases: Sequence[str]) -> str:
    more = f" +{len(cases) - SHOWN}" if len(cases) > SHOWN else ""
    return (", ".join(cases[:SHOWN]) or "-") + more
