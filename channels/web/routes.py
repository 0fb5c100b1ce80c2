"""The conversation over HTTP: Rasa's REST form, and the chat page with its own session."""

import asyncio
import json
from contextlib import suppress
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from actions.domain.codes import Language
from channels.conversations import Line
from channels.problems import DoorError, accepted_language
from channels.sign_in.visitor import corner, introduced
from channels.web.embedding import chat_settings
from channels.web.lines import bare, shown
from channels.web.schemas import ChatMessage, Place, WebhookMessage
from channels.web.visitor import known_or_new
from channels.wiring import Wired, Wiring

RETRY = {"retry-after": "10"}
router = APIRouter()


@router.post("/webhooks/rest/webhook")
async def receive(message: WebhookMessage, wired: Wired) -> list[dict[str, Any]]:
    """Contract 2: one message in, the bot's answers out, addressed to the sender as given."""
    answers = await wired.gateway.handle(message.as_inbound())
    return [answer.as_rasa(message.sender) for answer in answers]


@router.get("/webhooks/rest/")
async def channel_alive() -> dict[str, str]:
    """What Rasa's own REST channel answers, for clients that ask it first."""
    return {"status": "ok"}


@router.get("/", response_class=HTMLResponse)
async def chat_page(request: Request, wired: Wired, lang: str | None = None) -> Response:
    """The chat page; a first visit gets its session cookie here."""
    language = Language(lang) if lang in set(Language) else accepted_language(request)
    settings = chat_settings(wired.texts, language, request.app.state.tokens)
    context = {
        "t": settings["texts"],
        "settings": json.dumps(settings),
        "own_look": bool(settings["tokens"]),
        "language": language.value,
        "signed_in": corner(request, wired.csrf_key, wired.texts, language),
    }
    page: Response = request.app.state.templates.TemplateResponse(request, "chat.html", context)
    _session(request, page, wired)
    return page


@router.get("/chat")
async def history(
    request: Request, response: Response, wired: Wired, place: Annotated[Place, Query()]
) -> dict[str, Any]:
    """What was said so far, or what came after the line that the page saw last; waits for news
    when asked to. For pages that cannot have a socket, and for a reload.
    """
    sender = _session(request, response, wired, place.conversation)
    if not wired.live.admits(sender):
        raise DoorError(429, "too_many_requests", RETRY)
    gateway = wired.gateway
    with gateway.rooms.enter(gateway.room(sender)) as bell:
        found = gateway.history(sender, place.thread, place.after)
        if found.is_answering:
            wired.live.finish(sender)
        if place.wait and found.thread == place.thread and not found.lines:
            with suppress(TimeoutError):
                await asyncio.wait_for(bell.wait(), place.wait)
            found = gateway.history(sender, place.thread, place.after)
    lines = [shown(line) for line in found.lines]
    return {"thread": found.thread, "last": found.last, "lines": lines}


@router.post("/chat")
async def say(
    message: ChatMessage,
    request: Request,
    response: Response,
    wired: Wired,
    place: Annotated[Place, Query()],
) -> dict[str, Any]:
    """One message of this browser; sending it twice gives the same answers. `kept` says that the
    history has them as well.
    """
    sender = _session(request, response, wired, place.conversation)
    task = wired.live.take(introduced(request, message.as_inbound(sender)))
    if task is None:
        raise DoorError(429, "too_many_requests", RETRY)
    reply = await asyncio.shield(task)  # goes on when the page goes
    lines = [bare(Line("bot", a.text, None, a.buttons, a.custom)) for a in reply.answers]
    return {"lines": lines, "kept": reply.kept}


@router.delete("/chat", status_code=204)
async def forget(request: Request, wired: Wired, place: Annotated[Place, Query()]) -> None:
    """Drop this browser's conversation; the next message starts afresh."""
    sender, _ = known_or_new(request, wired, place.conversation)
    await wired.gateway.forget(sender)


def _session(request: Request, response: Response, wired: Wiring, conversation: str = "") -> str:
    sender, headers = known_or_new(request, wired, conversation)
    response.raw_headers.extend(headers)
    return sender
