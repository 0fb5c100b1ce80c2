"""What serves is what is measured."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from channels.models.errors import ModelAlteredError
from channels.models.shelf import open_shelf
from evaluation.deployed import deployed_model

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


def test_the_deployed_model_is_measured_and_an_altered_one_is_not(tmp_path: Path) -> None:
    assert deployed_model(tmp_path) is None
    assert list(tmp_path.iterdir()) == []
    archive = tmp_path / "own.tar.gz"
    archive.write_bytes(b"model")
    shelf = open_shelf(tmp_path)
    shelf.adopt(archive, {}, "setup", "trained by set-up", NOW)
    assert deployed_model(tmp_path) == shelf.file("own")
    shelf.file("own").write_bytes(b"altered")
    with pytest.raises(ModelAlteredError):
        deployed_model(tmp_path)
