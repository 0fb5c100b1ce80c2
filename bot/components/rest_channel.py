"""The one channel: Rasa's REST format, one message for text and custom, no text in logs."""

import asyncio
import logging
from typing import Any, Awaitable, Callable, Dict, List, Optional, Text

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from components.model_swap import serving, swap
from components.repeats import Repeats, uttered_after

logger = logging.getLogger(__name__)

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]


class FoldingOutputChannel(CollectingOutputChannel):
    """Collects messages; text, buttons and custom of one response stay together.

    A response with custom data only belongs to the message after it, or to the one
    before when nothing follows.
    """

    def __init__(self) -> None:
        super().__init__()
        self._waiting: Dict[Text, Any] = {}

    async def send_response(self, recipient_id: Text, message: Dict[Text, Any]) -> None:
        custom = {**self._waiting, **(message.get("custom") or {})}
        if not message.get("text"):
            self._waiting = custom
            return
        self._waiting = {}
        self.messages.append(
            self._message(
                recipient_id,
                text=message["text"],
                buttons=message.get("buttons") or None,
                custom=custom or None,
            )
        )

    def finished(self) -> List[Dict[Text, Any]]:
        """All messages, with custom data that waited for a text joined to the last."""
        if self._waiting and self.messages:
            last = self.messages[-1]
            last["custom"] = {**(last.get("custom") or {}), **self._waiting}
            self._waiting = {}
        return self.messages


class NietPluisChannel(InputChannel):
    """POST /webhooks/nietpluis/webhook with sender, message and metadata.

    Answers the bot's messages; 502 when handling failed, so that the caller knows
    that the message was not understood and keeps it. GET and PUT on `model` tell and change
    which model answers.
    """

    @classmethod
    def name(cls) -> Text:
        return "nietpluis"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        webhook = Blueprint("nietpluis_webhook", __name__)
        repeats = Repeats()

        @webhook.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            agent = getattr(request.app.ctx, "agent", None)
            if agent is None or not agent.is_ready():
                return response.json({"status": "no model"}, status=503)
            return response.json({"status": "ok"})

        @webhook.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            body = request.json or {}
            async with repeats.turn(body.get("sender", ""), body.get("message_id")):
                return await _receive(request, on_new_message, repeats)

        @webhook.route("/model", methods=["GET"])
        async def model(request: Request) -> HTTPResponse:
            return response.json(serving(request.app))

        @webhook.route("/model", methods=["PUT"])
        async def change_model(request: Request) -> HTTPResponse:
            status, body = await swap(request.app, request.json or {})
            return response.json(body, status=status)

        return webhook


async def _receive(
    request: Request, on_new_message: OnNewMessage, repeats: Repeats
) -> HTTPResponse:
    body = request.json or {}
    sender, message_id = body.get("sender"), body.get("message_id")
    earlier = await _answered(request, repeats, sender, message_id)
    if earlier is not None:
        return response.json(earlier)
    out = FoldingOutputChannel()
    message = UserMessage(
        body.get("message"),
        out,
        sender,
        input_channel=NietPluisChannel.name(),
        message_id=message_id,
        metadata=body.get("metadata"),
    )
    error = await _handle(on_new_message, message)
    messages = out.finished()
    if error or not _was_understood(messages):
        return response.json({"error": error or "actions_down"}, status=502)
    if message_id:
        repeats.keep(sender, message_id, messages)
    return response.json(messages)


async def _answered(
    request: Request, repeats: Repeats, sender: Text, message_id: Optional[Text]
) -> Optional[List[Dict[str, Any]]]:
    """What was answered when this message came before; None when it is new."""
    if not message_id:
        return None
    agent = request.app.ctx.agent
    # Behind the lock: the first time may not be over yet.
    async with agent.lock_store.lock(sender):
        kept = repeats.find(sender, message_id)
        if kept is not None:
            return kept
        tracker = await agent.tracker_store.retrieve(sender)
    out = FoldingOutputChannel()
    for event in uttered_after(tracker.events if tracker else [], message_id):
        await out.send_response(sender, event.message())
    messages = out.finished()
    return messages if _was_understood(messages) else None


def _was_understood(messages: List[Dict[str, Any]]) -> bool:
    """The action of every turn marks the reply with the language; without it, it did not run."""
    return any("language" in (message.get("custom") or {}) for message in messages)


async def _handle(on_new_message: OnNewMessage, message: UserMessage) -> Optional[Text]:
    """Name of the failure, or None; the typed text never reaches the log."""
    try:
        await on_new_message(message)
    except asyncio.CancelledError:
        logger.error("message.timeout")
        return "timeout"
    except Exception as error:
        logger.error("message.failed type=%s", type(error).__name__)
        return "failed"
    return None
