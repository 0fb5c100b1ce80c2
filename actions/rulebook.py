"""The rules as data, for doors that show or check them: no store is opened, nothing is kept."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from actions.adapters.decision_table_file import load_decision_table
from actions.adapters.directory_file import (
    ReloadingDirectory,
    Tell,
    expired_numbers,
    load_directory,
)
from actions.adapters.indicator_file import load_indicators
from actions.adapters.indicator_model import stale
from actions.adapters.organisations_file import load_organisations
from actions.adapters.signal_schema import signal_faults, signal_schema
from actions.adapters.texts import SHIPPED as TEXTS
from actions.adapters.yaml_file import DATA, make_problem, read_yaml
from actions.domain.codes import Language
from actions.domain.decision_table import DecisionTable
from actions.domain.errors import DataFileError, Problem

__all__ = [
    "Checked",
    "check_data",
    "load_decision_table",
    "load_directory",
    "load_indicators",
    "load_organisations",
    "signal_faults",
    "signal_schema",
    "watched_directory",
]


@dataclass(frozen=True, slots=True)
class Checked:
    """One kind of data: how many things are in it, by name, and what is wrong with it."""

    subject: str
    counts: Mapping[str, int]
    problems: tuple[Problem, ...] = ()


def check_data(directory: Path, today: date) -> tuple[Checked, ...]:
    """Read every file that decides or explains, and tell all faults of all of them."""
    return (
        _checked("directory", lambda: _directory(directory, today)),
        _checked("table", lambda: ({"rows": len(load_decision_table().rows)}, ())),
        _checked("indicators", _indicators),
        _checked("organisations", lambda: ({"organisations": len(load_organisations())}, ())),
        _checked("sectors", _sectors),
        _checked("texts", _texts),
    )


def watched_directory(folder: Path, now: Callable[[], datetime], tell: Tell) -> Callable[[], None]:
    """Looks at the directory's files whenever it is called; `tell` hears of every edit.

    Raises DataFileError, with every fault, where the directory cannot be used now.
    """
    directory = ReloadingDirectory(folder, tell)

    def look() -> None:
        directory.current(now())

    look()
    return look


Found = tuple[dict[str, int], tuple[Problem, ...]]


def _checked(subject: str, read: Callable[[], Found]) -> Checked:
    try:
        return Checked(subject, *read())
    except DataFileError as error:
        return Checked(subject, {}, error.problems)


def _directory(folder: Path, today: date) -> Found:
    found = load_directory(folder, today)
    counts = {"towns": len(found.municipalities), "desks": len(found.desks)}
    return counts, expired_numbers(folder, today)


def _indicators() -> Found:
    catalogue = load_indicators()
    entries = catalogue.entries.values()
    reviewed = sum(entry.reviewed for entry in entries)
    return {"signals": len(entries), "outside": len(entries) - reviewed}, stale(catalogue)


def _sectors() -> Found:
    return {"sectors": len(read_yaml(DATA / "sectors.yml", "sectors").value["sectors"])}, ()


def _texts() -> Found:
    files = sorted(path.name for path in (TEXTS / Language.NL.value).glob("*.yml"))
    problems = [problem for name in files for problem in _one_sided(name)]
    problems += _unexplained(load_decision_table())
    return {"files": len(files)}, tuple(problems)


def _one_sided(name: str) -> Iterator[Problem]:
    keys = {language: _keys(_read(language, name)) for language in Language}
    for language, other in ((Language.NL, Language.EN), (Language.EN, Language.NL)):
        for key in sorted(keys[other] - keys[language]):
            yield _problem("required", language, name, name=key)


def _unexplained(table: DecisionTable) -> Iterator[Problem]:
    rows = {row.id for row in table.rows}
    for language in Language:
        sentences = set(_read(language, "reasons.yml"))
        for row in sorted(rows - sentences):
            yield _problem("unexplained_row", language, "reasons.yml", value=row)
        for key in sorted(sentences - rows):
            yield _problem("idle_sentence", language, "reasons.yml", value=key)


def _problem(code: str, language: Language, file: str, **values: object) -> Problem:
    path = Path(language.value) / file
    return make_problem(code, path, 1, {"where": path, **values})


def _read(language: Language, name: str) -> dict[str, Any]:
    path = TEXTS / language.value / name
    if not path.exists():
        return {}
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def _keys(texts: Mapping[str, Any], above: str = "") -> set[str]:
    found: set[str] = set()
    for key, value in texts.items():
        found |= _keys(value, f"{above}{key}.") if isinstance(value, Mapping) else {f"{above}{key}"}
    return found
