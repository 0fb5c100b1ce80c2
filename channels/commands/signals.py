"""`signals` and `token`: what waits at a desk, and the key that opens it for a program."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from actions.config import Settings
from actions.domain.commands import InboxFilters
from actions.domain.directory import Directory
from channels.commands.context import console, one_clear_line, services, settings
from channels.crypto import load_or_create
from channels.identity import TOKEN_TERM, OfficerClaim, Tokens
from channels.officers import officer_of
from channels.setup_steps import SetupError
from channels.wiring import KEY_FILE

DESK_HELP = "Key of a desk in the directory, as `nietpluis check` lists them"


def signals(
    desk: Annotated[str, typer.Option(help=DESK_HELP)],
    everything: Annotated[bool, typer.Option("--all", help="Closed ones too")] = False,
) -> None:
    """List what waits at a desk, most urgent first; nothing that anybody typed."""
    say = console()
    with one_clear_line(say):
        wired = services()
        check_desk(desk, wired.directory())
        claim = OfficerClaim(f"cli:{desk}", (desk,), wired.now())
        officer = officer_of(claim, wired.directory())
        rows = wired.inbox(officer, InboxFilters(open_only=not everything))
        for row in rows:
            late = " !" if row.overdue else ""
            received = row.created_at.astimezone().strftime("%Y-%m-%d %H:%M")
            place = row.municipality or "-"
            say.show(
                f"{row.reference}  {row.urgency:<7} {row.exploitation_form:<13} "
                f"{row.status:<11} {place:<16} {received}{late}"
            )
        if not rows:
            say.say("no_signals")


def token(
    desk: Annotated[list[str] | None, typer.Option(help=DESK_HELP)] = None,
    name: Annotated[str, typer.Option(help="Functional name for the audit trail")] = "",
    days: Annotated[int, typer.Option(min=1, max=365, help="Term in days")] = TOKEN_TERM.days,
) -> None:
    """Print a bearer token for the signals of these desks; without a desk for the conversation."""
    say = console()
    desks = tuple(desk or ())
    if not desks and not name:
        raise typer.BadParameter("--desk, or --name for a program that only talks")
    with one_clear_line(say):
        directory = services().directory()
        for key in desks:
            check_desk(key, directory)
        expires_at = datetime.now(UTC) + timedelta(days=days)
        claim = OfficerClaim(name or f"desk:{desks[0]}", desks, expires_at)
        say.show(tokens(settings()).issue(claim))


def tokens(chosen: Settings) -> Tokens:
    """The tokens of this installation."""
    return Tokens(load_or_create(chosen.var_dir / KEY_FILE).derive("officer tokens"))


def check_desk(key: str, directory: Directory) -> None:
    """Raises SetupError for what is neither a desk of the directory nor the deputy of one."""
    if directory.desk(key) is None and directory.deputised(key) is None:
        raise SetupError("desk_unknown", desk=key, desks=", ".join(sorted(directory.desks)))
