"""The action server: the bot's actions over HTTP, for Rasa alone, on loopback."""

import logging
import os

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from actions.config import read_settings
from actions.conversation import build_tools
from actions.entrypoints.rasa.catalogue import build_actions

logger = logging.getLogger(__name__)
HOST = "127.0.0.1"


def build_executor() -> ActionExecutor:
    """An executor with every action registered as an instance that has its tools."""
    executor = ActionExecutor()
    for action in build_actions(build_tools(read_settings(os.environ))):
        executor.register_action(action)
    return executor


def main() -> None:
    """Serves until stopped; rasa-sdk would listen on all interfaces unless told."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    os.environ["SANIC_HOST"] = HOST
    settings = read_settings(os.environ)
    app = create_app(build_executor(), cors_origins=None)
    app.run(host=HOST, port=settings.actions_port, single_process=True, access_log=False)


if __name__ == "__main__":
    main()
