"""Only what was signed is given out for loading; else the model before it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from channels.models.errors import ModelAlteredError, NoneDeployedError
from channels.models.lifecycle import State
from channels.models.serve import choose, options
from channels.models.shelf import Shelf, open_shelf
from channels.models.signing import Signed
from channels.models.training import Project

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "bot" / "components").mkdir(parents=True)
    (tmp_path / "bot" / "models").mkdir()
    return Project(tmp_path / "bot", tmp_path / "python")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = open_shelf(tmp_path / "var")
    for number, name in enumerate(("a", "b")):
        archive = tmp_path / f"{name}.tar.gz"
        archive.write_bytes(name.encode())
        shelf.adopt(archive, {"code": "c"}, "setup", "test", NOW + number * HOUR)
    return shelf


def test_the_model_that_was_adopted_last_serves(shelf: Shelf, project: Project) -> None:
    assert choose(shelf, project, NOW).model == "b"
    assert shelf.register.model("a").state is State.RETIRED


def test_an_altered_model_is_refused_and_the_earlier_one_serves(
    shelf: Shelf, project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    shelf.file("b").write_bytes(b"altered")
    assert choose(shelf, project, NOW).model == "a"
    assert caplog.messages == ["model b is not as it was signed: refused; a serves"]
    shelf.file("a").unlink()
    with pytest.raises(ModelAlteredError):
        choose(shelf, project, NOW)


def test_a_signature_holds_for_its_own_name_and_file_only(shelf: Shelf) -> None:
    signed = shelf.signed(shelf.register.model("a"))
    assert shelf.signer.vouches(signed)
    assert not shelf.signer.vouches(Signed("b", signed.file, signed.signature))
    assert not shelf.signer.vouches(Signed("a", shelf.file("b"), signed.signature))
    assert not shelf.signer.vouches(Signed("a", signed.file, "no hex"))


def test_where_there_is_no_register_what_set_up_trained_enters_it(
    tmp_path: Path, project: Project
) -> None:
    shelf = open_shelf(tmp_path / "fresh")
    with pytest.raises(NoneDeployedError):
        choose(shelf, project, NOW)
    (project.folder / "models" / "own.tar.gz").write_bytes(b"model")
    assert choose(shelf, project, NOW).model == "own"
    deployed = shelf.register.deployed()
    assert (deployed.id, deployed.life[0].who) == ("own", "setup")
    assert deployed.facts["made_from"]["code"] == project.code()


def test_the_server_gets_what_checks_and_no_secret(shelf: Shelf, project: Project) -> None:
    signed, _ = shelf.servable()
    command = options(project, shelf, signed)
    assert command[command.index("--model-key") + 1] == shelf.signer.public_key
    secret = (shelf.folder.parent / "gateway.key").read_bytes().hex()
    assert secret not in " ".join(command)


def test_a_model_that_is_known_already_is_not_adopted_twice(shelf: Shelf, tmp_path: Path) -> None:
    before = shelf.register.entries()
    shelf.adopt(tmp_path / "a.tar.gz", {}, "setup", "again", NOW)
    assert shelf.register.entries() == before
