"""`nietpluis evaluate`: every condition in one command, a file and a page a run, and the gate."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer


def evaluate(
    fast: Annotated[bool, typer.Option("--fast", help="What takes three minutes together")] = False,
    only: Annotated[list[str] | None, typer.Option(help="Only this condition; may recur")] = None,
    model: Annotated[Path | None, typer.Option(help="Model; by default the latest")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder of the runs")] = None,
    unseen: Annotated[bool, typer.Option("--unseen", help="Also sets only reported on")] = False,
    gate: Annotated[bool, typer.Option("--gate", help="Fail when a figure fell")] = False,
    record: Annotated[bool, typer.Option("--record", help="Put the figures on record")] = False,
) -> None:
    """Measure everything, write a JSON file and a page, and hold the figures to the record."""
    from channels.console import terminal_language  # heavy imports only when asked for
    from evaluation.evaluating import Asked, CannotEvaluateError, evaluate_all

    asked = Asked(
        only=tuple(only or ()),
        fast=fast,
        unseen=unseen,
        model=model,
        out=out,
        record=record,
        language=str(terminal_language(os.environ)),
    )
    try:
        fell = evaluate_all(asked, lambda: datetime.now(UTC), typer.echo)
    except CannotEvaluateError as error:
        typer.echo(str(error))
        raise typer.Exit(1) from error
    raise typer.Exit(1 if gate and fell else 0)
