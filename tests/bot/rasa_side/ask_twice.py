"""Runs in bot/.venv: one message comes twice, before and after a restart of the channel.

Argument: the bot's folder. Prints one JSON line.
"""

import asyncio
import json
import sys
from types import SimpleNamespace
from typing import Any

sys.path.insert(0, sys.argv[1])

from components import rest_channel
from components.repeats import Repeats
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered

ANSWER = BotUttered("Is er nu gevaar?", {"custom": {"language": "nl"}})


async def main() -> None:
    """Asks twice, asks again with nothing in memory, asks something new."""
    store = InMemoryTrackerStore(Domain.empty())
    agent = SimpleNamespace(lock_store=InMemoryLockStore(), tracker_store=store)
    acted = []

    async def act(message: UserMessage) -> None:
        await asyncio.sleep(0.01)  # the other one looks first whether it was answered
        async with agent.lock_store.lock(message.sender_id):
            acted.append(message.message_id)
            tracker = await store.get_or_create_tracker(message.sender_id)
            tracker.update(UserUttered(message.text, message_id=message.message_id))
            tracker.update(ANSWER)
            await message.output_channel.send_response(message.sender_id, ANSWER.message())
            await store.save(tracker)

    async def ask(message_id: str, repeats: Repeats) -> Any:
        body = {"sender": "s", "message": "er klopt iets niet", "message_id": message_id}
        app = SimpleNamespace(ctx=SimpleNamespace(agent=agent))
        request: Any = SimpleNamespace(json=body, app=app)
        async with repeats.turn("s", message_id):
            return json.loads((await rest_channel._receive(request, act, repeats)).body)

    repeats = Repeats()
    together = await asyncio.gather(ask("m1", repeats), ask("m1", repeats))
    answers = [*together, await ask("m1", Repeats()), await ask("m2", repeats)]
    same = all(answer == answers[0] for answer in answers)
    told = {"acted": acted, "same": same, "text": answers[0][0]["text"]}
    print(json.dumps(told))  # noqa: T201 - the answer to who started this


if __name__ == "__main__":
    asyncio.run(main())
