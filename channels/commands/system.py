"""`run`, `setup` and `chat`: the product as a whole on this machine."""

import asyncio
import os
import secrets
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Annotated

import httpx
import typer

from actions.config import Settings
from channels import system
from channels.commands.context import console, one_clear_line, settings
from channels.commands.signals import tokens
from channels.console import Console
from channels.directory_watch import beside, tell_edit
from channels.identity import OfficerClaim
from channels.setup_plan import set_up
from channels.setup_steps import SetupError
from channels.sign_in.open_doors import refuse_open_doors
from channels.sign_in.read_file import read_sign_in
from channels.supervisor import Supervisor, taken_ports
from channels.teams.who import load_people
from channels.terminal_chat import TerminalChat

ANSWER_SECONDS = 60.0


def setup() -> None:
    """Make what is missing or stale: the bot's environment, the Rasa model, the index."""
    say = console()
    with one_clear_line(say):
        made = set_up(settings(), os.environ, say.say)
        say.say("setup_done" if made else "setup_nothing")


def run(
    no_setup: Annotated[
        bool, typer.Option("--no-setup", help="Start what is there, make nothing")
    ] = False,
) -> None:
    """Set up what is stale, then run Rasa, action server, relay and gateway until Ctrl-C."""
    say = console()
    with one_clear_line(say):
        chosen = settings()
        refuse_open_doors(chosen)
        _refuse_wrong_people(chosen)
        for port in taken_ports(system.ports(chosen)):
            raise SetupError("port_taken", port=port.number, setting=port.setting)
        if not no_setup:
            set_up(chosen, os.environ, say.say)
        raise typer.Exit(asyncio.run(_run(chosen, say)))


def _refuse_wrong_people(chosen: Settings) -> None:
    """Who may come in is read before anything starts, so that a fault is told in one line."""
    from actions.rulebook import load_directory

    directory = load_directory(chosen.directory_dir, datetime.now(UTC).date())
    read_sign_in(chosen, directory)
    if chosen.teams is not None:
        load_people(chosen.teams.people_file, directory)


async def _run(chosen: Settings, say: Console) -> int:
    from actions.rulebook import watched_directory  # reads all data of the rules

    look = watched_directory(
        chosen.directory_dir, lambda: datetime.now(UTC), partial(tell_edit, say.say)
    )
    say.say("starting")
    children = system.children(chosen, os.environ, time.time())
    supervisor = Supervisor(children, chosen.var_dir / "log", say.say)
    return await beside(look, asyncio.ensure_future(supervisor.run()))


def chat(
    role: Annotated[str, typer.Option(help="Your role, such as counter")] = "",
    municipality: Annotated[str, typer.Option(help="Your municipality")] = "",
    language: Annotated[str, typer.Option(help="nl or en")] = "",
) -> None:
    """Talk with the running system in this terminal; buttons are numbers."""
    say = console()
    with one_clear_line(say):
        chosen = settings()
        address = f"http://{chosen.gateway_host}:{chosen.gateway_port}"
        given = {"role": role, "municipality": municipality, "language": language}
        metadata = {key: value for key, value in given.items() if value}
        with httpx.Client(
            base_url=address,
            headers=_as_program(chosen),
            timeout=ANSWER_SECONDS,
            trust_env=False,
        ) as http:
            talk = TerminalChat(http, say, secrets.token_hex(8), metadata)
            if not talk.is_running():
                raise SetupError("not_running", address=address)
            talk.run(input)


def _as_program(chosen: Settings) -> dict[str, str]:
    """Where people sign in, this terminal talks under a token for a day's talk."""
    if chosen.sign_in_file is None:
        return {}
    expires_at = datetime.now(UTC) + timedelta(hours=8)
    token = tokens(chosen).issue(OfficerClaim("cli:chat", (), expires_at))
    return {"authorization": f"Bearer {token}"}
