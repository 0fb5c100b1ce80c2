"""`report`: a year's numbers for evaluating the route, as PDF or CSV."""

from pathlib import Path
from typing import Annotated

import typer

from actions.domain.codes import Language
from channels.commands.context import console, one_clear_line, services
from channels.texts import load_texts


def report(
    out: Annotated[Path, typer.Option("--out", help="The file to write: .pdf or .csv")],
    year: Annotated[int | None, typer.Option(help="Calendar year; this one by default")] = None,
    language: Annotated[Language, typer.Option(help="Language of the report")] = Language.NL,
) -> None:
    """Write the annual report; no number in it is under five."""
    from channels.monitor.figures import Names
    from channels.monitor.files import report_csv, report_pdf

    say = console()
    with one_clear_line(say):
        wired = services()
        names = Names(load_texts(), language, wired.directory())
        write = report_csv if out.suffix == ".csv" else report_pdf
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(write(wired.monitor(year), names))
        say.say("report_made", file=out)
