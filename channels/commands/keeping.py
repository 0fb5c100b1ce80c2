"""`notices`, `retention`, `rotate-keys`: what was given up, what must go, which key."""

from datetime import datetime
from typing import Annotated

import typer

from actions.config import Settings
from actions.service_layer.services import Services
from channels import kept_text
from channels.commands.context import console, one_clear_line, services, settings
from channels.console import Console
from channels.setup_steps import SetupError

ALL = "all"
WHOLE_REASONS = {
    "no_address": "why_no_address",
    "signal_erased": "why_gone",
    "target_not_configured": "why_off",
}
KEY_REFUSED = frozenset({401, 403, 530, 535})  # the last two are SMTP's
NOTHING_THERE = frozenset({404, 410})
BUSY = frozenset({408, 425, 429})


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
                why=say.text(why(parked.last_error or "")),
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
        _uncertain(say, chosen, now, dry_run)
        _list(say, wired, chosen.retention_days)
        if not dry_run:
            say.say("retention_done", count=len(wired.purge_expired(now)))


def rotate_keys() -> None:
    """Bring every signal under the current master key of the key file."""
    say = console()
    with one_clear_line(say):
        say.say("keys_rotated", count=services().rotate_keys())


def why(reason: str) -> str:
    """The key of the words for a failure such as `zgw 403`; the codes themselves stay beside it."""
    if reason in WHOLE_REASONS:
        return WHOLE_REASONS[reason]
    way, _, rest = reason.partition(" ")
    if way == "file":
        return "why_disk"
    code = rest.split(" ")[0]
    if not code.isdecimal():
        return "why_away" if rest else "why_other"
    return _why_status(int(code), by_mail=way == "smtp")


def _why_status(status: int, *, by_mail: bool) -> str:
    if status in KEY_REFUSED:
        return "why_key"
    if status in NOTHING_THERE:
        return "why_address"
    # A mail server says 4xx for now and 5xx for good; a web server the other way round.
    refused = status >= 500 if by_mail else 400 <= status < 500 and status not in BUSY
    return "why_content" if refused else "why_away"


def _again(wired: Services, which: str) -> int:
    if which == ALL:
        return sum(wired.retry_parked(parked.id) for parked in wired.parked())
    if not which.isdecimal() or not wired.retry_parked(int(which)):
        raise SetupError("notice_unknown", id=which)
    return 1


def _uncertain(say: Console, chosen: Settings, now: datetime, dry_run: bool) -> None:
    """Masked messages past their term, where any are kept."""
    clear = kept_text.uncertain_overdue if dry_run else kept_text.destroy_uncertain
    count = clear(chosen.var_dir, now)
    if count is not None:
        say.say("retention_uncertain", days=chosen.collect_days, count=count)


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
