"""A message that comes again gets the answers that it got: it is acted on once.

The gateway asks again, under the same `message_id`, when it was stopped while it waited, or when
an answer came too late for it.
"""

import asyncio
import time
from collections import OrderedDict
from typing import Any, Callable, Dict, Iterable, List, Optional, Text, Tuple
from weakref import WeakValueDictionary

KEPT = 200
KEPT_SECONDS = 600.0
"""In memory only, for cases that closed: their conversation is forgotten as soon as it ends."""

Messages = List[Dict[Text, Any]]


class Repeats:
    """Answers of the last few minutes, by sender and message."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._answers: OrderedDict[Tuple[Text, Text], Tuple[float, Messages]] = OrderedDict()
        self._turns: WeakValueDictionary[Tuple[Text, Text], asyncio.Lock] = WeakValueDictionary()

    def turn(self, sender: Text, message_id: Optional[Text]) -> asyncio.Lock:
        """Held by whoever asks this; who asks the same waits for what comes of it."""
        return self._turns.setdefault((sender, message_id or ""), asyncio.Lock())

    def keep(self, sender: Text, message_id: Text, messages: Messages) -> None:
        """Remembers what was answered."""
        self._answers[(sender, message_id)] = (self._now(), messages)
        self._forget_old()

    def find(self, sender: Text, message_id: Text) -> Optional[Messages]:
        """What was answered to it, if that was lately."""
        self._forget_old()
        found = self._answers.get((sender, message_id))
        return None if found is None else found[1]

    def _forget_old(self) -> None:
        oldest = self._now() - KEPT_SECONDS
        while self._answers:
            first = next(iter(self._answers))
            if len(self._answers) <= KEPT and self._answers[first][0] > oldest:
                return
            del self._answers[first]


def uttered_after(events: Iterable[Any], message_id: Text) -> List[Any]:
    """The bot's utterances between this message and the person's next one."""
    uttered: List[Any] = []
    is_it = False
    for event in events:
        if event.type_name == "user":
            is_it = event.message_id == message_id
        elif is_it and event.type_name == "bot":
            uttered.append(event)
    return uttered
