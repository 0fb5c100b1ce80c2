"""The conversation over HTTP: Rasa's REST form, and the chat page with its own session."""

import json
import secrets
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from actions.domain.codes import Language
from channels.conversations import Line
from channels.messages import MAX_CHARACTERS
from channels.problems import accepted_language
from channels.web.schemas import ChatMessage, WebhookMessage
from channels.wiring import Wired

COOKIE = "nietpluis_chat"
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
    texts = wired.texts.section(language, "chat")
    context = {
        "t": texts,
        "texts": json.dumps(texts),
        "language": language.value,
        "limit": MAX_CHARACTERS,
    }
    page: Response = request.app.state.templates.TemplateResponse(request, "chat.html", context)
    _session(request, page, wired)
    return page


@router.get("/chat")
async def history(request: Request, wired: Wired) -> dict[str, Any]:
    """What was said so far in this browser's conversation."""
    conversation = wired.gateway.history(request.cookies.get(COOKIE, ""))
    return {"lines": [_shown(line) for line in conversation.lines]}


@router.post("/chat")
async def say(
    message: ChatMessage, request: Request, response: Response, wired: Wired
) -> dict[str, Any]:
    """One message of this browser; sending it twice gives the same answers."""
    sender = _session(request, response, wired)
    answers = await wired.gateway.handle(message.as_inbound(sender))
    return {"lines": [_shown(Line("bot", a.text, None, a.buttons, a.custom)) for a in answers]}


@router.delete("/chat", status_code=204)
async def forget(request: Request, wired: Wired) -> None:
    """Drop this browser's conversation; the next message starts afresh."""
    await wired.gateway.forget(request.cookies.get(COOKIE, ""))


def _session(request: Request, response: Response, wired: Wired) -> str:
    sender = request.cookies.get(COOKIE)
    if sender:
        return sender
    sender = secrets.token_urlsafe(24)
    response.set_cookie(
        COOKIE,
        sender,
        httponly=True,
        samesite="lax",
        secure=wired.settings.is_production,
    )
    return sender


def _shown(line: Line) -> dict[str, Any]:
    return {
        "who": line.who,
        "text": line.text,
        "buttons": [{"title": b.title, "payload": b.payload} for b in line.buttons],
        "custom": dict(line.custom or {}),
    }
