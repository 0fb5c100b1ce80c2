"""The knowledge index as the doors use it: opened once, asked for again while it is missing."""

import logging
from collections.abc import Callable
from contextlib import suppress
from threading import Lock

from channels.ports import Retriever
from channels.problems import DoorError
from knowledge.errors import IndexUnusableError

WARMING_QUESTION = "mensenhandel"
log = logging.getLogger("nietpluis.library")


class Library:
    """Gives the open index, or a 503 that says so while there is none."""

    def __init__(self, open_index: Callable[[], Retriever]) -> None:
        self._open_index = open_index
        self._retriever: Retriever | None = None
        self._lock = Lock()

    def retriever(self) -> Retriever:
        """The open index; raises DoorError 503 when it is not there yet."""
        with self._lock:
            if self._retriever is None:
                try:
                    self._retriever = self._open_index()
                except IndexUnusableError as error:
                    log.error("%s. Make it with: nietpluis setup, or nietpluis ingest", error)
                    raise DoorError(503, "no_knowledge", detail=str(error)) from error
            else:
                # An ingestion swaps the index while we run; looking costs a small file's reading.
                self._retriever.refresh()
            return self._retriever

    def warm(self) -> None:
        """Open the index ahead of the first question; while there is none, that is no fault."""
        with suppress(DoorError):
            self.retriever().search(WARMING_QUESTION, 1)
