"""A made-up Rasa that remembers what it was sent, a clock that is moved by hand."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from actions.domain.codes import Channel
from channels.gateway import Gateway
from channels.messages import Inbound, Outbound
from channels.rasa_client import RasaClient

PHONE = "050 123 0000"


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    at: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass
class FakeRasa:
    """Answers by a function of the body; `down` closes the port, `raw` answers as it stands."""

    heard: list[dict[str, Any]] = field(default_factory=list)
    reply: Callable[[dict[str, Any]], list[dict[str, Any]]] = lambda body: [
        {"recipient_id": body["sender"], "text": f"Ik hoorde: {body['message']}"}
    ]
    down: bool = False
    raw: httpx.Response | None = None
    delay: float = 0.0

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        if self.down:
            raise httpx.ConnectError("refused")
        if request.method == "GET":
            return httpx.Response(200, json={"status": "ok"})
        body = json.loads(request.content)
        self.heard.append(body)
        await asyncio.sleep(self.delay)
        return self.raw if self.raw is not None else httpx.Response(200, json=self.reply(body))

    def client(self) -> RasaClient:
        transport = httpx.MockTransport(self)
        return RasaClient(httpx.AsyncClient(transport=transport, base_url="http://rasa"))

    @property
    def texts(self) -> list[str]:
        return [body["message"] for body in self.heard]


@dataclass
class World:
    """A gateway with all that stands behind it, for asking it things."""

    rasa: FakeRasa
    clock: Clock
    gateway: Gateway

    def say(
        self,
        text: str,
        sender: str = "balie-1",
        metadata: dict[str, str] | None = None,
        message_id: str | None = None,
    ) -> list[Outbound]:
        return asyncio.run(self.gateway.handle(inbound(text, sender, metadata, message_id)))


def inbound(
    text: str,
    sender: str = "balie-1",
    metadata: dict[str, str] | None = None,
    message_id: str | None = None,
) -> Inbound:
    keep = message_id is not None
    return Inbound(sender, text, Channel.REST, metadata or {}, message_id, keep)
