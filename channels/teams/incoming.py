"""What becomes of an activity: through the gates, once, and answered within the protocol's time."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from channels.teams.activity import Activity, NotAnActivityError, read_activity
from channels.teams.gates import Gates, RefusedError
from channels.teams.keys import KeysUnavailableError
from channels.teams.store import TeamsStore

PATIENCE_S = 10.0
"""How long the service waits for us at most, of its own 15 seconds; the work goes on after it."""
STOPPING_S = 5.0
SAID = frozenset({"message", "invoke"})
"""Kinds with an id of their own; an edit or removal comes under that of the message itself."""

log = logging.getLogger("nietpluis.teams")


class Taker(Protocol):
    """Somebody who does what an activity asks."""

    async def take(self, activity: Activity) -> None:
        """Answer it, by messages of our own."""
        ...


@dataclass(frozen=True, slots=True)
class Answered:
    """What the service gets back: a status, and for an invoke a body."""

    status: int
    body: Mapping[str, Any] | None = None


class Incoming:
    """Takes activities, each of them once, and hands them to who they are for."""

    def __init__(
        self,
        gates: Gates,
        store: TeamsStore,
        personal: Taker,
        channel: Taker,
        sentences: Mapping[str, str],
    ) -> None:
        self._gates = gates
        self._store = store
        self._personal = personal
        self._channel = channel
        self._sentences = sentences
        self._working: dict[str, asyncio.Task[None]] = {}

    async def receive(self, authorization: str | None, body: object) -> Answered:
        """Let the activity in, begin with it, and answer in time whatever it takes."""
        try:
            activity = read_activity(body)
            await self._gates.check(authorization, activity)
            name = self._new(activity)
        except (RefusedError, NotAnActivityError) as error:
            log.warning("teams.refused_at_gate gate=%s", error)
            return Answered(401)
        except KeysUnavailableError as error:
            log.error("teams.keys_unavailable reason=%s", error)
            return Answered(503)
        if name is not None:
            await self._begin(name, activity)
        return self._answer(activity)

    async def stop(self) -> None:
        """Let what is under way finish for a moment; what does not is begun when it comes again."""
        tasks = list(self._working.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=STOPPING_S)
            for task in late:
                task.cancel()

    def _new(self, activity: Activity) -> str | None:
        """The name to work under; None when this activity is done or under way."""
        says = _fingerprint(activity)
        own = activity.id or says
        if activity.type not in SAID:
            own = f"{own}|{says}"
        name = f"{activity.place.conversation}|{own}"
        is_new = self._store.see(name, says)
        if is_new is None:
            raise RefusedError("replayed")
        return name if is_new and name not in self._working else None

    async def _begin(self, name: str, activity: Activity) -> None:
        task = asyncio.create_task(self._work(name, activity))
        self._working[name] = task
        task.add_done_callback(lambda _: self._working.pop(name, None))
        if activity.type != "invoke":
            await asyncio.wait({task}, timeout=PATIENCE_S)

    async def _work(self, name: str, activity: Activity) -> None:
        taker = self._personal if activity.is_personal else self._channel
        try:
            await taker.take(activity)
        except Exception as error:
            # Not marked as done: when the service sends it again, it is taken up again.
            log.error("teams.not_answered kind=%s", type(error).__name__)
            return
        self._store.finish(name)

    def _answer(self, activity: Activity) -> Answered:
        if activity.type != "invoke":
            return Answered(200)
        if activity.name == "adaptiveCard/action":
            value = self._sentences["got_it"]
            kind = "application/vnd.microsoft.activity.message"
            return Answered(200, {"statusCode": 200, "type": kind, "value": value})
        value = self._sentences["not_possible"]
        if activity.name.startswith("task/"):
            return Answered(200, {"task": {"type": "message", "value": value}})
        if activity.name.startswith("composeExtension/"):
            return Answered(200, {"composeExtension": {"type": "message", "text": value}})
        # A status of 5xx would make the service send it again and again.
        return Answered(200, {})


def _fingerprint(activity: Activity) -> str:
    """What this activity says, to know one that says something else under the same id.

    Of a channel nothing is kept, so what was written there is not in it.
    """
    said = (activity.text, repr(activity.value)) if activity.is_personal else ()
    return "|".join((activity.type, activity.name, activity.sender, *said))
