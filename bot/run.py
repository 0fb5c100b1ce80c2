"""Starts the Rasa server on loopback; see decision 0002 for the one method it replaces."""

import argparse
import os
import sys
from pathlib import Path
from typing import Any, Dict, Text

BOT = Path(__file__).resolve().parent


def main() -> None:
    """Parses the port, prepares the surroundings, and hands over to Rasa."""
    parser = argparse.ArgumentParser(description="Rasa server of Niet-Pluis, on loopback only")
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument("--actions-port", type=int, default=5055)
    parser.add_argument("--model", type=Path, default=BOT / "models")
    database = BOT.parent / "var" / "conversations.db"
    parser.add_argument("--database", default=f"sqlite:///{database}")
    arguments = parser.parse_args()
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
    os.environ["NIETPLUIS_ACTIONS_PORT"] = str(arguments.actions_port)
    os.environ["NIETPLUIS_TRACKER_DB"] = arguments.database
    os.chdir(BOT)
    sys.path.insert(0, str(BOT))
    serve(arguments.port, arguments.model)


def serve(port: int, model: Path) -> None:
    """Runs Rasa's own server with the project's endpoints and channel."""
    import quiet_log
    import rasa

    quiet_log.install()
    _check_answers_with_one_validator()
    rasa.run(
        model=str(model),
        endpoints=str(BOT / "endpoints.yml"),
        credentials=str(BOT / "credentials.yml"),
        interface="127.0.0.1",
        port=port,
        enable_api=False,
        cors=[],
    )


def _check_answers_with_one_validator() -> None:
    """Rasa rebuilds the JSON Schema validator at each action call: 76 % of a turn's time."""
    from jsonschema import Draft7Validator
    from rasa.core.actions.action import RemoteAction

    validator = Draft7Validator(RemoteAction.action_response_format_spec())

    def validate(self: RemoteAction, result: Dict[Text, Any]) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate  # type: ignore[method-assign]


if __name__ == "__main__":
    main()
