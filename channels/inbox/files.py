"""One signal as a file: PDF for people, JSON for programs. Both are audited as an export."""

from fastapi import APIRouter, Request, Response

from actions.domain.disclosure import Access, disclosed
from channels.api.mapping import signal_json
from channels.inbox.marking import segments
from channels.inbox.pages import rendered
from channels.inbox.session import SignedIn
from channels.pdf import PRINT_STYLE, to_pdf
from channels.wiring import Wired

router = APIRouter()
PDF, JSON = "application/pdf", "application/json"


@router.get("/inbox/{signal_id}/melding.pdf")
def as_pdf(request: Request, wired: Wired, officer: SignedIn, signal_id: str) -> Response:
    """The signal on paper; a reporter who did not choose to be named is left out of it."""
    view = wired.services.export(officer, signal_id, "pdf")
    text = view.original if view.original is not None else view.signal.observation
    # Paper travels further than the page that it came from.
    signal = disclosed(view.signal, Access.CHAIN)
    html = rendered(
        request,
        wired,
        "signal_print.html",
        view=view,
        signal=signal,
        officer=officer,
        segments=segments(text, signal.indicators),
        style=PRINT_STYLE.read_text(encoding="utf-8"),
    )
    return _file(to_pdf(html), PDF, "melding.pdf")


@router.get("/inbox/{signal_id}/melding.json")
def as_json(wired: Wired, officer: SignedIn, signal_id: str) -> Response:
    """The signal as the API gives it (nietpluis.signal/1)."""
    view = wired.services.export(officer, signal_id, "json")
    body = signal_json(view).model_dump_json(by_alias=True, indent=2)
    return _file(body.encode(), JSON, "melding.json")


def _file(body: bytes, kind: str, name: str) -> Response:
    return Response(
        body, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'}
    )
