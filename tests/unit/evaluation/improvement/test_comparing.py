"""What was compared decides, on the models that were compared, and says why not."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from channels.models.errors import ModelAlteredError, TransitionError
from channels.models.lifecycle import State
from channels.models.register import Change
from channels.models.shelf import Shelf, open_shelf
from channels.models.swapping import take_over
from evaluation.improvement.comparing import (
    FOLDER,
    CompareAgainError,
    Comparison,
    NotReadyError,
    check_ready,
    compare,
)
from evaluation.improvement.measuring import Outcomes, chosen
from evaluation.improvement.paired import Outcome

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
NOBODY = 9
"""A port on which no Rasa server listens."""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = open_shelf(tmp_path / "var")
    archive = tmp_path / "old.tar.gz"
    archive.write_bytes(b"old")
    shelf.adopt(archive, {}, "setup", "first", NOW)
    _candidate(shelf, "new")
    return shelf


def _candidate(shelf: Shelf, name: str) -> None:
    shelf.file(name).write_bytes(name.encode())
    change = Change(name, State.CANDIDATE, shelf.facts(name, {"inputs": "i"}))
    shelf.register.record([change], "maintainer", "more words", NOW)


def _measure(**by_model: str) -> Callable[[Path], Outcomes]:
    """By model: capitals are right, `x` is a danger that was missed."""

    def measure(file: Path) -> Outcomes:
        letters = by_model[file.name.removesuffix(".tar.gz")]
        cases = [Outcome(str(n), c.isupper(), c == "x") for n, c in enumerate(letters)]
        return {"danger dev": cases}

    return measure


def _compare(shelf: Shelf, quick: bool = False, name: str = "new", **by_model: str) -> Comparison:
    return compare(shelf, name, _measure(**by_model), quick, "maintainer", lambda: NOW)


def test_a_candidate_that_is_not_worse_becomes_ready_and_takes_over(shelf: Shelf) -> None:
    found = _compare(shelf, old="Xx", new="XX")
    assert [one.wins for one in found.pairings] == [("1",)]
    assert shelf.register.model("new").state is State.READY
    check_ready(shelf, "new")
    assert take_over(shelf, "new", NOBODY, "maintainer", "hears more", NOW) is False
    assert shelf.register.deployed().id == "new"
    last = shelf.register.entries()[-1]
    assert (last.who, last.why, last.at, last.model) == ("maintainer", "hears more", NOW, "new")
    assert take_over(shelf, "old", NOBODY, "maintainer", "rollback", NOW) is False
    assert shelf.register.deployed().id == "old"


def test_a_candidate_that_misses_a_danger_fails_and_may_not_take_over(shelf: Shelf) -> None:
    _compare(shelf, old="Xx", new="xX")
    assert shelf.register.model("new").state is State.FAILED
    with pytest.raises(NotReadyError) as refused:
        check_ready(shelf, "new")
    assert refused.value.values["why"] == "refused_grave danger dev"
    with pytest.raises(TransitionError):
        take_over(shelf, "new", NOBODY, "maintainer", "all the same", NOW)
    assert shelf.register.deployed().id == "old"


def test_a_candidate_without_a_comparison_or_with_a_quick_one_may_not_take_over(
    shelf: Shelf,
) -> None:
    with pytest.raises(NotReadyError):
        check_ready(shelf, "new")
    _compare(shelf, quick=True, old="X", new="X")
    assert shelf.register.model("new").state is State.TESTING
    with pytest.raises(NotReadyError):
        check_ready(shelf, "new")


def test_when_another_model_came_to_serve_one_compares_again(shelf: Shelf) -> None:
    _candidate(shelf, "other")
    for name in ("new", "other"):
        _compare(shelf, name=name, old="X", new="X", other="X")
    take_over(shelf, "other", NOBODY, "maintainer", "first", NOW)
    with pytest.raises(CompareAgainError):
        check_ready(shelf, "new")
    _compare(shelf, other="X", new="X")
    check_ready(shelf, "new")


def test_an_altered_comparison_lets_nothing_through(shelf: Shelf) -> None:
    _compare(shelf, old="X", new="X")
    (path,) = (shelf.folder / FOLDER).iterdir()
    content = json.loads(path.read_text(encoding="utf-8"))
    assert (content["candidate"], content["deployed"], content["refusals"]) == ("new", "old", [])
    path.write_text(json.dumps(content | {"deployed": "another"}), encoding="utf-8")
    with pytest.raises(CompareAgainError):
        check_ready(shelf, "new")


def test_an_altered_model_is_neither_compared_nor_deployed(shelf: Shelf) -> None:
    _compare(shelf, old="X", new="X")
    shelf.file("new").write_bytes(b"altered")
    with pytest.raises(ModelAlteredError):
        take_over(shelf, "new", NOBODY, "maintainer", "why not", NOW)
    with pytest.raises(ModelAlteredError):
        _compare(shelf, old="X", new="X")
    assert shelf.register.deployed().id == "old"


def test_every_gate_that_a_model_can_change_is_measured_with_each_of_its_sets() -> None:
    named = [(condition.name, of_set) for condition, of_set, _ in chosen(quick=False)]
    both = ("danger", "intents", "slots", "routing", "stories")
    assert {(name, of_set) for name in both for of_set in ("dev", "unseen")} <= set(named)
    assert {"checklist", "fairness"} <= {name for name, _ in named}
    quick = {condition.name for condition, _, _ in chosen(quick=True)}
    assert quick == {name for name, _ in named} - {"stories"}
