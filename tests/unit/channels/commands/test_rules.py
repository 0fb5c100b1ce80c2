"""A policy officer reads the table in words, and hears of every fault in the data."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from actions.adapters.directory_file import SHIPPED_DIRECTORY
from channels.cli import app


def run(*words: str, folder: Path, directory: Path = SHIPPED_DIRECTORY) -> Result:
    environ = {
        "LANG": "nl_NL.UTF-8",
        "LC_ALL": "nl_NL.UTF-8",
        "NIETPLUIS_VAR_DIR": str(folder / "var"),
        "NIETPLUIS_DIRECTORY_DIR": str(directory),
    }
    return CliRunner().invoke(app, list(words), env=environ)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED_DIRECTORY, tmp_path / "directory"))


def test_the_shipped_data_are_good_and_the_table_is_told_in_words(tmp_path: Path) -> None:
    result = run("check", folder=tmp_path)
    assert result.exit_code == 0
    lines = result.output.splitlines()
    at = lines.index("Rij 6   als    rol van de melder: inwoner; naam delen: anoniem")
    assert lines[at + 1] == "        eerst  Meld Misdaad Anoniem"
    assert lines[-1] == "Alles klopt."
    table = "\n".join(line for line in lines if line.startswith(("Rij", "   ")))
    assert "_" not in table
    assert "=" not in table


def test_a_number_that_nobody_checked_in_time_is_a_fault(tmp_path: Path, copied: Path) -> None:
    nation = copied / "nation.yml"
    text = nation.read_text(encoding="utf-8").replace("expires: 2028-06-30", "expires: 2024-06-30")
    nation.write_text(text, encoding="utf-8")
    result = run("check", folder=tmp_path, directory=copied)
    assert result.exit_code == 1
    assert "FOUT nation.yml:26:" in result.output
    assert "2024-06-30" in result.output
    assert "Beslistabel. De eerste" not in result.output


def test_every_fault_of_a_broken_directory_is_told(tmp_path: Path, copied: Path) -> None:
    for name in ("veendam.yml", "pekela.yml"):
        (copied / name).write_text("key: x", encoding="utf-8")
    result = run("check", folder=tmp_path, directory=copied)
    assert result.exit_code == 1
    assert {line.split(":")[0] for line in result.output.splitlines() if "FOUT" in line} == {
        "  FOUT veendam.yml",
        "  FOUT pekela.yml",
    }


def test_the_same_case_is_told_with_the_names_of_its_day(tmp_path: Path) -> None:
    case = ("route", "role=resident", "municipality=veendam", "form=labour")
    then = run(*case, "--on", "2012-05-01", folder=tmp_path).output
    later = run(*case, "--on", "2022-05-01", folder=tmp_path).output
    assert "  Inspectie SZW: " in then
    assert "    Nu: Nederlandse Arbeidsinspectie" in then
    assert "  Regiokorpsen en KLPD: " in then
    assert "  Nederlandse Arbeidsinspectie: " in later
    assert "    Nu: " not in later


def test_an_explanation_says_which_rows_fit_and_on_what_the_others_fail(tmp_path: Path) -> None:
    words = ("route", "role=counter", "municipality=groningen", "form=labour", "--explain")
    output = run(*words, folder=tmp_path).output
    assert "  Rij 4   [bepaalt het eerste loket] rol van de melder: balie" in output
    assert "  Rij 1   spoed: gewoon ≠ acuut" in output


@pytest.mark.parametrize(("word", "expected"), [("SIOD", 0), ("Nergens", 1)])
def test_a_name_is_looked_up_or_said_to_be_unknown(
    tmp_path: Path, word: str, expected: int
) -> None:
    assert run("names", word, folder=tmp_path).exit_code == expected


def test_the_schema_is_printed_and_a_document_is_held_against_it(tmp_path: Path) -> None:
    printed = json.loads(run("schema", folder=tmp_path).output)
    assert printed["properties"]["schema"] == {"const": "nietpluis.signal/1"}
    file = tmp_path / "signal.json"
    file.write_text('{"schema": "nietpluis.signal/1"}', encoding="utf-8")
    result = run("schema", "--check", str(file), folder=tmp_path)
    assert result.exit_code == 1
    assert "urgency: is missing" in result.output
    file.write_text("geen json", encoding="utf-8")
    assert run("schema", "--check", str(file), folder=tmp_path).exit_code == 1
