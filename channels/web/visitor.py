"""Whose conversation it is: a random name in a cookie that no script reads."""

import secrets

from starlette.requests import HTTPConnection
from starlette.responses import Response

from channels.sign_in.visitor import session_of
from channels.wiring import Wiring

COOKIE = "nietpluis_chat"


def known_or_new(
    visitor: HTTPConnection, wired: Wiring, conversation: str = ""
) -> tuple[str, list[tuple[bytes, bytes]]]:
    """The sender of this browser's `conversation`, and the headers that make it known again."""
    session = session_of(visitor)
    if session is not None:
        return named(session.chat, conversation), []
    browser = visitor.cookies.get(COOKIE, "")
    headers = []
    if not browser:
        browser = secrets.token_urlsafe(24)
        headers = [_cookie(browser, wired)]
    return named(browser, conversation), headers


def named(browser: str, conversation: str) -> str:
    """The sender for one of a browser's conversations; the one without a name is the page's."""
    return f"{browser}/{conversation}" if conversation else browser


def _cookie(browser: str, wired: Wiring) -> tuple[bytes, bytes]:
    carrier = Response()
    carrier.set_cookie(
        COOKIE, browser, httponly=True, samesite="lax", secure=wired.settings.is_production
    )
    return b"set-cookie", carrier.headers["set-cookie"].encode("latin-1")
