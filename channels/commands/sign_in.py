"""`check-sign-in` and `sign-ins`: is the sign-in file right, and who came in."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from channels.commands.context import console, one_clear_line, services, settings
from channels.kept_text import DOORS_FILE
from channels.sign_in.open_doors import refuse_open_doors
from channels.sign_in.person import RefusedError
from channels.sign_in.provider import Provider
from channels.sign_in.read_file import read_sign_in
from channels.sign_in.service import BACK, SIGNED_OUT
from channels.sign_in.store import audit_lines


def check_sign_in() -> None:
    """Check the sign-in file against the directory, and ask the provider who it is."""
    say = console()
    with one_clear_line(say):
        chosen = settings()
        refuse_open_doors(chosen)
        found = read_sign_in(chosen, services().directory())
        if found is None:
            say.say("sign_in_none")
            return
        say.say("sign_in_rules", count=len(found.rules))
        for path in (BACK, SIGNED_OUT, "/aanmelden/uitgelogd"):
            say.show(f"  {chosen.public_url}{path}")
        provider = Provider(
            found.provider, found.secret, f"{chosen.public_url}{BACK}", lambda: datetime.now(UTC)
        )
        try:
            keys = asyncio.run(provider.check())
        except RefusedError as error:
            say.say("sign_in_unreachable", address=found.provider.address, reason=error.reason)
            raise typer.Exit(1) from None
        say.say("sign_in_good", address=found.provider.address, keys=keys)


def sign_ins(
    days: Annotated[int, typer.Option(min=1, max=180, help="How many days back")] = 7,
) -> None:
    """List who signed in, was refused or signed out, by account key; no names."""
    say = console()
    with one_clear_line(say):
        file = settings().var_dir / DOORS_FILE
        since = datetime.now(UTC) - timedelta(days=days)
        with sqlite3.connect(file) as database:
            lines = audit_lines(database, since)
        for at, event, who, detail in lines:
            say.show(f"{at.astimezone():%Y-%m-%d %H:%M}  {event:<17} {who or '-':<40} {detail}")
        if not lines:
            say.say("sign_in_nobody")
