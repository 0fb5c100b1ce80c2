"""The JSON of /api/v1, written out field by field (contract 3 and 4)."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from actions.domain.codes import (
    Action,
    AdjacentConcern,
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


class Problem(BaseModel):
    """An error, as RFC 9457 has it; `code` is stable, `title` and `detail` are for people."""

    type: str
    title: str
    status: int
    detail: str
    code: str


class ReporterJson(BaseModel):
    """Who told it, as far as this officer may know."""

    role: Role | None
    organisation: str | None
    municipality: str | None
    disclosure: Disclosure
    contact: str | None


class PlaceJson(BaseModel):
    """Where it was noticed."""

    municipality: str | None
    setting: Setting | None
    sector: str | None


class IndicatorJson(BaseModel):
    """A catalogue signal with the words that showed it."""

    code: str
    label: str
    evidence: str


class CitationJson(BaseModel):
    """A place in a document that can be checked."""

    document: str
    title: str
    section: str
    page: int | None
    quote: str
    url: str


class RoutedJson(BaseModel):
    """A kind of desk and the desk that serves it."""

    route: Route
    desk: str


class RoutingJson(BaseModel):
    """Where the signal went and which rows of the decision table said so."""

    primary: RoutedJson
    secondary: list[RoutedJson]
    actions: list[Action]
    reasons: list[str]


class HistoryJson(BaseModel):
    """One line of a signal's life."""

    at: AwareDatetime
    actor: str
    event: str
    status: Status | None
    note: str | None
    feedback: str | None


class SignalJson(BaseModel):
    """A signal; `observation` is masked, `observation_original` is for the handling desk."""

    model_config = ConfigDict(populate_by_name=True)

    schema_: Literal["nietpluis.signal/1"] = Field(alias="schema")
    id: str
    reference: str
    created_at: AwareDatetime
    channel: Channel
    language: Language
    reporter: ReporterJson
    urgency: Urgency
    exploitation_form: ExploitationForm
    adjacent_concern: AdjacentConcern | None
    age_group: AgeGroup
    unaccompanied_minor: bool
    place: PlaceJson
    source: Source | None
    ongoing: bool | None
    observation: str
    observation_original: str | None
    indicators: list[IndicatorJson]
    guidance: list[CitationJson]
    routing: RoutingJson
    status: Status
    history: list[HistoryJson]
    response_due: AwareDatetime | None
    version: int
    allowed: list[Status]


class SignalRowJson(BaseModel):
    """A line of the inbox: nothing that anybody typed."""

    id: str
    reference: str
    created_at: AwareDatetime
    urgency: Urgency
    exploitation_form: ExploitationForm
    age_group: AgeGroup
    status: Status
    place: PlaceJson
    desk: str
    response_due: AwareDatetime | None
    overdue: bool
    unread: bool
    version: int


class SignalListJson(BaseModel):
    """Most urgent first, then oldest first."""

    results: list[SignalRowJson]


class StatusChangeJson(BaseModel):
    """What an officer may change; `version` guards against a change made in between."""

    model_config = ConfigDict(extra="forbid")

    status: Status
    note: str | None = Field(default=None, max_length=5_000)
    feedback: str | None = Field(default=None, max_length=5_000)
    version: int | None = None


class FollowUpJson(BaseModel):
    """All that a reporter gets by reference."""

    status: Status
    feedback: str | None


class HitJson(BaseModel):
    """A passage found."""

    rank: int
    score: float
    document: str
    title: str
    section: str
    page: int | None
    text: str


class SearchJson(BaseModel):
    """Best first."""

    results: list[HitJson]


class InboxQuery(BaseModel):
    """Filters of the list; what is left out means all."""

    model_config = ConfigDict(extra="forbid")

    status: Status | None = None
    urgency: Urgency | None = None
    desk: str | None = None
    municipality: str | None = None
    open_only: bool = Field(default=False, alias="openOnly")
    since: AwareDatetime | None = None
    limit: int = Field(default=200, ge=1, le=500)
