"""The reporter's page: how a signal stands, by its reference, and nothing more."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse

from channels.inbox.pages import page
from channels.problems import DoorError
from channels.wiring import Wired

router = APIRouter()


@router.get("/opvolgen", response_class=HTMLResponse)
def ask(request: Request, wired: Wired) -> Response:
    """Ask for the reference."""
    return page(request, wired, "follow_up.html", found=None, unknown=False, asked=False)


@router.post("/opvolgen", response_class=HTMLResponse)
def look(
    request: Request, wired: Wired, reference: Annotated[str, Form(max_length=100)] = ""
) -> Response:
    """Status and feedback; the reference travels in the body, so that no log or history has it."""
    visitor = request.client.host if request.client else "unknown"
    if not wired.follow_up_limit.allows(visitor, wired.now()):
        raise DoorError(429, "too_many_requests", {"retry-after": "300"})
    found = wired.services.follow_up(reference.strip())
    if found is not None:
        wired.follow_up_limit.was_right(visitor)
    status = 200 if found else 404
    return page(
        request, wired, "follow_up.html", status, found=found, unknown=found is None, asked=True
    )
