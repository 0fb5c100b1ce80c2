"""`ingest` and `search`: the knowledge base from the command line (contract 4)."""

import json
from pathlib import Path
from typing import Annotated

import typer

from channels.api.mapping import hit_json
from channels.commands.context import console, one_clear_line, settings


def ingest(paths: Annotated[list[Path], typer.Argument(help="Files or folders")]) -> None:
    """Take in documents (.txt .md .pdf .docx .html); the same name replaces."""
    say = console()
    with one_clear_line(say):
        from knowledge.ingest import ingest as take_in  # heavy: loads torch

        for path in paths:
            if not path.exists():
                say.say("no_such_file", path=path)
                raise typer.Exit(1)
        report = take_in(paths, settings().var_dir / "index")
        say.say(
            "ingested",
            added=len(report.added),
            replaced=len(report.replaced),
            unchanged=len(report.unchanged),
            passages=report.passages,
        )
        for fault in report.faults:
            say.say("file_fault", name=fault.name, code=fault.code)
        raise typer.Exit(1 if report.faults else 0)


def search(
    question: str,
    k: Annotated[int, typer.Option("-k", min=1, max=50, help="How many passages at most")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="As the API answers")] = False,
) -> None:
    """Find the passages that fit a question best."""
    say = console()
    with one_clear_line(say):
        from knowledge.retrieval import open_retriever  # heavy: loads torch

        hits = open_retriever(settings().var_dir / "index").search(question, k)
        if as_json:
            results = [hit_json(hit).model_dump() for hit in hits]
            say.show(json.dumps({"results": results}, ensure_ascii=False, indent=2))
            return
        for hit in hits:
            page = f", p. {hit.page}" if hit.page else ""
            say.show(f"{hit.rank}. [{hit.score:.3f}] {hit.title}: {hit.section}{page}")
            say.show(f"   {hit.text}\n")
