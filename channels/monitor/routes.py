"""The monitor's page and its files, for who is signed in."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from actions.domain.codes import Language
from channels.inbox.pages import page
from channels.inbox.session import SignedIn, form_key
from channels.monitor.figures import Names, figures
from channels.monitor.files import report_csv, report_pdf
from channels.wiring import Wired, Wiring

router = APIRouter()
Year = Annotated[int | None, Query(ge=2020, le=2200)]


@router.get("/monitor", response_class=HTMLResponse)
def monitor(request: Request, wired: Wired, officer: SignedIn, year: Year = None) -> Response:
    """Counts without any person in them; small numbers are not shown."""
    report = wired.services.monitor(year)
    return page(
        request,
        wired,
        "monitor.html",
        report=report,
        figures=figures(report, _names(wired)),
        m=wired.texts.section(Language.NL, "monitor"),
        csrf=form_key(request, wired),
    )


@router.get("/monitor/cijfers.csv")
def as_csv(wired: Wired, officer: SignedIn, year: Year = None) -> Response:
    """The same numbers for a spreadsheet."""
    report = wired.services.monitor(year)
    name = f"cijfers-{report.year}.csv"
    return _file(report_csv(report, _names(wired)), "text/csv; charset=utf-8", name)


@router.get("/monitor/jaarverslag.pdf")
def as_pdf(wired: Wired, officer: SignedIn, year: Year = None) -> Response:
    """The annual report for evaluating the route."""
    report = wired.services.monitor(year)
    body = report_pdf(report, _names(wired))
    return _file(body, "application/pdf", f"jaarverslag-{report.year}.pdf")


def _names(wired: Wiring) -> Names:
    return Names(wired.texts, Language.NL, wired.services.directory())


def _file(body: bytes, kind: str, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=kind, headers=headers)
