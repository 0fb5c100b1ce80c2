"""The register tells who did what to which model, and notices when somebody rewrites it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from channels.models.errors import (
    ModelUnknownError,
    NoEarlierError,
    NoneDeployedError,
    RegisterAlteredError,
    TransitionError,
)
from channels.models.lifecycle import State
from channels.models.register import FILE, Change, Entry, Register

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(tmp_path, b"k" * 32)


def _ready(register: Register, name: str, now: datetime = NOW) -> None:
    states = (State.CANDIDATE, State.TESTING, State.READY)
    register.record([Change(name, state) for state in states], "tester", "made", now)


def test_an_empty_register_has_nothing_to_serve_or_to_go_back_to(register: Register) -> None:
    assert register.models() == {}
    with pytest.raises(NoneDeployedError):
        register.deployed()
    with pytest.raises(NoEarlierError):
        register.previous()
    with pytest.raises(ModelUnknownError):
        register.model("a")


def test_who_did_what_when_and_why_is_read_back(register: Register) -> None:
    facts = {"sha256": "00", "made_from": {"seed": 0}}
    register.record([Change("a", State.CANDIDATE, facts)], "maintainer", "nieuwe woorden", NOW)
    entry = Entry(NOW, "maintainer", "nieuwe woorden", "a", None, State.CANDIDATE, facts)
    assert register.entries() == [entry]
    assert register.model("a").facts == facts


def test_the_one_that_served_retires_when_another_takes_over(register: Register) -> None:
    register.deploy(Change("a", State.DEPLOYED), "setup", "first", NOW)
    _ready(register, "b")
    register.deploy(Change("b", State.DEPLOYED), "maintainer", "better", NOW + HOUR)
    assert register.deployed().id == "b"
    assert register.previous().id == "a"
    register.deploy(Change("a", State.DEPLOYED), "maintainer", "back", NOW + 2 * HOUR)
    assert {name: m.state for name, m in register.models().items()} == {
        "a": State.DEPLOYED,
        "b": State.RETIRED,
    }
    assert register.previous().id == "b"


def test_a_model_that_was_never_deployed_is_no_way_back(register: Register) -> None:
    register.deploy(Change("a", State.DEPLOYED), "setup", "first", NOW)
    register.record([Change("b", State.CANDIDATE), Change("b", State.RETIRED)], "x", "y", NOW)
    with pytest.raises(NoEarlierError):
        register.previous()


def test_of_steps_that_are_not_all_allowed_none_is_written(register: Register) -> None:
    register.deploy(Change("a", State.DEPLOYED), "setup", "first", NOW)
    with pytest.raises(TransitionError):
        register.record([Change("b", State.CANDIDATE), Change("b", State.DEPLOYED)], "x", "y", NOW)
    assert list(register.models()) == ["a"]


@pytest.mark.parametrize("damage", ["changed", "moved", "taken out", "broken"])
def test_a_line_that_was_changed_moved_or_taken_out_is_noticed(
    register: Register, tmp_path: Path, damage: str
) -> None:
    register.deploy(Change("a", State.DEPLOYED), "setup", "first", NOW)
    _ready(register, "b")
    path = tmp_path / FILE
    lines = path.read_text(encoding="utf-8").splitlines()
    row = json.loads(lines[0])
    row["entry"]["who"] = "somebody else"
    altered = {
        "changed": [json.dumps(row), *lines[1:]],
        "moved": [lines[1], lines[0], *lines[2:]],
        "taken out": [lines[0], *lines[2:]],
        "broken": [lines[0], "{"],
    }
    path.write_text("\n".join(altered[damage]) + "\n", encoding="utf-8")
    with pytest.raises(RegisterAlteredError):
        register.models()


def test_another_key_opens_no_register(register: Register, tmp_path: Path) -> None:
    register.deploy(Change("a", State.DEPLOYED), "setup", "first", NOW)
    with pytest.raises(RegisterAlteredError):
        Register(tmp_path, b"x" * 32).entries()
