"""Passages that stay on disk are the ones that were written, found by row and by id."""

from pathlib import Path

import numpy as np
import pytest

from knowledge import shelf, store
from knowledge.model import Passage, SourceMark
from knowledge.shelf import Columns

PASSAGES = tuple(
    Passage(
        id=f"{name}:{number}",
        document=name,
        heading=("Tuin", "Rozen"),
        text=f"De tuinman snoeit roos nummer {number} vóór de winter – in tuin {name}.",
        start=number,
        end=number + 9,
        kind="footnote" if number % 5 == 0 else "text",
        sources=(SourceMark("bron", "p. 1"),) if name == "gids" else (),
    )
    for name in ("gids", "plan")
    for number in range(20)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store.write_passages(tmp_path, PASSAGES)
    shelf.write(tmp_path, PASSAGES)
    return tmp_path


def test_every_passage_comes_back_as_it_was_written(folder: Path) -> None:
    passages, _, _ = shelf.open_shelf(folder)
    assert tuple(passages) == PASSAGES
    assert passages[7:3:-2] == PASSAGES[7:3:-2]
    assert passages[-1] == PASSAGES[-1]
    with pytest.raises(IndexError):
        passages[len(PASSAGES)]


def test_a_passage_is_found_by_its_id(folder: Path) -> None:
    _, _, places = shelf.open_shelf(folder)
    assert [places.get(passage.id) for passage in PASSAGES] == list(range(len(PASSAGES)))
    assert places.get("nergens:0") is None


def test_facts_of_every_passage_are_known_without_reading_it(folder: Path) -> None:
    _, columns, _ = shelf.open_shelf(folder)
    at_hand = Columns.of(PASSAGES)
    assert columns.names == at_hand.names == ("gids", "plan")
    for name in ("document", "footnote", "sourced"):
        assert np.array_equal(getattr(columns, name), getattr(at_hand, name))
    assert columns.sourced.tolist() == [True] * 20 + [False] * 20
    assert np.flatnonzero(columns.footnote).tolist() == [0, 5, 10, 15, 20, 25, 30, 35]


def test_an_empty_index_has_no_passages() -> None:
    assert Columns.of(()).document.tolist() == []
