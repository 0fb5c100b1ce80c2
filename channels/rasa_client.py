"""The gateway's side of the Rasa server: one call, whose failures have two names."""

import json
from collections.abc import Mapping
from typing import Any

import httpx

from channels.messages import Outbound, read_outbound

ANSWER_SECONDS = 30.0
"""Longest wait for an answer; a first message after start-up loads what was not yet loaded."""
CONNECT_SECONDS = 2.0


class RasaError(Exception):
    """Rasa gave no usable answer; the message tells the code only, never what was typed."""

    code = "rasa"


class RasaUnavailableError(RasaError):
    """Nobody answers at Rasa's address, or not in time: later may work."""

    code = "rasa_unavailable"


class RasaFailedError(RasaError):
    """Rasa is there and answered with an error or with nothing (its action failed)."""

    code = "rasa_failed"


class RasaClient:
    """Talks to the project's own channel of the Rasa server on loopback."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def send(
        self, conversation: str, text: str, metadata: Mapping[str, str], name: str | None = None
    ) -> list[Outbound]:
        """The bot's answers, at least one; raises RasaUnavailableError or RasaFailedError.

        A message with the `name` of an earlier one gets the answers that one got.
        """
        body = {"sender": conversation, "message": text, "metadata": dict(metadata)}
        if name is not None:
            body["message_id"] = name
        try:
            response = await self._http.post("/webhooks/nietpluis/webhook", json=body)
        except httpx.HTTPError as error:
            raise RasaUnavailableError(type(error).__name__) from None
        if response.status_code != httpx.codes.OK:
            raise RasaFailedError(f"status {response.status_code}")
        return _answers(response)

    async def is_ready(self) -> bool:
        """Whether the server has its model loaded and answers on our channel."""
        try:
            response = await self._http.get("/webhooks/nietpluis/", timeout=CONNECT_SECONDS)
        except httpx.HTTPError:
            return False
        return response.status_code == httpx.codes.OK

    async def close(self) -> None:
        """Give the connections back."""
        await self._http.aclose()


def connect(port: int) -> RasaClient:
    """A client of the Rasa server on this port of the loopback address."""
    timeout = httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS)
    # trust_env=False: a proxy from the environment must never see a conversation.
    http = httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=timeout, trust_env=False)
    return RasaClient(http)


def _answers(response: httpx.Response) -> list[Outbound]:
    try:
        raw: Any = response.json()
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise RasaFailedError("not JSON") from None
    if not isinstance(raw, list):
        raise RasaFailedError("not a list")
    answers = [read_outbound(item) for item in raw if isinstance(item, Mapping)]
    answers = [a for a in answers if a.text or a.buttons or a.custom]
    if not answers:
        raise RasaFailedError("empty")
    return answers
