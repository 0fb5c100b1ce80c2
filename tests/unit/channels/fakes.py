"""A made-up Rasa that remembers what it was sent, a clock that is moved by hand."""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
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
from actions.domain.commands import ChangeStatus, InboxFilters
from actions.domain.directory import Desk, Directory, EscalationTimes, LocalText, Municipality
from actions.domain.disclosure import Access, DeskRole, Officer
from actions.domain.hours import OpeningHours
from actions.domain.signal import (
    HistoryEntry,
    Indicator,
    Place,
    Reporter,
    RoutedDesk,
    RoutingDecision,
    Signal,
)
from actions.service_layer.errors import ServiceError, SignalNotFoundError
from actions.service_layer.records import (
    FollowUp,
    InboxRow,
    MonitorReport,
    MonitorTable,
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
        self.refusal: ServiceError | None = None

    def inbox(self, officer: Officer, filters: InboxFilters) -> list[InboxRow]:
        self.filters.append(filters)
        return [ROW] if DESK.key in officer.serves else []

    def signal(self, officer: Officer, signal_id: str, reason: str | None = None) -> SignalView:
        if signal_id != SIGNAL.id or DESK.key not in officer.serves:
            raise SignalNotFoundError
        desks = {DESK.key: DeskRole.HANDLING}
        return SignalView(SIGNAL, Access.FULL, None, desks, RECEIVED, 1, None, (Status.ACCEPTED,))

    def change_status(self, command: ChangeStatus) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.changes.append(command)

    def follow_up(self, reference: str) -> FollowUp | None:
        known = reference == SIGNAL.reference
        return FollowUp(Status.ACCEPTED, "Dank je.", RECEIVED, Language.NL) if known else None

    def monitor(self) -> MonitorReport:
        return MonitorReport(2026, 12, (MonitorTable("exploitation_form", {"labour": 7}, 5),))

    def directory(self) -> Directory:
        return DIRECTORY


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
