"""The conversation over a WebSocket: lines as they come, resumed after any of them."""

import asyncio
import json
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from typing import Annotated, Any
from urllib.parse import urlsplit

import anyio
from fastapi import APIRouter, Query
from pydantic import ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect

from channels.gateway import Reply
from channels.sign_in.visitor import introduced
from channels.web.lines import shown, unkept
from channels.web.schemas import Place, SayFrame
from channels.web.visitor import known_or_new
from channels.wiring import Wired, Wiring

BEAT_SECONDS = 20.0
"""A page that hears nothing for twice as long and a bit knows that the line is dead."""
SEND_SECONDS = 20.0
"""A page that takes nothing for so long is let go; it finds everything when it comes back."""
IN_HAND = 8
"""Messages of one page that are worked on; one more is read when one of them is done."""
SLOW_SECONDS = 10
NOT_OURS = 1008
GOING = 1012

router = APIRouter()


@router.websocket("/chat/socket")
async def live(socket: WebSocket, wired: Wired, place: Annotated[Place, Query()]) -> None:
    """Every line after the one that the page saw last, and the way for its messages."""
    sender, cookie = known_or_new(socket, wired, place.conversation)
    if not _may_ask(socket, wired) or not wired.live.admits(sender):
        await socket.close(NOT_OURS)
        return
    await socket.accept(headers=cookie)
    await Visit(socket, wired, sender, place).last()


def _may_ask(socket: WebSocket, wired: Wiring) -> bool:
    settings = wired.settings
    embeds = socket.headers.get("origin") in settings.embed_origins
    return embeds or is_ours(socket.headers, settings.public_url)


def is_ours(headers: Mapping[str, str], public_url: str) -> bool:
    """Whether the page that asks is one of ours: browsers tell, and other sites cannot lie."""
    origin = urlsplit(headers.get("origin", ""))
    public = urlsplit(public_url)
    if not origin.netloc:
        return False
    same_host = origin.netloc == headers.get("host", "")
    return same_host or (origin.scheme, origin.netloc) == (public.scheme, public.netloc)


class Over(Exception):  # noqa: N818  an end, not an error
    """The line is to be closed, with this code."""


class Visit:
    """One page on the line. Lines are read from the store when the page can take them, so a slow
    one costs no memory; `_direct` holds what stands in no store, at most two a message in hand.
    """

    def __init__(self, socket: WebSocket, wired: Wiring, sender: str, place: Place) -> None:
        self._socket = socket
        self._wired = wired
        self._sender = sender
        self._thread = place.thread
        self._after = place.after
        self._greeted = False
        self._hands = asyncio.Semaphore(IN_HAND)
        self._direct: deque[dict[str, Any]] = deque()
        self._bell = asyncio.Event()

    async def last(self) -> None:
        """Read and write until the page goes, does not take anything, or the gateway stops."""
        gateway = self._wired.gateway
        ends: list[int] = []
        try:
            with gateway.rooms.enter(gateway.room(self._sender)) as self._bell:
                async with anyio.create_task_group() as ways:
                    ways.start_soon(self._read)
                    ways.start_soon(self._write)
        except* (WebSocketDisconnect, TimeoutError):
            pass  # the page has gone
        except* Over as over:
            ends = [end.args[0] for end in over.exceptions]
        if ends:
            with suppress(WebSocketDisconnect):  # the server itself was first
                await self._socket.close(ends[0])

    async def _read(self) -> None:
        while True:
            await self._hands.acquire()
            event = await self._socket.receive()
            if event["type"] == "websocket.disconnect":
                raise WebSocketDisconnect(event.get("code", NOT_OURS))
            try:
                frame = SayFrame.model_validate_json(event.get("text") or "")
            except ValidationError:
                raise Over(NOT_OURS) from None
            self._take(frame)

    def _take(self, frame: SayFrame) -> None:
        task = self._wired.live.take(introduced(self._socket, frame.as_inbound(self._sender)))
        if task is None:
            self._hands.release()
            self._tell({"type": "slow", "id": frame.id, "seconds": SLOW_SECONDS})
            return
        self._tell({"type": "got", "id": frame.id})
        task.add_done_callback(lambda done: self._done(frame.id, done))

    def _done(self, message_id: str, task: asyncio.Task[Reply]) -> None:
        self._hands.release()
        if not task.cancelled() and task.exception() is None:
            self._tell({"type": "reply", "id": message_id, "lines": unkept(task.result())})

    def _tell(self, frame: dict[str, Any]) -> None:
        self._direct.append(frame)
        self._bell.set()

    async def _write(self) -> None:
        while not self._wired.live.is_stopping:
            self._bell.clear()
            while self._direct:
                await self._send(self._direct.popleft())
            await self._send_news()
            try:
                await asyncio.wait_for(self._bell.wait(), BEAT_SECONDS)
            except TimeoutError:
                await self._send({"type": "beat"})
        raise Over(GOING)

    async def _send_news(self) -> None:
        history = self._wired.gateway.history(self._sender, self._thread, self._after)
        if not self._greeted or history.thread != self._thread:
            if history.thread != self._thread:
                self._thread, self._after = history.thread, 0
            await self._send({"type": "here", "thread": history.thread, "last": history.last})
        if not self._greeted and history.is_answering:
            self._wired.live.finish(self._sender)
        self._greeted = True
        for line in history.lines:
            await self._send({"type": "line"} | shown(line))
            self._after = line.number

    async def _send(self, frame: dict[str, Any]) -> None:
        text = json.dumps(frame, ensure_ascii=False, separators=(",", ":"))
        await asyncio.wait_for(self._socket.send_text(text), SEND_SECONDS)
