"""The decision table from its YAML file, refused when a case could fall through."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from actions.adapters.yaml_file import DATA, Where, YamlFile, read_yaml
from actions.domain.codes import Action, Route
from actions.domain.decision_table import (
    ALWAYS_SERVED,
    CODES,
    NO,
    YES,
    Condition,
    DecisionTable,
    DeskChoice,
    Row,
    Secondary,
    Whose,
    gaps,
    unreachable_rows,
)
from actions.domain.errors import DataFileError, Problem

Asked = list[str | bool] | dict[str, list[str | bool]]
When = dict[str, Any]
SHIPPED_TABLE = DATA / "decision_table.yml"


def load_decision_table(path: Path = SHIPPED_TABLE) -> DecisionTable:
    """Read and prove the table: known codes, every row can count, every case finds a desk.

    Raises DataFileError with every fault that was found.
    """
    file = read_yaml(path, "decision_table")
    problems = [*_unknown_codes(file), *_duplicate_rows(file), *_open_ends(file)]
    if problems:
        raise DataFileError(tuple(problems))
    table = DecisionTable(tuple(map(_row, file.value["rows"])))
    problems = [*_unreachable(file, table), *_gaps(file, table)]
    if problems:
        raise DataFileError(tuple(problems))
    return table


def _row(item: dict[str, Any]) -> Row:
    conditions = item["when"] if isinstance(item["when"], list) else [item["when"]]
    return Row(
        id=item["id"],
        when=tuple(_condition({"signal": [YES], **when}) for when in conditions),
        primary=tuple(map(_choice, item.get("primary", []))),
        secondary=tuple(map(_secondary, item.get("secondary", []))),
        actions=tuple(map(Action, item.get("actions", []))),
    )


def _secondary(item: dict[str, Any]) -> Secondary:
    return Secondary(tuple(map(_choice, item["choices"])), _condition(item.get("when", {})))


def _choice(item: dict[str, str]) -> DeskChoice:
    return DeskChoice(Route(item["route"]), Whose(item["whose"]) if "whose" in item else None)


def _condition(when: dict[str, Any]) -> Condition:
    return Condition(tuple((name, _codes(name, asked)) for name, asked in when.items()))


def _codes(name: str, asked: Asked) -> frozenset[str]:
    if isinstance(asked, dict):
        return frozenset(CODES[name]) - frozenset(map(_code, asked["not"]))
    return frozenset(map(_code, asked))


def _code(value: object) -> str:
    # YAML reads a bare yes or no as a truth value.
    return {True: YES, False: NO}[value] if isinstance(value, bool) else str(value)


def _unknown_codes(file: YamlFile) -> Iterator[Problem]:
    for where, when in _conditions(file):
        for name, asked in when.items():
            codes = asked["not"] if isinstance(asked, dict) else asked
            for code in map(_code, codes):
                if code not in CODES[name]:
                    options = ", ".join(CODES[name])
                    yield file.problem("unknown_code", (*where, name), value=code, options=options)


def _conditions(file: YamlFile) -> Iterator[tuple[Where, dict[str, Any]]]:
    for at, row in enumerate(file.value["rows"]):
        if isinstance(row["when"], list):
            yield from (
                (("rows", at, "when", index), when) for index, when in enumerate(row["when"])
            )
        else:
            yield ("rows", at, "when"), row["when"]
        for index, item in enumerate(row.get("secondary", [])):
            yield ("rows", at, "secondary", index, "when"), item.get("when", {})


def _duplicate_rows(file: YamlFile) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, row in enumerate(file.value["rows"]):
        if row["id"] in seen:
            yield file.problem("duplicate_row", ("rows", at, "id"), value=row["id"])
        seen.add(row["id"])


def _open_ends(file: YamlFile) -> Iterator[Problem]:
    for at, row in enumerate(file.value["rows"]):
        ways = [item["choices"] for item in row.get("secondary", [])]
        if row.get("primary") and not _asks_for_an_officer(row["when"]):
            ways.append(row["primary"])
        if any(Route(choices[-1]["route"]) not in ALWAYS_SERVED for choices in ways):
            yield file.problem("no_fallback", ("rows", at), value=row["id"])


def _asks_for_an_officer(when: When | list[When]) -> bool:
    conditions = when if isinstance(when, list) else [when]
    return all(condition.get("reporter_officer") in ([True], [YES]) for condition in conditions)


def _unreachable(file: YamlFile, table: DecisionTable) -> Iterator[Problem]:
    positions = {row.id: at for at, row in enumerate(table.rows)}
    for row_id in unreachable_rows(table):
        yield file.problem("unreachable_row", ("rows", positions[row_id]), value=row_id)


def _gaps(file: YamlFile, table: DecisionTable) -> Iterator[Problem]:
    # One example tells the reader enough; the rest are the same hole.
    for case in gaps(table):
        told = ", ".join(f"{name}={code}" for name, code in case.items())
        yield file.problem("gap", ("rows",), value=told)
        return
