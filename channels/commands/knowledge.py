"""`ingest` and `search`: the knowledge base from the command line (contract 4)."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from channels.api.mapping import hit_json
from channels.commands.context import console, one_clear_line, settings
from channels.console import Console

STEPS = {"index": "indexing", "train": "training"}
"""What the steps of an ingestion are called in the texts; all others are names of files."""


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders")],
    self_train: Annotated[
        bool, typer.Option("--self-train", help="Learn from the documents too; takes minutes")
    ] = False,
) -> None:
    """Take in documents (.txt .md .pdf .docx .html); the same name replaces, and what has left
    a folder that you name leaves the knowledge base."""
    say = console()
    with one_clear_line(say):
        from knowledge.ingest import ingest as take_in  # heavy: reads word tables

        for path in paths:
            if not path.exists():
                say.say("no_such_file", path=path)
                raise typer.Exit(1)
        with _bar(say) as progress:
            index = settings().var_dir / "index"
            report = take_in(paths, index, progress=progress, self_train=self_train)
        say.say(
            "ingested",
            added=len(report.added),
            replaced=len(report.replaced),
            unchanged=len(report.unchanged),
            passages=report.passages,
        )
        for name in report.removed:
            say.say("document_gone", name=name)
        for fault in report.faults:
            say.say(f"file_fault_{fault.code}", name=fault.name)
        raise typer.Exit(1 if report.faults else 0)


@contextmanager
def _bar(say: Console) -> Iterator[Callable[[str, int, int], None]]:
    """A bar on the terminal that follows an ingestion; nothing where nobody is looking."""
    from rich.console import Console as Terminal
    from rich.progress import Progress

    terminal = Terminal(stderr=True)
    with Progress(console=terminal, transient=True, disable=not terminal.is_terminal) as bar:
        task = bar.add_task(say.text("reading").strip())

        def follow(step: str, done: int, of: int) -> None:
            text = say.text(STEPS[step]).strip() if step in STEPS else step
            bar.update(task, description=text, completed=done, total=max(of, 1))

        yield follow


def search(
    question: str,
    k: Annotated[int, typer.Option("-k", min=1, max=50, help="How many passages at most")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="As the API answers")] = False,
) -> None:
    """Find the passages that fit a question best."""
    say = console()
    with one_clear_line(say):
        from knowledge.retrieval import open_retriever  # heavy: reads the index

        hits = open_retriever(settings().var_dir / "index").search(question, k)
        if as_json:
            results = [hit_json(hit).model_dump() for hit in hits]
            say.show(json.dumps({"results": results}, ensure_ascii=False, indent=2))
            return
        for hit in hits:
            page = f", p. {hit.page}" if hit.page else ""
            say.show(f"{hit.rank}. [{hit.score:.3f}] {hit.title}: {hit.section}{page}")
            say.show(f"   {hit.text}\n")
