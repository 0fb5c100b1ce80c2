"""A made-up Rasa that remembers what it was sent, a clock that is moved by hand."""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from actions.domain.codes import (
    AgeGroup,
    Channel,
    Disclosure,
    ExploitationForm,
    Language,
    Role,
    Route,
    Setting,
    Source,
    Status,
    Urgency,
)
from actions.domain.commands import ChangeStatus, HandOver, InboxFilters, JudgeLink
from actions.domain.directory import (
    Deputy,
    Desk,
    Directory,
    EscalationTimes,
    LocalText,
    Municipality,
)
from actions.domain.disclosure import Access, DeskRole, Officer
from actions.domain.hours import OpeningHours
from actions.domain.likeness import Likeness
from actions.domain.signal import (
    HistoryEntry,
    Indicator,
    Place,
    Reporter,
    RoutedDesk,
    RoutingDecision,
    Signal,
)
from actions.service_layer.counting import MonitorReport, MonitorTable
from actions.service_layer.errors import ServiceError, SignalNotFoundError
from actions.service_layer.records import (
    AuditLine,
    FollowUp,
    InboxCounts,
    InboxPage,
    InboxRow,
    LinkedSignal,
    LinkState,
    SignalView,
)
from channels.gateway import Gateway
from channels.messages import Inbound, Outbound
from channels.rasa_client import RasaClient
from knowledge.errors import PassageUnknownError
from knowledge.model import Document, Hit, Passage, PassageInContext

