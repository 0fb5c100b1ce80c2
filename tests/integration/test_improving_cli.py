"""The improvement loop on the command line, up to where training and measuring take minutes."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from actions.config import read_settings
from actions.conversation import UncertainTurn, uncertain_turns
from channels.cli import app
from channels.models.lifecycle import State
from channels.models.register import Change
from channels.models.shelf import Shelf, open_shelf

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
VAGUE = "paarse kikkers dansen stilletjes onder de brug van gisteren"
BY = ("--by", "beheerder")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    domain = tmp_path / "bot" / "domain"
    domain.mkdir(parents=True)
    (domain / "all.yml").write_text("intents: [practice, thanks]")
    return tmp_path


def nietpluis(folder: Path, *words: str, text: str = "") -> Result:
    environ = {
        "NIETPLUIS_VAR_DIR": str(folder / "var"),
        "NIETPLUIS_RASA_PORT": "9",
        "LANG": "en_GB.UTF-8",
        "LC_ALL": "",
        "COLUMNS": "200",
    }
    return CliRunner().invoke(app, list(words), env=environ, input=text)


def _wait(folder: Path, text: str) -> str:
    """A message that waits for review; its number."""
    settings = read_settings({"NIETPLUIS_VAR_DIR": str(folder / "var")})
    store = uncertain_turns(settings, lambda: datetime.now(UTC))
    ranking = (("thanks", 0.31), ("practice", 0.3))
    turn = UncertainTurn(text, ("low_confidence",), "thanks", ranking, "nl", None, "2026-03-03")
    store.keep(text, "m1", turn)
    return list(store.waiting())[-1]


def _messages(folder: Path) -> list[str]:
    listed = nietpluis(folder, "review", "--json", "--root", str(folder)).output
    return [message["text"] for message in json.loads(listed)["messages"]]


def test_a_message_becomes_an_example_and_waits_no_longer(project: Path) -> None:
    number = _wait(project, VAGUE)
    assert _messages(project) == [VAGUE]
    given = ("--as", "example", "--intent", "practice", "--root", str(project))
    done = nietpluis(project, "review", number, *given)
    assert (done.exit_code, done.output) == (0, "Added to bot/data/nlu/reviewed.yml.\n")
    assert VAGUE in (project / "bot/data/nlu/reviewed.yml").read_text(encoding="utf-8")
    assert _messages(project) == []


def test_what_is_refused_keeps_waiting_and_says_why(project: Path) -> None:
    number = _wait(project, VAGUE)
    for words, told in (
        (
            ("--as", "case", "--intent", "thanks", "--text", "mail me op jan@voorbeeld.nl, dank"),
            "personal data",
        ),
        (("--as", "story", "--kind", "digressions"), "A story needs"),
        ((), "Say what it becomes"),
    ):
        done = nietpluis(project, "review", number, *words, "--root", str(project))
        assert done.exit_code == 1
        assert told in done.output
    assert _messages(project) == [VAGUE]
    gone = nietpluis(project, "review", "00000000", "--as", "drop", "--root", str(project))
    assert (gone.exit_code, "There is no message 00000000" in gone.output) == (1, True)


def test_a_maintainer_goes_through_them_one_by_one(project: Path) -> None:
    _wait(project, VAGUE)
    _wait(project, "nog iets heel anders over gele ramen en taart")
    typed = "\n".join(["2", "", "practice", "", "4"]) + "\n"
    done = nietpluis(project, "review", "--root", str(project), text=typed)
    assert done.exit_code == 0, done.output
    assert "Messages to look at: 2." in done.output
    assert "unsure" in done.output
    assert "Dropped. Nothing of it is kept." in done.output
    cases = (project / "evaluation/reviewed/nlu.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["intent"] for line in cases] == ["practice"]
    assert _messages(project) == []


@pytest.fixture
def shelf(project: Path) -> Shelf:
    shelf = open_shelf(project / "var")
    archive = project / "old.tar.gz"
    archive.write_bytes(b"old")
    shelf.adopt(archive, {"inputs": "i"}, "setup", "trained by set-up", NOW)
    shelf.file("new").write_bytes(b"new")
    change = Change("new", State.CANDIDATE, shelf.facts("new", {"inputs": "j"}))
    shelf.register.record([change], "beheerder", "more words", NOW)
    return shelf


def test_a_candidate_that_was_not_compared_is_not_promoted(project: Path, shelf: Shelf) -> None:
    done = nietpluis(project, "promote", "new", "--why", "better", *BY)
    assert done.exit_code == 1
    assert done.output.startswith("new may not take over. Its state is candidate: more words.")
    assert shelf.register.deployed().id == "old"


def test_one_command_goes_back_and_the_list_tells_who_and_why(project: Path, shelf: Shelf) -> None:
    assert "No earlier model" in nietpluis(project, "rollback").output
    steps = [Change("new", state) for state in (State.TESTING, State.READY)]
    shelf.register.record(steps, "beheerder", "compared", NOW)
    shelf.register.deploy(Change("new", State.DEPLOYED), "beheerder", "better", NOW)
    done = nietpluis(project, "rollback", "--why", "sounds odd", *BY)
    assert (done.exit_code, shelf.register.deployed().id) == (0, "old")
    assert done.output.startswith("old is deployed. It serves from the next start")
    assert (project / "var/setup/model.stamp").read_text() == "i"
    listed = nietpluis(project, "models").output
    assert "old: deployed since" in listed
    assert "deployed  by beheerder: sounds odd" in listed
    rows = json.loads(nietpluis(project, "models", "--json").output)["models"]
    assert [(row["model"], row["state"], row["as_signed"]) for row in rows] == [
        ("old", "deployed", True),
        ("new", "retired", True),
    ]


def test_an_altered_file_is_shown_and_refused(project: Path, shelf: Shelf) -> None:
    steps = [Change("new", state) for state in (State.TESTING, State.READY)]
    shelf.register.record(steps, "beheerder", "compared", NOW)
    shelf.register.deploy(Change("new", State.DEPLOYED), "beheerder", "better", NOW)
    shelf.file("old").write_bytes(b"altered")
    done = nietpluis(project, "rollback")
    assert (done.exit_code, shelf.register.deployed().id) == (1, "new")
    assert "The file of old is not the one that was signed" in done.output
    assert "FILE ALTERED OR GONE" in nietpluis(project, "models").output


def test_a_training_that_fails_leaves_a_failed_candidate(project: Path, shelf: Shelf) -> None:
    (project / "bot" / "components").mkdir()
    done = nietpluis(project, "retrain", "--project", str(project / "bot"), *BY)
    assert done.exit_code == 1
    newest = list(shelf.register.models().values())[-1]
    assert (newest.state, newest.life[-1].who) == (State.FAILED, "beheerder")
    assert newest.facts["made_from"]["seed"] == 0
    assert shelf.register.deployed().id == "old"


@pytest.mark.parametrize("command", ["compare", "promote"])
def test_where_no_model_waits_the_line_says_how_to_make_one(tmp_path: Path, command: str) -> None:
    done = nietpluis(tmp_path, command)
    assert done.exit_code == 1
    assert done.stdout == "No other model waits. Make one first with: nietpluis retrain\n"
