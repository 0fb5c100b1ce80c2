"""The officer and form keys of a signed-in browser, and choosing a desk in development."""

import hmac
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from actions.domain.directory import deputy_key
from actions.domain.disclosure import Officer
from channels.crypto import keyed_hash
from channels.identity import OfficerClaim
from channels.inbox.pages import page
from channels.officers import officer_by_token, officer_of
from channels.problems import DoorError
from channels.sign_in.open_doors import is_loopback
from channels.sign_in.visitor import form_key_of, session_of
from channels.wiring import Wired, Wiring

COOKIE = "nietpluis_inbox"
SESSION_TERM = timedelta(hours=8)
"""A working day; afterwards the officer signs in again."""

router = APIRouter()


class SignInNeededError(DoorError):
    """Nobody is signed in in this browser."""

    def __init__(self) -> None:
        super().__init__(303, "not_signed_in", {"location": "/inbox/aanmelden"})


def signed_in(request: Request, wired: Wired) -> Officer:
    """The officer of this browser; sends who is not signed in to the sign-in page."""
    if wired.sign_in is not None:
        return _with_desks(request, wired)
    token = request.cookies.get(COOKIE, "")
    try:
        return officer_by_token(token, wired)
    except DoorError:
        raise SignInNeededError from None


def _with_desks(request: Request, wired: Wiring) -> Officer:
    session = session_of(request)
    if session is None:
        raise SignInNeededError
    if not session.person.desks:
        raise DoorError(403, "not_officer")
    claim = OfficerClaim(session.person.subject, session.person.desks, session.ends_at)
    return officer_of(claim, wired.services.directory())


SignedIn = Annotated[Officer, Depends(signed_in)]


def form_key(request: Request, wired: Wiring) -> str:
    """The value that a form of this session carries, so that no other site can send it."""
    session = session_of(request)
    if session is not None:
        return form_key_of(session, wired.csrf_key)
    return keyed_hash(wired.csrf_key, "form", request.cookies.get(COOKIE, ""))


def check_form_key(request: Request, wired: Wired, csrf: Annotated[str, Form()] = "") -> None:
    """Refuse a form that did not come from our own page."""
    if not hmac.compare_digest(csrf.encode(), form_key(request, wired).encode()):
        raise DoorError(403, "forbidden")


@router.get("/inbox/aanmelden", response_class=HTMLResponse)
def sign_in_page(request: Request, wired: Wired) -> Response:
    """Choose a desk (development); elsewhere the page says how officers sign in."""
    if wired.sign_in is not None:
        return RedirectResponse("/inbox", 303)
    allowed = may_choose_desk(request, wired)
    return page(request, wired, "sign_in.html", choices=_choices(wired) if allowed else [])


@router.post("/inbox/aanmelden")
def sign_in(request: Request, wired: Wired, desk: Annotated[str, Form()]) -> Response:
    """Sign in for one desk, in development on this machine only."""
    if not may_choose_desk(request, wired):
        raise DoorError(403, "forbidden")
    directory = wired.services.directory()
    if directory.desk(desk) is None and directory.deputised(desk) is None:
        raise DoorError(400, "bad_request")
    claim = OfficerClaim(f"desk:{desk}", (desk,), wired.now() + SESSION_TERM)
    response = RedirectResponse("/inbox", 303)
    response.set_cookie(
        COOKIE,
        wired.tokens.issue(claim),
        max_age=int(SESSION_TERM.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=wired.settings.is_production,
    )
    return response


@router.post("/inbox/afmelden", dependencies=[Depends(check_form_key)])
def sign_out() -> Response:
    """End the session in this browser."""
    response = RedirectResponse("/inbox/aanmelden", 303)
    response.delete_cookie(COOKIE)
    return response


def may_choose_desk(request: Request, wired: Wiring) -> bool:
    """Only in development, on a gateway and from a browser of this machine."""
    visitor = request.client.host if request.client else ""
    return (
        wired.sign_in is None
        and not wired.settings.is_production
        and is_loopback(wired.settings.gateway_host)
        and is_loopback(visitor)
        # A page elsewhere whose name was pointed at this machine has another name in Host.
        and is_loopback(request.url.hostname or "")
    )


def _choices(wired: Wiring) -> list[tuple[str, str]]:
    """Keys and names of desks that accept signals in this inbox, each with its deputy."""
    desks = wired.services.directory().desks.values()
    ours = sorted((d for d in desks if d.escalation is not None), key=lambda d: d.name.nl)
    return [
        choice
        for desk in ours
        for choice in (
            (desk.key, desk.name.nl),
            *([(deputy_key(desk.key), desk.deputy.name.nl)] if desk.deputy else []),
        )
    ]
