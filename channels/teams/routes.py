"""The two addresses of the Teams door: the service's messages, and our relay's notices."""

import json
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from actions.config import LOOPBACK
from channels.problems import DoorError
from channels.teams.door import TeamsDoor
from channels.teams.proactive import NoticeRefusedError, NotYetError, read_notice
from channels.wiring import Wired

router = APIRouter()


@router.post("/api/messages")
async def messages(request: Request) -> Response:
    """An activity of the Bot Framework; 401 unless every gate opens for it."""
    door = _door(request)
    if door.settings.unauthenticated and not _is_from_here(request):
        raise DoorError(401, "not_signed_in")
    answered = await door.incoming.receive(
        request.headers.get("authorization"), await _json(request)
    )
    if answered.status == 401:
        raise DoorError(401, "not_signed_in")
    if answered.body is None:
        return Response(status_code=answered.status)
    return JSONResponse(dict(answered.body), answered.status)


@router.post("/teams/notices")
async def notices(request: Request, wired: Wired) -> Response:
    """A notice of our own relay; 503 asks to bring it again."""
    door = _door(request)
    try:
        told = read_notice(await request.body(), request.headers, door.settings, wired.now())
        await door.notices.deliver(told)
    except NoticeRefusedError:
        raise DoorError(401, "not_signed_in") from None
    except NotYetError:
        raise DoorError(503, "unavailable") from None
    return Response(status_code=204)


def _door(request: Request) -> TeamsDoor:
    door: TeamsDoor | None = request.app.state.teams
    if door is None:
        raise DoorError(404, "not_found")
    return door


def _is_from_here(request: Request) -> bool:
    """Whether a program on this machine asks, without anything in between."""
    host = request.client.host if request.client else ""
    forwarded = any(name.startswith(("x-forwarded", "forwarded")) for name in request.headers)
    return host in LOOPBACK and not forwarded


async def _json(request: Request) -> Any:
    try:
        return json.loads(await request.body())
    except (ValueError, RecursionError):
        return None
