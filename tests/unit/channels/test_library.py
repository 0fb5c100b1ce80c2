"""The knowledge index as the doors use it."""

import pytest

from channels.library import Library
from channels.ports import Retriever
from channels.problems import DoorError
from knowledge.errors import IndexMissingError
from tests.unit.channels.fakes import FakeRetriever


class Shelf:
    """An index that appears later, and counts how often it was opened."""

    def __init__(self) -> None:
        self.there = False
        self.opened = 0

    def open(self) -> Retriever:
        if not self.there:
            raise IndexMissingError("index")
        self.opened += 1
        return FakeRetriever()


def test_while_there_is_no_index_the_door_says_503() -> None:
    library = Library(Shelf().open)
    library.warm()
    with pytest.raises(DoorError) as told:
        library.retriever()
    assert told.value.status == 503


def test_an_index_that_appears_is_opened_once() -> None:
    shelf = Shelf()
    library = Library(shelf.open)
    library.warm()
    shelf.there = True
    assert library.retriever() is library.retriever()
    assert shelf.opened == 1


def test_a_newer_index_is_looked_for_at_every_question() -> None:
    refreshed: list[str] = []

    class Fresh(FakeRetriever):
        def refresh(self) -> bool:
            refreshed.append("asked")
            return False

    library = Library(Fresh)
    library.retriever()
    library.retriever()
    assert refreshed == ["asked"]
