"""/api/v1 for programs: signals of an officer's desks, follow-up, knowledge search."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from actions.domain.commands import ChangeStatus
from actions.domain.disclosure import Officer
from channels.api import mapping, schemas
from channels.inbox.session import signed_in
from channels.officers import officer_by_token
from channels.problems import DoorError
from channels.sign_in.visitor import session_of
from channels.wiring import Wired

router = APIRouter()
bearer = HTTPBearer(auto_error=False, description="From `nietpluis token --desk KEY`")


def officer(
    request: Request,
    wired: Wired,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
) -> Officer:
    """The officer who asks, by token or by the session of a page of ours; raises DoorError 401."""
    if credentials is None and session_of(request) is not None:
        return signed_in(request, wired)
    return officer_by_token(credentials.credentials if credentials else "", wired)


AsOfficer = Annotated[Officer, Depends(officer)]


@router.get("/signals", tags=["signals"], operation_id="listSignals")
def list_signals(
    wired: Wired, asking: AsOfficer, query: Annotated[schemas.InboxQuery, Query()]
) -> schemas.SignalListJson:
    """The signals of the officer's desks, most urgent first, then oldest first."""
    rows = wired.services.inbox(asking, mapping.filters(query))
    return schemas.SignalListJson(results=[mapping.row_json(row) for row in rows])


@router.get("/signals/{signal_id}", tags=["signals"], operation_id="readSignal")
def read_signal(wired: Wired, asking: AsOfficer, signal_id: str) -> schemas.SignalJson:
    """One signal in full, as this officer may see it; reading it is written in the audit trail."""
    return mapping.signal_json(wired.services.signal(asking, signal_id))


@router.patch("/signals/{signal_id}", tags=["signals"], operation_id="changeSignal")
def change_signal(
    wired: Wired, asking: AsOfficer, signal_id: str, change: schemas.StatusChangeJson
) -> schemas.SignalJson:
    """Move a signal on, with a note for colleagues and feedback for the reporter."""
    wired.services.change_status(
        ChangeStatus(
            officer=asking,
            signal_id=signal_id,
            status=change.status,
            note=change.note,
            feedback=change.feedback,
            expected_version=change.version,
        )
    )
    return mapping.signal_json(wired.services.signal(asking, signal_id))


@router.get("/follow-up/{reference}", tags=["follow-up"], operation_id="followUp")
def follow_up(wired: Wired, request: Request, reference: str) -> schemas.FollowUpJson:
    """How the reporter's signal stands, and the feedback; never more. Limited against guessing."""
    visitor = request.client.host if request.client else "unknown"
    if not wired.follow_up_limit.allows(visitor, wired.now()):
        raise DoorError(429, "too_many_requests", {"retry-after": "300"})
    found = wired.services.follow_up(reference)
    if found is None:
        raise DoorError(404, "reference_unknown")
    wired.follow_up_limit.was_right(visitor)
    return schemas.FollowUpJson(status=found.status, feedback=found.feedback)


@router.get("/knowledge/search", tags=["knowledge"], operation_id="searchKnowledge")
def search_knowledge(
    wired: Wired,
    q: Annotated[str, Query(min_length=1, max_length=1_000, description="The question")],
    k: Annotated[int, Query(ge=1, le=50, description="How many passages at most")] = 10,
) -> schemas.SearchJson:
    """The passages of the knowledge base that fit the question best."""
    hits = wired.library.retriever().search(q, k)
    return schemas.SearchJson(results=[mapping.hit_json(hit) for hit in hits])
