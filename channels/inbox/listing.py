"""The list of an officer's signals: tabs, filters, search, pages."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import HTMLResponse

from actions.domain.codes import ExploitationForm, Language, Setting, Status, Urgency
from actions.domain.commands import InboxFilters, InboxOrder
from actions.domain.directory import Directory
from actions.domain.disclosure import Officer
from channels.inbox.pages import Labels, page
from channels.inbox.session import SignedIn, check_form_key, form_key
from channels.wiring import Wired, Wiring

router = APIRouter()
PAGE_SIZE = 25
Choice = Annotated[str, Query(max_length=60)]
Typed = Annotated[str, Form(max_length=200)]


class Tab(StrEnum):
    """The quick choices above the list."""

    OPEN = "open"
    UNREAD = "unread"
    OVERDUE = "overdue"
    MINE = "mine"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the page was asked to show; codes only, so that it may stand in an address."""

    show: str = Tab.OPEN
    status: str = ""
    urgency: str = ""
    form: str = ""
    setting: str = ""
    municipality: str = ""
    order: str = InboxOrder.URGENCY
    page: int = 1

    def address(self, **changes: object) -> str:
        """The address of this choice with something changed, from page one unless named."""
        wanted = replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]
        fields = {name: getattr(wanted, name) for name in self.__slots__}
        plain = Chosen()
        said = {name: value for name, value in fields.items() if value != getattr(plain, name)}
        return f"/inbox?{urlencode(said)}" if said else "/inbox"

    @property
    def narrowed(self) -> bool:
        """Whether anything but the tab, the order and the page was chosen."""
        return any((self.status, self.urgency, self.form, self.setting, self.municipality))


def chosen(
    show: Choice = Tab.OPEN,
    status: Choice = "",
    urgency: Choice = "",
    form: Choice = "",
    setting: Choice = "",
    municipality: Choice = "",
    order: Choice = InboxOrder.URGENCY,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Chosen:
    """What the address asks for; a code that does not exist asks for nothing."""
    return Chosen(
        show=_known(show, Tab) or Tab.OPEN,
        status=_known(status, Status),
        urgency=_known(urgency, Urgency),
        form=_known(form, ExploitationForm),
        setting=_known(setting, Setting),
        municipality=municipality,
        order=_known(order, InboxOrder) or InboxOrder.URGENCY,
        page=page,
    )


@router.get("/inbox", response_class=HTMLResponse)
def inbox(
    request: Request, wired: Wired, officer: SignedIn, asked: Annotated[Chosen, Depends(chosen)]
) -> Response:
    """The officer's signals by urgency and age; without a choice, those not closed."""
    return _list(request, wired, officer, asked, None)


@router.post("/inbox/zoeken", response_class=HTMLResponse, dependencies=[Depends(check_form_key)])
def look_for(
    request: Request,
    wired: Wired,
    officer: SignedIn,
    search: Typed = "",
    page_number: Annotated[int, Form(ge=1, le=10_000, alias="page")] = 1,
) -> Response:
    """Signals with these words, closed ones too; the words travel in the body, never in a log."""
    asked = Chosen(show=Tab.ALL, page=page_number)
    return _list(request, wired, officer, asked, search.strip() or None)


def filters(asked: Chosen, officer: Officer, search: str | None) -> InboxFilters:
    """The question for the service layer."""
    return InboxFilters(
        status=Status(asked.status) if asked.status else None,
        urgency=Urgency(asked.urgency) if asked.urgency else None,
        municipality=asked.municipality or None,
        open_only=asked.show != Tab.ALL and asked.status != Status.CLOSED,
        limit=PAGE_SIZE,
        offset=(asked.page - 1) * PAGE_SIZE,
        form=ExploitationForm(asked.form) if asked.form else None,
        setting=Setting(asked.setting) if asked.setting else None,
        search=search,
        unread_only=asked.show == Tab.UNREAD,
        overdue_only=asked.show == Tab.OVERDUE,
        accepted_by=officer.id if asked.show == Tab.MINE else None,
        order=InboxOrder(asked.order),
    )


def _list(
    request: Request, wired: Wiring, officer: Officer, asked: Chosen, search: str | None
) -> Response:
    found = wired.services.inbox_page(officer, filters(asked, officer, search))
    return page(
        request,
        wired,
        "inbox.html",
        found=found,
        officer=officer,
        asked=asked,
        search=search,
        pages=max(1, -(-found.total // PAGE_SIZE)),
        tabs=list(Tab),
        desk_names=_names(wired, officer),
        statuses=list(Status),
        urgencies=list(Urgency),
        forms=list(ExploitationForm),
        settings=list(Setting),
        orders=list(InboxOrder),
        towns=_towns(wired.services.directory()),
        csrf=form_key(request, wired),
    )


def _known(code: str, codes: type[StrEnum]) -> str:
    return code if code in set(codes) else ""


def _names(wired: Wiring, officer: Officer) -> str:
    label = Labels(wired, Language.NL)
    own = [label.desk(key) for key in sorted(officer.desks)]
    stands_in = [label.deputy_of(key) for key in sorted(officer.is_deputy_for)]
    return "; ".join((*own, *stands_in))


def _towns(directory: Directory) -> list[tuple[str, str]]:
    return sorted(
        ((town.key, town.name) for town in directory.municipalities.values()),
        key=lambda town: town[1],
    )
