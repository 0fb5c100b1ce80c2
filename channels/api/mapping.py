"""Domain values to the API's JSON, written out."""

from actions.domain.commands import InboxFilters
from actions.domain.signal import HistoryEntry, RoutedDesk, RoutingDecision, Signal
from actions.service_layer.records import InboxRow, SignalView
from channels.api import schemas
from knowledge.model import Hit


def signal_json(view: SignalView) -> schemas.SignalJson:
    """A signal as this officer may see it."""
    signal = view.signal
    return schemas.SignalJson(
        schema="nietpluis.signal/1",
        id=signal.id,
        reference=signal.reference,
        created_at=signal.created_at,
        channel=signal.channel,
        language=signal.language,
        reporter=_reporter(signal),
        urgency=signal.urgency,
        exploitation_form=signal.exploitation_form,
        adjacent_concern=signal.adjacent_concern,
        age_group=signal.age_group,
        unaccompanied_minor=signal.unaccompanied_minor,
        place=_place(signal),
        source=signal.source,
        ongoing=signal.ongoing,
        observation=signal.observation,
        observation_original=view.original,
        indicators=_indicators(signal),
        guidance=_guidance(signal),
        routing=_routing(signal.routing),
        status=signal.status,
        history=[_entry(entry) for entry in signal.history],
        response_due=view.response_due,
        version=view.version,
        allowed=list(view.allowed),
    )


def row_json(row: InboxRow) -> schemas.SignalRowJson:
    """A line of the inbox."""
    return schemas.SignalRowJson(
        id=row.id,
        reference=row.reference,
        created_at=row.created_at,
        urgency=row.urgency,
        exploitation_form=row.exploitation_form,
        age_group=row.age_group,
        status=row.status,
        place=schemas.PlaceJson(municipality=row.municipality, setting=row.setting, sector=None),
        desk=row.primary,
        response_due=row.response_due,
        overdue=row.overdue,
        unread=row.unread,
        version=row.version,
    )


def hit_json(hit: Hit) -> schemas.HitJson:
    """A passage found (contract 4)."""
    return schemas.HitJson(
        rank=hit.rank,
        score=hit.score,
        document=hit.document,
        title=hit.title,
        section=hit.section,
        page=hit.page,
        text=hit.text,
    )


def filters(query: schemas.InboxQuery) -> InboxFilters:
    """The question of the inbox."""
    return InboxFilters(
        status=query.status,
        urgency=query.urgency,
        desk=query.desk,
        municipality=query.municipality,
        open_only=query.open_only,
        since=query.since,
        limit=query.limit,
    )


def _reporter(signal: Signal) -> schemas.ReporterJson:
    reporter = signal.reporter
    return schemas.ReporterJson(
        role=reporter.role,
        organisation=reporter.organisation,
        municipality=reporter.municipality,
        disclosure=reporter.disclosure,
        contact=reporter.contact,
    )


def _place(signal: Signal) -> schemas.PlaceJson:
    place = signal.place
    return schemas.PlaceJson(
        municipality=place.municipality, setting=place.setting, sector=place.sector
    )


def _indicators(signal: Signal) -> list[schemas.IndicatorJson]:
    return [
        schemas.IndicatorJson(code=found.code, label=found.label, evidence=found.evidence)
        for found in signal.indicators
    ]


def _guidance(signal: Signal) -> list[schemas.CitationJson]:
    return [
        schemas.CitationJson(
            document=cited.document,
            title=cited.title,
            section=cited.section,
            page=cited.page,
            quote=cited.quote,
            url=cited.url,
        )
        for cited in signal.guidance
    ]


def _routing(decision: RoutingDecision) -> schemas.RoutingJson:
    return schemas.RoutingJson(
        primary=_routed(decision.primary),
        secondary=[_routed(desk) for desk in decision.secondary],
        actions=list(decision.actions),
        reasons=list(decision.reasons),
    )


def _routed(desk: RoutedDesk) -> schemas.RoutedJson:
    return schemas.RoutedJson(route=desk.route, desk=desk.desk)


def _entry(entry: HistoryEntry) -> schemas.HistoryJson:
    return schemas.HistoryJson(
        at=entry.at,
        actor=entry.actor,
        event=entry.event,
        status=entry.status,
        note=entry.note,
        feedback=entry.feedback,
    )
