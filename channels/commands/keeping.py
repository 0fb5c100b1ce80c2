"""`notices`, `retention`, `rotate-keys`: what was given up, what must go, which key."""

from datetime import datetime
from typing import Annotated

import typer

from actions.service_layer.services import Services
from channels import kept_text
from channels.commands.context import console, one_clear_line, services, settings
from channels.console import Console
from channels.setup_steps import SetupError

ALL = "all"


def notices(
    again: Annotated[str, typer.Option(help="Number of a notice, or all: try again")] = "",
) -> None:
    """List notices that were given up, and why; send one or all of them again."""
    say = console()
    with one_clear_line(say):
        wired = services()
        if again:
            say.say("notices_again", count=_again(wired, again))
            return
        waiting = wired.parked()
        if not waiting:
            say.say("notices_none")
            return
        say.say("notices_parked", count=len(waiting))
        for parked in waiting:
            say.say(
                "notice_line",
                id=parked.id,
                kind=parked.kind,
                desk=parked.desk,
                target=parked.target,
                attempts=parked.attempts,
                reason=parked.last_error or "-",
            )


def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go")] = False,
) -> None:
    """Destroy the content of signals past their term, and text of conversations past their day."""
    say = console()
    with one_clear_line(say):
        chosen, wired = settings(), services()
        now = wired.now()
        clear = kept_text.overdue if dry_run else kept_text.destroy_overdue
        say.say("retention_talk", count=clear(chosen.var_dir, now))
        _list(say, wired, chosen.retention_days)
        if not dry_run:
            say.say("retention_done", count=len(wired.purge_expired(now)))


def rotate_keys() -> None:
    """Bring every signal under the current master key of the key file."""
    say = console()
    with one_clear_line(say):
        say.say("keys_rotated", count=services().rotate_keys())


def _again(wired: Services, which: str) -> int:
    if which == ALL:
        return sum(wired.retry_parked(parked.id) for parked in wired.parked())
    if not which.isdecimal() or not wired.retry_parked(int(which)):
        raise SetupError("notice_unknown", id=which)
    return 1


def _list(say: Console, wired: Services, days: int) -> None:
    found = wired.expiring()
    if not found:
        say.say("retention_none")
        return
    say.say("retention_would", count=len(found), days=days)
    for signal in found:
        closed = _day(signal.closed_at) if signal.closed_at else say.text("retention_open")
        say.say(
            "retention_line",
            id=signal.signal_id,
            desk=signal.desk or "-",
            received=_day(signal.received_at),
            closed=closed,
        )


def _day(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d")
