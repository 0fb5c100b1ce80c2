"""One signal, and what an officer does with it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from actions.domain.codes import Status
from actions.domain.commands import ChangeStatus, HandOver, JudgeLink
from actions.domain.disclosure import Officer
from actions.domain.workflow import CloseReason
from actions.service_layer.errors import ReasonNeededError, SignalNotFoundError
from actions.service_layer.records import SignalView
from channels.inbox.marking import segments
from channels.inbox.pages import page
from channels.inbox.session import SignedIn, check_form_key, form_key
from channels.problems import DoorError
from channels.wiring import Wired, Wiring

router = APIRouter()
MAX_NOTE_CHARACTERS = 5_000
Note = Annotated[str, Form(max_length=MAX_NOTE_CHARACTERS)]
FROM_OUR_PAGE = [Depends(check_form_key)]


@router.get("/inbox/inzien", response_class=HTMLResponse)
def ask_reason(request: Request, wired: Wired, officer: SignedIn) -> Response:
    """Ask for the reference of another desk's signal, and why it must be seen."""
    return _ask_reason(request, wired, 200, None)


@router.post("/inbox/inzien", response_class=HTMLResponse, dependencies=FROM_OUR_PAGE)
def break_glass(
    request: Request,
    wired: Wired,
    officer: SignedIn,
    reference: Annotated[str, Form(max_length=100)] = "",
    reason: Annotated[str, Form(max_length=1_000)] = "",
) -> Response:
    """Show another desk's signal once; the reason is audited and its own desk reads it."""
    if not wired.follow_up_limit.allows(f"officer {officer.id}", wired.now()):
        raise DoorError(429, "too_many_requests", {"retry-after": "300"})
    try:
        view = wired.services.break_glass(officer, reference.strip(), reason.strip())
    except SignalNotFoundError:
        return _ask_reason(request, wired, 404, "glass_unknown", reference, reason)
    except ReasonNeededError:
        return _ask_reason(request, wired, 400, "glass_short", reference, reason)
    return _show(request, wired, officer, view)


@router.get("/inbox/{signal_id}", response_class=HTMLResponse)
def signal(request: Request, wired: Wired, officer: SignedIn, signal_id: str) -> Response:
    """One signal as this officer may see it; reading it is written in the audit trail."""
    return _show(request, wired, officer, wired.services.signal(officer, signal_id))


@router.post("/inbox/{signal_id}", dependencies=FROM_OUR_PAGE)
def change(
    wired: Wired,
    officer: SignedIn,
    signal_id: str,
    status: Annotated[str, Form()],
    version: Annotated[int, Form()],
    note: Note = "",
    feedback: Note = "",
    reason: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """Accept, take up, share, close with a reason or reopen; a note; feedback."""
    why = CloseReason(reason) if reason in set(CloseReason) else None
    if status not in set(Status) or (status == Status.CLOSED and why is None and not note.strip()):
        raise DoorError(400, "bad_request")
    wired.services.change_status(
        ChangeStatus(
            officer=officer,
            signal_id=signal_id,
            status=Status(status),
            note=note.strip() or None,
            feedback=feedback.strip() or None,
            expected_version=version,
            reason=why,
        )
    )
    return RedirectResponse(f"/inbox/{signal_id}", 303)


@router.post("/inbox/{signal_id}/overdragen", dependencies=FROM_OUR_PAGE)
def hand_over(wired: Wired, officer: SignedIn, signal_id: str, note: Note = "") -> Response:
    """Ask the deputy to take it over."""
    wired.services.hand_over(HandOver(officer, signal_id, note.strip() or None))
    return RedirectResponse(f"/inbox/{signal_id}", 303)


@router.post("/inbox/{signal_id}/verband", dependencies=FROM_OUR_PAGE)
def judge_link(
    wired: Wired,
    officer: SignedIn,
    signal_id: str,
    other: Annotated[str, Form(max_length=40)],
    same: Annotated[bool, Form()],
) -> Response:
    """Say whether another signal is the same case."""
    wired.services.judge_link(JudgeLink(officer, signal_id, other, same))
    return RedirectResponse(f"/inbox/{signal_id}#verband", 303)


def _show(request: Request, wired: Wiring, officer: Officer, view: SignalView) -> Response:
    text = view.original if view.original is not None else view.signal.observation
    return page(
        request,
        wired,
        "signal.html",
        view=view,
        signal=view.signal,
        officer=officer,
        segments=segments(text, view.signal.indicators),
        steps=[step for step in view.allowed if step is not Status.CLOSED],
        reasons=list(CloseReason),
        csrf=form_key(request, wired),
    )


def _ask_reason(
    request: Request,
    wired: Wiring,
    status: int,
    problem: str | None,
    reference: str = "",
    reason: str = "",
) -> Response:
    return page(
        request,
        wired,
        "break_glass.html",
        status,
        problem=problem,
        reference=reference,
        reason=reason,
        csrf=form_key(request, wired),
    )
