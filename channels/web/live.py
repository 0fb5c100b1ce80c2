"""Conversations that go on while pages come and go: answers on their way, onlookers, limits."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeVar

from channels.gateway import Gateway, Reply
from channels.messages import Inbound
from channels.ratelimit import RateLimit

MINUTE = timedelta(minutes=1)
SAYS = 60
SAYS_IN_ALL = 3_000
"""Messages a minute: one a second is faster than anybody types."""
VISITS = 300
VISITS_IN_ALL = 20_000
"""Sockets opened and questions for news a minute: a page that polls every second needs 60."""
ONLOOKERS = 20
ONLOOKERS_IN_ALL = 2_000
"""Pages at once: more tabs of one conversation than anybody opens."""
STOP_SECONDS = 5.0
"""How long answers on their way get when the gateway stops; the rest is asked for again later."""

log = logging.getLogger("nietpluis.gateway")
T = TypeVar("T")


class LiveChat:
    """Takes messages of pages; an answer goes on when the page that asked has gone."""

    def __init__(self, gateway: Gateway, now: Callable[[], datetime]) -> None:
        self._gateway = gateway
        self._now = now
        self._says = RateLimit(SAYS, SAYS_IN_ALL, MINUTE)
        self._visits = RateLimit(VISITS, VISITS_IN_ALL, MINUTE)
        self._under_way: set[asyncio.Task[Any]] = set()
        self.is_stopping = False

    def admits(self, sender: str) -> bool:
        """Count one visit; False when there are too many pages, of this sender or in all."""
        rooms = self._gateway.rooms
        has_room = rooms.within(self._gateway.room(sender)) < ONLOOKERS
        if self.is_stopping or not has_room or len(rooms) >= ONLOOKERS_IN_ALL:
            return False
        return self._visits.allows(sender, self._now())

    def take(self, message: Inbound) -> asyncio.Task[Reply] | None:
        """Pass one message on, whoever stays to see the answer; None when there are too many."""
        if self.is_stopping or not self._says.allows(message.sender, self._now()):
            return None
        return self._start(self._gateway.take(message))

    def finish(self, sender: str) -> None:
        """Get the answer that was still to come when the gateway last stopped."""
        self._start(self._gateway.finish(sender))

    def release(self) -> None:
        """Let every page go: the gateway stops."""
        self.is_stopping = True
        self._gateway.rooms.ring_all()

    async def stop(self) -> None:
        """Wait for the answers on their way, but not for long."""
        self.release()
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=STOP_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("gateway.turn_failed", exc_info=task.exception())
