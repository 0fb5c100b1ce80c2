"""`check` and `schema`: the rules that decide, made visible and held against themselves."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from actions.domain.codes import Language
from channels.commands.context import console, one_clear_line, settings
from channels.commands.table_words import TableWords, table_lines
from channels.console import Console
from channels.texts import Texts, load_texts


def check() -> None:
    """Check all data that decides or explains, and print the decision table in words."""
    from actions.rulebook import check_data, load_decision_table  # heavy: reads all data

    say, texts = console(), load_texts()
    with one_clear_line(say):
        faults = 0
        for checked in check_data(settings().directory_dir, datetime.now(UTC).date()):
            if checked.counts:
                say.say(f"check_{checked.subject}", **checked.counts)
            for problem in checked.problems:
                say.say("check_fault", problem=problem)
            faults += len(checked.problems)
        faults += not _check_texts(say, texts)
        if faults:
            say.say("check_bad", count=faults)
            raise typer.Exit(1)
        say.say("check_rows")
        words = TableWords(texts, say.language)
        for line in table_lines(load_decision_table().rows, words):
            say.show(line)
        say.say("check_good")


def schema(
    signal: Annotated[
        Path | None, typer.Option("--check", help="A signal as JSON, held against the schema")
    ] = None,
) -> None:
    """Print the JSON Schema of a signal, or say which fields of a signal do not fit it."""
    from actions.rulebook import signal_faults, signal_schema

    say = console()
    if signal is None:
        say.show(json.dumps(signal_schema(), ensure_ascii=False, indent=2))
        return
    document = _document(say, signal)
    faults = signal_faults(document)
    for fault in faults:
        say.show(fault)
    say.say("schema_bad" if faults else "schema_good", count=len(faults))
    raise typer.Exit(1 if faults else 0)


def _document(say: Console, file: Path) -> dict[str, object]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValueError):
        found = None
    if not isinstance(found, dict):
        say.say("schema_unreadable", path=file)
        raise typer.Exit(1)
    return found


def _check_texts(say: Console, texts: Texts) -> bool:
    dutch, english = texts.keys(Language.NL), texts.keys(Language.EN)
    if dutch == english:
        say.say("check_sentences", count=len(dutch))
        return True
    say.say("check_texts_missing", keys=", ".join(sorted(dutch ^ english)))
    return False
