"""Headers on every answer: nothing from third parties, nothing framed, nothing kept."""

from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CSP = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
MAX_BODY_BYTES = 2_000_000
"""Room for 100,000 characters in JSON's longest spelling, and for nothing much larger."""


class SecurityMiddleware:
    """Adds the headers and refuses bodies that no honest message needs."""

    def __init__(self, app: ASGIApp, refuse: Callable[[Request], Response]) -> None:
        self._app = app
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and put the headers on its answer."""
        if scope["type"] == "websocket":
            await self._app(scope, receive, _adding_headers(scope["path"], send))
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        with_headers = _adding_headers(scope["path"], send)
        if _announced_bytes(request) > MAX_BODY_BYTES:
            await self._refuse(request)(scope, receive, with_headers)
            return
        await self._app(scope, _limited(receive), with_headers)


_WITH_HEADERS = frozenset(
    {"http.response.start", "websocket.accept", "websocket.http.response.start"}
)


def _adding_headers(path: str, send: Send) -> Send:
    # Static files carry nothing of a person; everything else is not to be stored anywhere.
    cache = "public, max-age=300" if path.startswith("/static/") else "no-store"

    async def with_headers(message: Message) -> None:
        if message["type"] in _WITH_HEADERS:
            message.setdefault("headers", [])
            headers = MutableHeaders(scope=message)
            for name, value in {**HEADERS, "cache-control": cache}.items():
                headers[name] = value
        await send(message)

    return with_headers


def _announced_bytes(request: Request) -> int:
    length = request.headers.get("content-length", "0")
    return int(length) if length.isdecimal() else 0


def _limited(receive: Receive) -> Receive:
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MAX_BODY_BYTES:
            raise HTTPException(413)
        return message

    return counted
