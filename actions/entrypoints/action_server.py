"""The action server: the bot's actions over HTTP, for Rasa alone, on loopback."""

import logging
import os
from http import HTTPStatus
from typing import Any

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from actions.config import read_settings
from actions.conversation import build_tools
from actions.entrypoints.rasa.catalogue import build_actions

logger = logging.getLogger(__name__)
HOST = "127.0.0.1"
FAILED = b'{"error": "action_failed"}'


def build_executor() -> ActionExecutor:
    """An executor with every action registered as an instance that has its tools."""
    executor = ActionExecutor()
    for action in build_actions(build_tools(read_settings(os.environ))):
        executor.register_action(action)
    return executor


class KindOnly(logging.Formatter):
    """Of an exception the kind alone: its text may be what somebody typed."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name in logging
        """The kind."""
        return "" if ei[0] is None else str(ei[0].__name__)


def build_app(executor: ActionExecutor) -> Any:
    """The server; what rasa-sdk adds to a failure, the whole conversation, is left out."""
    app = create_app(executor, cors_origins=None)

    async def say_no_more(_request: Any, response: Any) -> None:
        if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            response.body = FAILED

    app.register_middleware(say_no_more, "response")
    return app


def main() -> None:
    """Serves until stopped; rasa-sdk would listen on all interfaces unless told."""
    handler = logging.StreamHandler()
    handler.setFormatter(KindOnly("%(asctime)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    os.environ["SANIC_HOST"] = HOST
    settings = read_settings(os.environ)
    app = build_app(build_executor())
    app.run(host=HOST, port=settings.actions_port, single_process=True, access_log=False)


if __name__ == "__main__":
    main()
