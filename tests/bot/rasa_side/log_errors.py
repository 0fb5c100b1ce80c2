"""Runs in bot/.venv: everything that Rasa may log of an error, with a canary in each text.

Argument: the bot's folder. What is logged comes out on standard error.
"""

import asyncio
import logging
import sys

sys.path.insert(0, sys.argv[1])

import quiet_log
import structlog
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from sanic import Sanic

TYPED = "kanarie geelvink fluit"


class FailingEndpoint(EndpointConfig):
    """An action server that gives the whole conversation back, as rasa-sdk does with a 500."""

    async def request(self, *_: object, **__: object) -> None:
        raise ClientResponseError(500, "Internal Server Error", f"request_body {TYPED}")


def main() -> None:
    """Logs every way."""
    quiet_log.install()
    Sanic("rasa_core_server", configure_logging=False)
    try:
        raise ValueError(TYPED)
    except ValueError as error:
        logging.getLogger("rasa.core").exception("action.failed")
        logging.getLogger("sanic.error").error("request.failed", exc_info=True, stack_info=True)
        structlog.get_logger("rasa").error("event.one", user_message=TYPED, exc_info=True)
        structlog.get_logger("rasa").exception("event.two", text=TYPED)
        structlog.get_logger("rasa").warning("event.three", error=error, rasa_events=[TYPED])
    asyncio.run(_run_failing_action())


async def _run_failing_action() -> None:
    tracker = DialogueStateTracker("someone", [])
    tracker.update(UserUttered(TYPED))
    action = RemoteAction("action_that_fails", FailingEndpoint("http://127.0.0.1:9"))
    speech = TemplatedNaturalLanguageGenerator({})
    try:
        await action.run(CollectingOutputChannel(), speech, tracker, Domain.empty())
    except Exception:  # as Rasa's MessageProcessor._run_action does
        logging.getLogger("rasa.core.processor").exception("action.lost")


if __name__ == "__main__":
    main()