PHONE = "050 123 0000"


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    at: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def now(self) -> datetime:
        return self.at

    def forward(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass
class FakeRasa:
    """Answers by a function of the body; `down` closes the port, `raw` answers as it stands."""

    heard: list[dict[str, Any]] = field(default_factory=list)
    reply: Callable[[dict[str, Any]], list[dict[str, Any]]] = lambda body: [
        {"recipient_id": body["sender"], "text": f"Ik hoorde: {body['message']}"}
    ]
    down: bool = False
    raw: httpx.Response | None = None
    delay: float = 0.0
    busy: int = 0
    most_busy: int = 0

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        if self.down:
            raise httpx.ConnectError("refused")
        if request.method == "GET":
            return httpx.Response(200, json={"status": "ok"})
        body = json.loads(request.content)
        self.heard.append(body)
        self.busy += 1
        self.most_busy = max(self.busy, self.most_busy)
        await asyncio.sleep(self.delay)
        self.busy -= 1
        return self.raw if self.raw is not None else httpx.Response(200, json=self.reply(body))

    def client(self) -> RasaClient:
        transport = httpx.MockTransport(self)
        return RasaClient(httpx.AsyncClient(transport=transport, base_url="http://rasa"))

    @property
    def texts(self) -> list[str]:
        return [body["message"] for body in self.heard]


@dataclass
class World:
    """A gateway with all that stands behind it, for asking it things."""

    rasa: FakeRasa
    clock: Clock
    gateway: Gateway
    database: sqlite3.Connection

    def say(
        self,
        text: str,
        sender: str = "balie-1",
        metadata: dict[str, str] | None = None,
        message_id: str | None = None,
    ) -> list[Outbound]:
        return asyncio.run(self.gateway.handle(inbound(text, sender, metadata, message_id)))


def inbound(
    text: str,
    sender: str = "balie-1",
    metadata: dict[str, str] | None = None,
    message_id: str | None = None,
) -> Inbound:
    keep = message_id is not None
    return Inbound(sender, text, Channel.REST, metadata or {}, message_id, keep)


DESK = Desk(
    key="groningen-officer",
    route=Route.ATTENTION_OFFICER,
    name=LocalText("Aandachtsfunctionaris Groningen", "Attention officer Groningen"),
    phone=PHONE,
    municipality="groningen",
    hours=OpeningHours(always=True),
    escalation=EscalationTimes({}, {}),
    deputy=Deputy(LocalText("Vervanger Groningen", "Deputy Groningen")),
)
TOWN = Municipality("groningen", "Groningen", "groningen")
DIRECTORY = Directory({"groningen": TOWN}, {DESK.key: DESK})
RECEIVED = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
SIGNAL = Signal(
    id="s1",
    reference="NP-TEST-1",
    created_at=RECEIVED,
    channel=Channel.WEB,
    language=Language.NL,
    reporter=Reporter(Role.COUNTER, None, "groningen", Disclosure.CONFIDENTIAL, None),
    urgency=Urgency.URGENT,
    exploitation_form=ExploitationForm.LABOUR,
    adjacent_concern=None,
    age_group=AgeGroup.ADULT,
    unaccompanied_minor=False,
    place=Place("groningen", Setting.COUNTER, None),
    source=Source.SEEN,
    ongoing=None,
    observation="Een man <b>legt</b> het geld op tafel en bewaart haar paspoort.",
    indicators=(Indicator("papers_kept", "papieren afgenomen", "bewaart haar paspoort"),),
    guidance=(),
    routing=RoutingDecision(RoutedDesk(Route.ATTENTION_OFFICER, DESK.key), reasons=("4",)),
    history=(HistoryEntry(RECEIVED, "system", "received", Status.NEW),),
)
PASSAGE = PassageInContext(
    passage=Passage("gids-1", "gids", ("Signalen",), "Let op wie het paspoort heeft.", 0, 30),
    document=Document("gids", "Gids mensenhandel", year=2026),
    previous=None,
    next=None,
    notes=(),
)
HIT = Hit(1, 0.5, "gids", "Gids mensenhandel", "Signalen", None, "Let op.", "gids-1")


class FakeServices:
    """One signal at one desk; remembers the commands it got."""

    def __init__(self) -> None:
        self.changes: list[ChangeStatus] = []
        self.filters: list[InboxFilters] = []
        self.handed: list[HandOver] = []
        self.judged: list[JudgeLink] = []
        self.exports: list[tuple[str, str]] = []
        self.reasons: list[str] = []
        self.total = 1
        self.refusal: ServiceError | None = None

    def inbox(self, officer: Officer, filters: InboxFilters) -> list[InboxRow]:
        return list(self.inbox_page(officer, filters).rows)

    def inbox_page(self, officer: Officer, filters: InboxFilters) -> InboxPage:
        self.filters.append(filters)
        rows = (ROW,) if DESK.key in officer.serves else ()
        return InboxPage(rows, self.total, InboxCounts(open=4, unread=3, overdue=2, mine=1))

    def signal(self, officer: Officer, signal_id: str, reason: str | None = None) -> SignalView:
        if signal_id != SIGNAL.id or DESK.key not in officer.serves:
            raise SignalNotFoundError
        return VIEW

    def break_glass(self, officer: Officer, reference: str, reason: str) -> SignalView:
        if self.refusal is not None:
            raise self.refusal
        if reference != SIGNAL.reference:
            raise SignalNotFoundError
        self.reasons.append(reason)
        return replace(
            VIEW, access=Access.BREAK_GLASS, allowed=(), may_write=False, may_hand_over=False,
            seen_by=(), links=(),
        )  # fmt: skip

    def export(self, officer: Officer, signal_id: str, form: str) -> SignalView:
        self.exports.append((signal_id, form))
        return self.signal(officer, signal_id)

    def hand_over(self, command: HandOver) -> None:
        self.handed.append(command)

    def judge_link(self, command: JudgeLink) -> None:
        self.judged.append(command)

    def change_status(self, command: ChangeStatus) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.changes.append(command)

    def follow_up(self, reference: str) -> FollowUp | None:
        known = reference == SIGNAL.reference
        return FollowUp(Status.ACCEPTED, "Dank je.", RECEIVED, Language.NL) if known else None

    def monitor(self, year: int | None = None) -> MonitorReport:
        tables = (
            MonitorTable("month", {"2026-01": 12}, 0, 12),
            MonitorTable("form", {"labour": 7}, 5, 12),
            MonitorTable("acceptance", {}, 0, 0),
        )
        return MonitorReport(year or 2026, 12, tables, (2026, 2025))

    def directory(self) -> Directory:
        return DIRECTORY


VIEW = SignalView(
    signal=SIGNAL,
    access=Access.FULL,
    original=None,
    desks={DESK.key: DeskRole.HANDLING},
    response_due=RECEIVED,
    version=1,
    accepted_by=None,
    allowed=(Status.ACCEPTED,),
    may_hand_over=True,
    may_write=True,
    seen_by=(AuditLine(RECEIVED, "officer-7", "signal_read", "full"),),
    links=(
        LinkedSignal(
            "s2", "NP-TEST-2", RECEIVED, SIGNAL.exploitation_form, "groningen", Status.NEW,
            LinkState.SUGGESTED, (Likeness.SAME_ADDRESS,),
        ),
    ),
)  # fmt: skip
ROW = InboxRow(
    id=SIGNAL.id,
    reference=SIGNAL.reference,
    created_at=RECEIVED,
    urgency=SIGNAL.urgency,
    exploitation_form=SIGNAL.exploitation_form,
    age_group=SIGNAL.age_group,
    status=SIGNAL.status,
    municipality="groningen",
    setting=Setting.COUNTER,
    primary=DESK.key,
    role=DeskRole.HANDLING,
    response_due=RECEIVED,
    overdue=True,
    unread=True,
    version=1,
)


class FakeRetriever:
    """An index of one passage."""

    def refresh(self) -> bool:
        return False

    def search(self, question: str, k: int = 10) -> list[Hit]:
        return [HIT][:k]

    def passage(self, passage_id: str) -> PassageInContext:
        if passage_id != "gids-1":
            raise PassageUnknownError(passage_id)
        return PASSAGE
