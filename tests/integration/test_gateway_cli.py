"""The command line on the shipped directory and decision table, in a var folder of its own."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from channels.cli import app


@pytest.fixture
def var_dir(tmp_path: Path) -> Path:
    return tmp_path / "var"


def nietpluis(var_dir: Path, *words: str, **environ: str) -> Result:
    given = {"NIETPLUIS_VAR_DIR": str(var_dir), "LANG": "en_GB.UTF-8", "LC_ALL": "", **environ}
    return CliRunner().invoke(app, list(words), env=given)


def test_check_finds_the_shipped_files_in_order_and_prints_every_row(var_dir: Path) -> None:
    result = nietpluis(var_dir, "check")
    assert result.exit_code == 0
    assert result.stdout.endswith("All is well.\n")
    rows = [line.split()[1] for line in result.stdout.splitlines() if line.startswith("Row ")]
    expected = "1 2 3 3b 3c 4 5 6 7 8 a b c d e f g h"
    assert rows == expected.split()


def test_check_names_file_line_and_remedy_of_a_broken_directory(tmp_path: Path) -> None:
    folder = tmp_path / "directory"
    folder.mkdir()
    (folder / "nation.yml").write_text("desks: 7\n")
    result = nietpluis(tmp_path / "var", "check", NIETPLUIS_DIRECTORY_DIR=str(folder))
    assert result.exit_code == 1
    assert "nation.yml:1:" in result.stdout


def test_route_explains_every_row(var_dir: Path) -> None:
    words = ("role=counter", "municipality=groningen", "form=labour", "age=minor")
    result = nietpluis(var_dir, "route", *words, "--explain")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "Urgency: today"
    desks = [line.rsplit("[", 1)[1].rstrip("]") for line in lines[1:4]]
    assert desks == ["groningen-officer", "veilig-thuis", "labour-inspectorate"]
    decides = [line for line in lines if "[decides the first desk]" in line]
    assert [line.split()[1] for line in decides] == ["4"]


@pytest.mark.parametrize("word", ["role=cook", "colour=red"])
def test_route_refuses_a_word_that_it_does_not_know(var_dir: Path, word: str) -> None:
    result = nietpluis(var_dir, "route", word)
    assert result.exit_code == 1
    assert "Choose from:" in result.stdout


def test_a_token_is_one_line_and_an_unknown_desk_lists_those_there_are(var_dir: Path) -> None:
    good = nietpluis(var_dir, "token", "--desk", "groningen-officer")
    assert (good.exit_code, len(good.stdout.splitlines())) == (0, 1)
    bad = nietpluis(var_dir, "token", "--desk", "nergens")
    assert bad.exit_code == 1
    assert "groningen-officer" in bad.stdout


def test_signals_of_an_empty_desk_are_none(var_dir: Path) -> None:
    result = nietpluis(var_dir, "signals", "--desk", "groningen-officer")
    assert result.stdout == "There are no signals for this desk.\n"


def test_chat_without_a_running_system_says_how_to_start_it(var_dir: Path) -> None:
    result = nietpluis(var_dir, "chat", NIETPLUIS_GATEWAY_PORT="9")
    assert result.exit_code == 1
    assert "nietpluis run" in result.stdout


def test_a_wrong_setting_is_named(var_dir: Path) -> None:
    result = nietpluis(var_dir, "check", NIETPLUIS_RASA_PORT="veel")
    assert result.exit_code == 1
    assert "NIETPLUIS_RASA_PORT is 'veel'" in result.stdout


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        (
            {"NIETPLUIS_SIGN_IN_FILE": "weg.yml", "NIETPLUIS_SIGN_IN_SECRET": "x"},
            "NIETPLUIS_SIGN_IN_FILE",
        ),
        (
            {
                "NIETPLUIS_TEAMS_APP_ID": "11111111-2222-3333-4444-555555555555",
                "NIETPLUIS_TEAMS_TENANT": "t",
                "NIETPLUIS_TEAMS_SECRET": "x",
                "NIETPLUIS_TEAMS_PEOPLE_FILE": "mensen.yml",
            },
            "mensen.yml",
        ),
    ],
)
def test_run_names_a_wrong_file_of_people_before_anything_starts(
    var_dir: Path, settings: dict[str, str], named: str
) -> None:
    done = nietpluis(var_dir, "run", "--no-setup", **settings)
    assert done.exit_code == 1
    assert len(done.output.splitlines()) == 1 and named in done.output


def test_search_without_an_index_says_so(var_dir: Path) -> None:
    result = nietpluis(var_dir, "search", "paspoort")
    assert result.exit_code == 1
    assert result.stdout.startswith("The knowledge base is missing")
    assert "nietpluis setup" in result.stdout


def test_ingest_and_search_find_a_document_again(var_dir: Path, tmp_path: Path) -> None:
    document = tmp_path / "beleid.txt"
    document.write_text("1. Paspoort\n\nEen werkgever mag een paspoort niet bewaren.\n")
    taken = nietpluis(var_dir, "ingest", str(document))
    assert (taken.exit_code, taken.stdout.startswith("New: 1,")) == (0, True)
    found = nietpluis(var_dir, "search", "mag een baas mijn paspoort houden", "-k", "1", "--json")
    assert found.exit_code == 0
    assert '"document": "beleid"' in found.stdout


def test_ingest_names_a_path_that_is_not_there(var_dir: Path) -> None:
    result = nietpluis(var_dir, "ingest", "nergens.pdf")
    assert result.exit_code == 1
    assert "nergens.pdf" in result.stdout
