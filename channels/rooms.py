"""Who is looking at a conversation now, to be woken when a line is added to it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Rooms:
    """A bell for each onlooker; what rang it is read from the store, so nothing queues up here."""

    def __init__(self) -> None:
        self._bells: dict[str, set[asyncio.Event]] = {}

    @contextmanager
    def enter(self, sender: str) -> Iterator[asyncio.Event]:
        """A bell that rings from now on; clear it before reading, wait for it after."""
        bell = asyncio.Event()
        self._bells.setdefault(sender, set()).add(bell)
        try:
            yield bell
        finally:
            self._bells[sender].discard(bell)
            if not self._bells[sender]:
                del self._bells[sender]

    def ring(self, sender: str) -> None:
        """Something changed in this sender's conversation."""
        for bell in self._bells.get(sender, ()):
            bell.set()

    def ring_all(self) -> None:
        """Wake everybody, because the gateway stops."""
        for sender in self._bells:
            self.ring(sender)

    def within(self, sender: str) -> int:
        """How many look at this conversation."""
        return len(self._bells.get(sender, ()))

    def __len__(self) -> int:
        return sum(map(len, self._bells.values()))
