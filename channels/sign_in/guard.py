"""Lets nobody past who is not signed in, but to the few pages that are for everybody."""

from collections.abc import MutableMapping
from typing import Any
from urllib.parse import urlencode

from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from channels import problems
from channels.identity import InvalidTokenError
from channels.sign_in.service import SignIn
from channels.sign_in.store import Session
from channels.sign_in.visitor import STATE
from channels.wiring import Wiring

FOR_EVERYBODY = (
    "/health",
    "/static",
    "/chat/settings",  # texts alone; they say whether one must sign in
    "/tokens.css",
    "/aanmelden",
    "/afmelden",
    "/afgemeld",
    "/opvolgen",
    "/signaalkaarten",
    "/kennis",
    "/api/messages",  # of Teams: proves itself by Microsoft's own tokens
    "/teams",  # notices of our own relay: signed
    "/api/v1",  # asks for a token or a session itself
)
FOR_PROGRAMS = ("/webhooks",)
"""For who brings a token of ours: senders have names there that others could guess."""
WAITING = ("/chat", "/aanmelden/stand")
"""Asked by an open page itself, again and again: that is no sign of somebody being there."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
SIGNED_OUT = 4401
"""Code with which a socket closes when its session has ended."""
FOREIGN = 1008


class SignInGuard:
    """Stands before every door; does nothing where nobody signs in."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with the session in the state, or refuse."""
        wired = _wired(scope)
        if wired is None or wired.sign_in is None:
            await self._app(scope, receive, send)
            return
        visitor = HTTPConnection(scope)
        session = wired.sign_in.session(visitor)
        setattr(visitor.state, STATE, session)
        if session is not None and _is_foreign(visitor, wired):
            await _refuse(scope, receive, send, problems.DoorError(403, "forbidden"), wired)
        elif not _may_pass(visitor, session, wired):
            await _send_away(scope, receive, send, wired)
        elif scope["type"] == "websocket" and session is not None:
            watch = Watch(wired.sign_in, visitor, session, receive, send)
            await self._app(scope, watch.receive, watch.send)
        else:
            if session is not None and _is_there(visitor):
                wired.sign_in.touch(visitor, session)
            await self._app(scope, receive, send)


class Watch:
    """A socket, for as long as its session lasts; what the person sends makes that last."""

    def __init__(
        self,
        sign_in: SignIn,
        visitor: HTTPConnection,
        session: Session,
        receive: Receive,
        send: Send,
    ) -> None:
        self._sign_in = sign_in
        self._visitor = visitor
        self._session = session
        self._receive = receive
        self._send = send
        self._is_closed = False

    async def receive(self) -> Message:
        """What the page sends; once the session has ended, that the page is gone."""
        message = await self._receive()
        if message["type"] != "websocket.receive":
            return message
        if self._has_ended():
            await self._close()
            return {"type": "websocket.disconnect", "code": SIGNED_OUT}
        self._sign_in.touch(self._visitor, self._session)
        return message

    async def send(self, message: MutableMapping[str, Any]) -> None:
        """What the page gets; nothing more once the session has ended."""
        if self._is_closed:
            return
        if message["type"] == "websocket.send" and self._has_ended():
            await self._close()
            return
        await self._send(message)

    async def _close(self) -> None:
        self._is_closed = True
        await self._send({"type": "websocket.close", "code": SIGNED_OUT})

    def _has_ended(self) -> bool:
        return self._sign_in.session(self._visitor) is None


def _wired(scope: Scope) -> Wiring | None:
    if scope["type"] not in {"http", "websocket"}:
        return None
    found: Wiring = scope["app"].state.wiring
    return found


def _may_pass(visitor: HTTPConnection, session: Session | None, wired: Wiring) -> bool:
    path = visitor.url.path
    if visitor.scope.get("method") == "OPTIONS":
        return True  # a browser asks, without cookies, what a page elsewhere may ask
    if _below(path, FOR_PROGRAMS):
        return _has_token(visitor, wired)
    return session is not None or _below(path, FOR_EVERYBODY)


def _below(path: str, starts: tuple[str, ...]) -> bool:
    return any(path == start or path.startswith(f"{start}/") for start in starts)


def _has_token(visitor: HTTPConnection, wired: Wiring) -> bool:
    scheme, _, token = visitor.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return False
    try:
        wired.tokens.read(token, wired.now())
    except InvalidTokenError:
        return False
    return True


def _is_foreign(visitor: HTTPConnection, wired: Wiring) -> bool:
    """Whether a page elsewhere uses this browser's session to change something here."""
    if visitor.scope["type"] == "http" and visitor.scope["method"] in SAFE:
        return False
    if _below(visitor.url.path, WAITING) and visitor.headers.get("origin") in _hosts(wired):
        return False
    site = visitor.headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"}
    # Forms of pages that name no referrer come from the origin `null`; they carry a key instead.
    origin = visitor.headers.get("origin", "null")
    return origin not in {"null", *_own(wired)}


def _own(wired: Wiring) -> frozenset[str]:
    return frozenset({wired.sign_in.origin}) if wired.sign_in else frozenset()


def _hosts(wired: Wiring) -> frozenset[str]:
    """Where the chat may stand on a page, our own included."""
    return wired.settings.embed_origins | _own(wired)


def _is_there(visitor: HTTPConnection) -> bool:
    return not (visitor.scope["method"] in SAFE and _below(visitor.url.path, WAITING))


async def _send_away(scope: Scope, receive: Receive, send: Send, wired: Wiring) -> None:
    """To the sign-in page who looks at a page; a refusal to the rest."""
    error = problems.DoorError(401, "not_signed_in")
    if scope["type"] == "http" and "text/html" in HTTPConnection(scope).headers.get("accept", ""):
        answer: Response = RedirectResponse(_sign_in_address(Request(scope)), 303)
        await answer(scope, receive, send)
        return
    await _refuse(scope, receive, send, error, wired)


def _sign_in_address(request: Request) -> str:
    back = request.url.path
    if request.method not in SAFE:
        back = "/inbox" if back.startswith("/inbox") else "/"
    elif request.url.query:
        back = f"{back}?{request.url.query}"
    return f"/aanmelden?{urlencode({'next': back})}"


async def _refuse(
    scope: Scope, receive: Receive, send: Send, error: problems.DoorError, wired: Wiring
) -> None:
    if scope["type"] == "websocket":
        # Before it is accepted this is an answer with status 403.
        await send({"type": "websocket.close", "code": FOREIGN})
        return
    await problems.answer(Request(scope, receive), error, wired.texts)(scope, receive, send)
