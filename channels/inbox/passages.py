"""The page that anybody may read: a cited passage in its surroundings."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from channels.inbox.pages import page
from channels.problems import DoorError
from channels.wiring import Wired
from knowledge.errors import PassageUnknownError

router = APIRouter()


@router.get("/kennis/{passage_id:path}", response_class=HTMLResponse)
def passage(
    request: Request,
    wired: Wired,
    passage_id: str,
    start: Annotated[int, Query(alias="van", ge=0)] = 0,
    end: Annotated[int | None, Query(alias="tot", ge=0)] = None,
) -> Response:
    """The passage that an answer rests on, between its neighbours, with its source.

    `van` and `tot` mark one sentence of it; without them the whole passage is marked.
    """
    try:
        found = wired.library.retriever().passage(passage_id)
    except PassageUnknownError:
        raise DoorError(404, "not_found") from None
    text = found.passage.text
    cited = (text[:start], text[start:end], text[end:] if end is not None else "")
    return page(request, wired, "passage.html", found=found, cited=cited)
