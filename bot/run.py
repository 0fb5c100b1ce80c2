"""Starts the Rasa server on loopback; see decision 0002 for the one method it replaces."""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Any, Dict, Text

BOT = Path(__file__).resolve().parent
ALTERED = 3
"""Exit status when the model's file is not the one that was signed."""


def main() -> None:
    """Parses the port, prepares the surroundings, and hands over to Rasa."""
    parser = argparse.ArgumentParser(description="Rasa server of Niet-Pluis, on loopback only")
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument("--actions-port", type=int, default=5055)
    parser.add_argument("--model", type=Path, default=BOT / "models")
    parser.add_argument("--model-name", default="", help="the name that was signed")
    parser.add_argument("--signature", default="", help="in hex; with --model-key it is checked")
    parser.add_argument("--model-key", default="", help="public key of the signatures, in hex")
    parser.add_argument("--code", default="", help="fingerprint of the components")
    database = BOT.parent / "var" / "conversations.db"
    parser.add_argument("--database", default=f"sqlite:///{database}")
    arguments = parser.parse_args()
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
    os.environ["NIETPLUIS_ACTIONS_PORT"] = str(arguments.actions_port)
    os.environ["NIETPLUIS_TRACKER_DB"] = arguments.database
    os.environ["NIETPLUIS_MODEL_KEY"] = arguments.model_key
    os.environ["NIETPLUIS_MODEL_NAME"] = arguments.model_name
    os.environ["NIETPLUIS_MODEL_CODE"] = arguments.code
    os.chdir(BOT)
    sys.path.insert(0, str(BOT))
    with tempfile.TemporaryDirectory() as folder:
        serve(arguments.port, checked_model(arguments, Path(folder)))


def checked_model(arguments: argparse.Namespace, folder: Path) -> Path:
    """The model to load; without a key, as in development by hand, it is loaded unchecked."""
    from components.signed_model import ModelRefusedError, checked_copy

    if not arguments.model_key:
        return Path(arguments.model)
    key, name, signature = arguments.model_key, arguments.model_name, arguments.signature
    try:
        return checked_copy(key, name, arguments.model, signature, folder)
    except ModelRefusedError as error:
        sys.stderr.write(f"{error}: the file is not the one that was signed; not started\n")
        raise SystemExit(ALTERED) from error


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
