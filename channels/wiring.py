"""What the routes work with, built once when the gateway starts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from actions.config import Settings
from channels import crypto
from channels.gateway import Gateway
from channels.identity import Tokens
from channels.library import Library
from channels.ports import Services
from channels.rasa_client import RasaClient
from channels.ratelimit import RateLimit
from channels.sign_in.service import SignIn
from channels.texts import Texts
from channels.web.live import LiveChat

KEY_FILE = crypto.KEY_FILE


@dataclass(frozen=True, slots=True)
class Wiring:
    """The parts behind the doors; `now` returns an aware time.

    `sign_in` is None where nobody signs in: in development, on this machine only.
    """

    settings: Settings
    services: Services
    library: Library
    rasa: RasaClient
    gateway: Gateway
    live: LiveChat
    tokens: Tokens
    csrf_key: bytes
    texts: Texts
    follow_up_limit: RateLimit
    now: Callable[[], datetime]
    sign_in: SignIn | None = None


def wiring(request: HTTPConnection) -> Wiring:
    """The parts of the app that serves this request."""
    found: Wiring = request.app.state.wiring
    return found


Wired = Annotated[Wiring, Depends(wiring)]
