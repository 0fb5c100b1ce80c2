# ruff: noqa: E501 - one case a line reads best
"""The table's file: what ships is whole, and a table with a fault is refused with its line."""

from pathlib import Path

import pytest
import yaml

from actions.adapters.decision_table_file import SHIPPED_TABLE, load_decision_table
from actions.domain.errors import DataFileError

TEXT = SHIPPED_TABLE.read_text(encoding="utf-8")
TEXTS = SHIPPED_TABLE.parent.parent / "texts"


def test_the_shipped_table_has_the_rows_of_the_contract_in_order() -> None:
    ids = [row.id for row in load_decision_table().rows]
    assert ids == [*"1 2 3 3b 3c 4 5 6 7 8".split(), *"abcdefgh"]  # noqa: SIM905


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_row_has_a_sentence_for_people(language: str) -> None:
    texts = yaml.safe_load((TEXTS / language / "reasons.yml").read_text(encoding="utf-8"))
    assert list(texts) == [row.id for row in load_decision_table().rows]
    sentences = [part for text in texts.values() for part in text.split(". ")]
    assert max(len(sentence.split()) for sentence in sentences) <= 20


FAULTS = [
    ("concern: [smuggling]", "concern: [smugling]", "unknown_code", "smugling"),
    ("concern: [smuggling]", "concerns: [smuggling]", "additional", "concerns"),
    ('id: "3"', 'id: "2"', "duplicate_row", "2"),
    ("disclosure: {not: [anonymous]}", "disclosure: [named]", "gap", "role=resident"),
    ("when: {role: [unknown]}", "when: {role: [resident]}", "unreachable_row", "8"),
    ("when: {age: [minor], form", "when: {concern: [fraud], form", "unreachable_row", "a"),
    ("primary: [{route: police}]", "primary: [{route: sheriff}]", "choice", "sheriff"),
    ("          - {route: care_safety_house}\n      - when: {role: [y", "      - when: {role: [y", "no_fallback", "1"),
    ("actions: [call_112]", "actions: [call_911]", "choice", "call_911"),
    ("when: {signal: [no]}", "when: {signal: []}", "empty", "signal"),
    ("rows:", "rows: [", "unreadable", "YAML"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "message"), FAULTS)
def test_a_fault_is_refused(tmp_path: Path, old: str, new: str, code: str, message: str) -> None:
    path = tmp_path / "table.yml"
    assert old in TEXT
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFileError) as refused:
        load_decision_table(path)
    problem = next(found for found in refused.value.problems if found.code == code)
    assert message in problem.message
    assert problem.mend
    assert problem.file == "table.yml"
    assert str(problem).startswith(f"table.yml:{problem.line}: ")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="ontbreekt"):
        load_decision_table(tmp_path / "none.yml")
