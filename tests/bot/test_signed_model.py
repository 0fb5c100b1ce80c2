"""The Rasa side loads only what the other side signed."""

from pathlib import Path

import pytest
from components.signed_model import ModelRefusedError, checked_copy

from channels.models.shelf import open_shelf


def test_a_signed_archive_is_copied_and_an_altered_one_refused(tmp_path: Path) -> None:
    shelf = open_shelf(tmp_path / "var")
    shelf.folder.mkdir()
    file = shelf.file("a")
    file.write_bytes(b"model")
    signature = str(shelf.facts("a", {})["signature"])
    key = shelf.signer.public_key
    copy = checked_copy(key, "a", file, signature, tmp_path)
    assert (copy.parent, copy.read_bytes()) == (tmp_path, b"model")
    for name, given in (("b", signature), ("a", "00" * 64), ("a", "no hex")):
        with pytest.raises(ModelRefusedError):
            checked_copy(key, name, file, given, tmp_path)
    file.write_bytes(b"Model")
    with pytest.raises(ModelRefusedError):
        checked_copy(key, "a", file, signature, tmp_path)
    file.unlink()
    with pytest.raises(ModelRefusedError):
        checked_copy(key, "a", file, signature, tmp_path)
