"""The chat on pages elsewhere: its settings, its look, and which sites may hold it."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from actions.domain.codes import Language
from channels.messages import MAX_CHARACTERS
from channels.problems import accepted_language
from channels.sign_in.visitor import session_of
from channels.texts import Texts
from channels.web.visitor import known_or_new
from channels.wiring import Wired

OPEN_PATHS = ("/static/", "/chat")
"""What a page elsewhere needs: the script and the conversation, never the inbox or the API."""
KEPT_SECONDS = 600
SIGN_IN = "/aanmelden"

router = APIRouter()


class EmbeddingMiddleware:
    """Lets the named origins read the script and the person's own conversation."""

    def __init__(self, app: ASGIApp, origins: frozenset[str]) -> None:
        self._app = app
        self._shared = CORSMiddleware(
            app,
            allow_origins=sorted(origins),
            allow_credentials=True,
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["content-type"],
            max_age=KEPT_SECONDS,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with the headers for sharing where the path is an open one."""
        is_open = scope["type"] == "http" and scope["path"].startswith(OPEN_PATHS)
        await (self._shared if is_open else self._app)(scope, receive, send)


def chat_settings(texts: Texts, language: Language, tokens: str) -> dict[str, Any]:
    """What the chat needs to know before it shows itself."""
    return {
        "language": language.value,
        "texts": texts.section(language, "chat"),
        "limit": MAX_CHARACTERS,
        "tokens": tokens,
    }


@router.get("/chat/settings")
async def settings(
    request: Request, wired: Wired, language: Annotated[str | None, Query(max_length=35)] = None
) -> Response:
    """The settings for a page elsewhere; a first visit gets its session cookie here.

    `sign_in` is the address to go to first, empty for who may begin.
    """
    spoken = Language(language) if language in set(Language) else accepted_language(request)
    must_sign_in = wired.sign_in is not None and session_of(request) is None
    content = chat_settings(wired.texts, spoken, request.app.state.tokens)
    content["sign_in"] = SIGN_IN if must_sign_in else ""
    answer = Response(json.dumps(content, ensure_ascii=False), media_type="application/json")
    if not must_sign_in:
        _, headers = known_or_new(request, wired)
        answer.raw_headers.extend(headers)
    return answer


@router.get("/tokens.css")
async def tokens(request: Request) -> Response:
    """The municipality's tokens; pages read them after ours."""
    return Response(request.app.state.tokens, media_type="text/css")
