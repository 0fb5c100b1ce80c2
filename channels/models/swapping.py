"""Another model takes over: checked, loaded by the running server, written down."""

from datetime import datetime
from http import HTTPStatus

import httpx

from channels.models.errors import SwapRefusedError
from channels.models.lifecycle import State, step
from channels.models.register import Change
from channels.models.shelf import Shelf
from channels.models.signing import Signed

MODEL_PATH = "/webhooks/nietpluis/model"
LOAD_SECONDS = 180.0
"""Loading takes seconds; under load on a small machine it was seen to take most of a minute."""


def serving(port: int) -> str | None:
    """Name of the model that answers now; None where no server is running."""
    try:
        with _server(port) as http:
            return str(http.get(MODEL_PATH).json().get("model", ""))
    except (httpx.HTTPError, ValueError):
        return None


def hand_over(port: int, model: Signed, code: str) -> bool:
    """Let the running server load the model; False where none is running.

    Raises SwapRefusedError: it did not, and goes on with the model it has.
    """
    body = {"model": model.model, "file": str(model.file.absolute())}
    body |= {"signature": model.signature, "code": code}
    try:
        with _server(port) as http:
            answer = http.put(MODEL_PATH, json=body)
    except httpx.ConnectError:
        return False
    except httpx.HTTPError as error:
        raise SwapRefusedError(model=model.model, reason=type(error).__name__) from None
    if answer.status_code != HTTPStatus.OK:
        raise SwapRefusedError(model=model.model, reason=_reason(answer))
    return True


def take_over(shelf: Shelf, name: str, port: int, who: str, why: str, now: datetime) -> bool:
    """Deploy a model that is ready or retired; whether a running server took it at once.

    Raises TransitionError, ModelAlteredError or SwapRefusedError; then nothing has changed.
    """
    model = shelf.register.model(name)
    step(name, model.state, State.DEPLOYED)
    code = str(model.facts.get("made_from", {}).get("code", ""))
    running = hand_over(port, shelf.signed(model), code)
    shelf.register.deploy(Change(name, State.DEPLOYED), who, why, now)
    return running


def _server(port: int) -> httpx.Client:
    address = f"http://127.0.0.1:{port}"
    return httpx.Client(base_url=address, timeout=LOAD_SECONDS, trust_env=False)


def _reason(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["error"])
    except (ValueError, KeyError, TypeError):
        return f"status {answer.status_code}"
