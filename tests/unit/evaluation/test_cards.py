"""The cards say what the data files hold now, and no data is without a card and a licence."""

from collections import Counter
from email.message import Message
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

import pytest

from evaluation.cards.counting import batches, entries, labels
from evaluation.cards.writing import ROOT, card, read_sources, stale
from evaluation.licences import (
    Listed,
    data_faults,
    installed,
    is_allowed,
    package_faults,
    read_listed,
)

ALLOWED = frozenset({"MIT", "Apache-2.0", "MPL-2.0"})


def test_every_card_is_fresh() -> None:
    assert stale() == [], "run: python -m evaluation.cards"


def test_every_package_and_data_file_is_under_a_licence_that_is_taken_in() -> None:
    listed = read_listed()
    assert package_faults(installed(), listed) == []
    assert data_faults(ROOT, listed) == []


@pytest.mark.parametrize(
    ("licence", "taken"),
    [
        ("MIT", True),
        ("Apache-2.0 AND MIT", True),
        ("Apache-2.0 AND GPL-3.0", False),
        ("GPL-2.0 OR MPL-2.0", True),
        ("GPL-2.0; MIT", True),
        ("GPL-3.0", False),
        ("", False),
    ],
)
def test_all_of_and_one_of_or_must_be_listed(licence: str, taken: bool) -> None:
    assert is_allowed(licence, ALLOWED) is taken


class _Package(Distribution):
    def __init__(self, name: str, licence: str) -> None:
        self.told = Message()
        self.told["Name"], self.told["License-Expression"] = name, licence

    @property
    def metadata(self) -> Any:
        return self.told

    def read_text(self, filename: str) -> str | None:
        return None

    def locate_file(self, path: Any) -> Any:
        return Path(path)


def test_a_package_under_another_licence_is_named() -> None:
    listed = Listed(ALLOWED, {"known": {"licence": "LGPL", "why": "a library"}}, ALLOWED)
    packages = [_Package("Known", "LGPL"), _Package("other", "GPL-3.0"), _Package("mine", "MIT")]
    assert package_faults(packages, listed) == ["package other: GPL-3.0"]


def test_a_data_file_without_a_card_is_named(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "loose.jsonl").write_text("{}\n")
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "hidden.jsonl").write_text("{}\n")
    assert data_faults(tmp_path, read_listed()) == ["no card for new/loose.jsonl"]


def test_entries_and_labels_are_counted_by_batch(tmp_path: Path) -> None:
    one, two = tmp_path / "first_a.jsonl", tmp_path / "second_b.tsv"
    one.write_text('{"text": "a", "kind": "x"}\n{"text": "b", "kind": "y"}\n')
    two.write_text("# comment\nnl\thoi\n")
    assert (len(entries(one)), len(entries(two))) == (2, 1)
    assert batches([one, two], "first_word") == [("first", 1, 2), ("second", 1, 1)]
    assert labels([one, two]) == {"kind": Counter({"x": 1, "y": 1})}


def test_a_card_tells_what_people_know_and_what_was_counted() -> None:
    (source,) = [s for s in read_sources() if s["name"] == "short-messages-in-languages"]
    written = card(source)
    assert source["origin"] in written
    assert "158 entries in 1 files" in written
