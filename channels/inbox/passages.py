"""The page that anybody may read: a cited passage in its surroundings."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from channels.inbox.pages import page
from channels.problems import DoorError
from channels.wiring import Wired
from knowledge.errors import PassageUnknownError

router = APIRouter()


@router.get("/kennis/{passage_id:path}", response_class=HTMLResponse)
def passage(request: Request, wired: Wired, passage_id: str) -> Response:
    """The passage that an answer rests on, between its neighbours, with its source."""
    try:
        found = wired.library.retriever().passage(passage_id)
    except PassageUnknownError:
        raise DoorError(404, "not_found") from None
    return page(request, wired, "passage.html", found=found)
