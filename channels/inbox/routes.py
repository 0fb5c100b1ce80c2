"""Officers' pages: the list of signals, one signal, and the steps it can take."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from actions.domain.codes import Language, Status, Urgency
from actions.domain.commands import ChangeStatus, InboxFilters
from channels.inbox.marking import segments
from channels.inbox.pages import Labels, page
from channels.inbox.session import SignedIn, check_form_key, form_key
from channels.problems import DoorError
from channels.wiring import Wired, Wiring

router = APIRouter()
MAX_NOTE_CHARACTERS = 5_000
Note = Annotated[str, Form(max_length=MAX_NOTE_CHARACTERS)]
Choice = Annotated[str, Query(max_length=40)]


@router.get("/inbox", response_class=HTMLResponse)
def inbox(
    request: Request,
    wired: Wired,
    officer: SignedIn,
    status: Choice = "open",
    urgency: Choice = "",
) -> Response:
    """The officer's signals by urgency and age; without a choice, those not closed."""
    filters = InboxFilters(
        status=Status(status) if status in set(Status) else None,
        urgency=Urgency(urgency) if urgency in set(Urgency) else None,
        open_only=status == "open",
    )
    return page(
        request,
        wired,
        "inbox.html",
        rows=wired.services.inbox(officer, filters),
        desk_names=_names(wired, sorted(officer.serves)),
        chosen_status=status,
        chosen_urgency=urgency,
        statuses=list(Status),
        urgencies=list(Urgency),
        csrf=form_key(request, wired),
    )


@router.get("/inbox/{signal_id}", response_class=HTMLResponse)
def signal(request: Request, wired: Wired, officer: SignedIn, signal_id: str) -> Response:
    """One signal as this officer may see it; reading it is written in the audit trail."""
    view = wired.services.signal(officer, signal_id)
    text = view.original if view.original is not None else view.signal.observation
    return page(
        request,
        wired,
        "signal.html",
        view=view,
        signal=view.signal,
        segments=segments(text, view.signal.indicators),
        secondary=_names(wired, [desk.desk for desk in view.signal.routing.secondary]),
        csrf=form_key(request, wired),
    )


@router.post("/inbox/{signal_id}", dependencies=[Depends(check_form_key)])
def change(
    wired: Wired,
    officer: SignedIn,
    signal_id: str,
    status: Annotated[str, Form()],
    version: Annotated[int, Form()],
    note: Note = "",
    feedback: Note = "",
) -> Response:
    """Accept, take up, share or close, with a note for colleagues and feedback."""
    if status not in set(Status):
        raise DoorError(400, "bad_request")
    wired.services.change_status(
        ChangeStatus(
            officer=officer,
            signal_id=signal_id,
            status=Status(status),
            note=note.strip() or None,
            feedback=feedback.strip() or None,
            expected_version=version,
        )
    )
    return RedirectResponse(f"/inbox/{signal_id}", 303)


@router.get("/monitor", response_class=HTMLResponse)
def monitor(request: Request, wired: Wired, officer: SignedIn) -> Response:
    """Counts without any person in them; small numbers are not shown."""
    report = wired.services.monitor()
    return page(request, wired, "monitor.html", report=report, csrf=form_key(request, wired))


def _names(wired: Wiring, desks: list[str]) -> str:
    label = Labels(wired, Language.NL)
    return ", ".join(label.desk(key) for key in desks)
