"""`teams-package`: the app package for the administrator of a Microsoft 365 tenant."""

from pathlib import Path
from typing import Annotated

import typer

from actions.config import SettingsError
from channels.commands.context import console, one_clear_line, settings
from channels.teams.package import Publisher, check, manifest, package
from channels.texts import load_texts


def teams_package(
    out: Annotated[Path, typer.Option("--out", help="The zip file to write")],
    organisation: Annotated[str, typer.Option(help="Name of who offers the app, at most 32")],
    version: Annotated[str, typer.Option(help="Version; raise it with every upload")] = "1.0.0",
    privacy: Annotated[str | None, typer.Option(help="Address of the privacy statement")] = None,
    terms: Annotated[str | None, typer.Option(help="Address of the terms of use")] = None,
) -> None:
    """Write the Teams app package of this installation, checked against its schema."""
    say = console()
    with one_clear_line(say):
        chosen = settings()
        if chosen.teams is None:
            raise SettingsError("teams_app_id", None, "the id of the app registration")
        site = chosen.public_url
        texts = load_texts()
        publisher = Publisher(organisation, site, privacy or site, terms or site)
        content = manifest(chosen.teams.app_id, site, publisher, version, texts)
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(package(content, texts))
        say.say("teams_package_made", file=out, app=content["id"])


def check_teams_package(
    file: Annotated[Path, typer.Argument(help="The zip file", exists=True, dir_okay=False)],
) -> None:
    """Say whether a Teams app package is whole, and asks for nothing that it does not need."""
    say = console()
    with one_clear_line(say):
        check(file.read_bytes())
        say.say("teams_package_good", file=file)
