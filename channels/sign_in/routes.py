"""To the provider and back, and out again."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from channels.inbox.pages import page
from channels.inbox.session import check_form_key
from channels.problems import DoorError, accepted_language
from channels.sign_in.next_page import safe_next
from channels.sign_in.person import RefusedError
from channels.sign_in.service import BACK, SIGNED_OUT, SignIn
from channels.sign_in.store import TooManyAttemptsError
from channels.sign_in.visitor import session_of
from channels.wiring import Wired, Wiring

WITHOUT_SIGN_IN = "/inbox/aanmelden"
STATUS = {"provider_down": 503, "attempt": 400, "cancelled": 400}
"""Of a refusal; any other is 403."""
Given = Annotated[str, Query(max_length=4_000)]

router = APIRouter()


@router.get("/aanmelden", response_class=HTMLResponse)
async def start(
    request: Request,
    wired: Wired,
    asked: Annotated[str, Query(alias="next")] = "/",
    afresh: Annotated[bool, Query(alias="opnieuw")] = False,
) -> Response:
    """Go to the provider; who is signed in goes on, unless as somebody else."""
    sign_in = wired.sign_in
    if sign_in is None:
        return RedirectResponse(WITHOUT_SIGN_IN, 303)
    next_page = safe_next(asked, wired.settings.embed_origins)
    if session_of(request) is not None and not afresh:
        return RedirectResponse(next_page, 303)
    _count(request, sign_in)
    try:
        return await sign_in.leave(request, next_page, afresh)
    except RefusedError as error:
        return _refused(request, wired, sign_in, error, next_page)
    except TooManyAttemptsError:
        raise DoorError(429, "too_many_requests", {"retry-after": "300"}) from None


@router.get(BACK, response_class=HTMLResponse)
async def finish(
    request: Request,
    wired: Wired,
    code: Given = "",
    state: Given = "",
    error: Given = "",
    iss: Given = "",
) -> Response:
    """Back from the provider: a session, or a page that says why not."""
    sign_in = _needed(wired)
    _count(request, sign_in)
    next_page = "/"
    try:
        attempt = sign_in.returned(request, state)
        next_page = attempt.next_page
        await sign_in.provider.check_sender(iss)
        if error or not code:
            raise RefusedError("cancelled" if error == "access_denied" else "provider_refused")
        return await sign_in.enter(request, attempt, code)
    except RefusedError as refused:
        return _refused(request, wired, sign_in, refused, next_page)


@router.post("/afmelden", response_class=HTMLResponse)
async def sign_out(request: Request, wired: Wired, csrf: Annotated[str, Form()] = "") -> Response:
    """End the session here and, where it can, at the provider."""
    sign_in = _needed(wired)
    onward = None
    if session_of(request) is not None:
        check_form_key(request, wired, csrf)
        onward = await sign_in.sign_out(request)
    # A form may lead to our own pages only, so the way to the provider begins at a page.
    answer = page(request, wired, "signed_out.html", s=_words(request, wired), onward=onward)
    sign_in.drop_cookie(answer)
    return answer


@router.get(SIGNED_OUT, response_class=HTMLResponse)
async def signed_out(request: Request, wired: Wired) -> Response:
    """What the browser comes back to after signing out."""
    return page(request, wired, "signed_out.html", s=_words(request, wired), onward=None)


@router.get("/aanmelden/stand", status_code=204)
async def standing(request: Request, wired: Wired) -> None:
    """Whether somebody is signed in; a page asks it, and that keeps no session alive."""
    if session_of(request) is None:
        raise DoorError(401, "not_signed_in")


@router.get("/verder", response_class=HTMLResponse)
async def go_on(request: Request, wired: Wired) -> Response:
    """Signed in again for a page in another window."""
    return page(request, wired, "go_on.html", s=_words(request, wired))


@router.post("/aanmelden/uitgelogd")
async def signed_out_there(
    request: Request, wired: Wired, logout_token: Annotated[str, Form()] = ""
) -> Response:
    """The provider tells that a session has ended (OpenID Connect Back-Channel Logout 1.0)."""
    sign_in = _needed(wired)
    _count(request, sign_in)
    try:
        await sign_in.signed_out_there(logout_token)
    except RefusedError as error:
        sign_in.refused(error)
        raise DoorError(400, "bad_request") from None
    return Response(status_code=200)


def _refused(
    request: Request, wired: Wiring, sign_in: SignIn, error: RefusedError, next_page: str
) -> Response:
    sign_in.refused(error)
    words = _words(request, wired)
    return page(
        request,
        wired,
        "sign_in_refused.html",
        STATUS.get(error.code, 403),
        s=words,
        title=words[f"{error.code}_title"],
        told=words[f"{error.code}_told"],
        advice=words[f"{error.code}_now"],
        code=error.code,
        next_page=next_page,
    )


def _words(request: Request, wired: Wiring) -> dict[str, str]:
    return wired.texts.section(accepted_language(request), "sign_in")


def _needed(wired: Wiring) -> SignIn:
    if wired.sign_in is None:
        raise DoorError(404, "not_found")
    return wired.sign_in


def _count(request: Request, sign_in: SignIn) -> None:
    visitor = request.client.host if request.client else "unknown"
    if not sign_in.limit.allows(visitor, sign_in.now()):
        raise DoorError(429, "too_many_requests", {"retry-after": "300"})
