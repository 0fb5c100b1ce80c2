"""Handing a signal over: urgency, route, masking, and one transaction that keeps it all."""

from dataclasses import replace
from datetime import datetime

from actions.domain import urgency as urgency_rules
from actions.domain.codes import Disclosure, Language, Urgency
from actions.domain.commands import SubmitSignal
from actions.domain.directory import Directory
from actions.domain.disclosure import DeskRole
from actions.domain.events import Event, NoticeKind
from actions.domain.signal import (
    Facts,
    HistoryEntry,
    Indicator,
    Place,
    Reporter,
    RoutedDesk,
    RoutingDecision,
    Signal,
)
from actions.service_layer.errors import DuplicateSubmissionError
from actions.service_layer.notices import desk_roles, notice_key, targets_of
from actions.service_layer.parts import Parts
from actions.service_layer.ports import Masker, Transaction
from actions.service_layer.records import DeskFacts, Receipt, StoredSignal

REPORTER = "reporter"


def preview(parts: Parts, facts: Facts) -> tuple[Urgency, RoutingDecision]:
    """What would happen with these facts; nothing is kept."""
    urgency = urgency_rules.assess(facts)
    return urgency, parts.router.decide(facts, urgency, parts.directory_now())


def submit(parts: Parts, command: SubmitSignal) -> Receipt:
    """Keep the signal and the notices it causes, then say so.

    Raises:
        StoreBusyError: nothing was kept; the same command may be given again.
    """
    stored = _new_signal(parts, command)
    try:
        with parts.transactions() as work:
            known = work.signals.by_submission(command.submission_key)
            if known is None:
                _keep(parts, work, stored, command.submission_key)
    except DuplicateSubmissionError:
        with parts.transactions() as work:
            known = work.signals.by_submission(command.submission_key)
    return _receipt(known or stored, parts.directory_now())


def _keep(parts: Parts, work: Transaction, stored: StoredSignal, submission_key: str) -> None:
    signal = stored.signal
    now = signal.created_at
    work.signals.add(stored, submission_key, purge_after=now + parts.retention)
    for desk, role in stored.desks.items():
        for target in targets_of(parts, desk, role):
            key = notice_key(signal.id, desk, NoticeKind.NEW_SIGNAL, target)
            work.outbox.put(signal.id, desk, NoticeKind.NEW_SIGNAL, target, now, key)
    work.audit.record(now, REPORTER, "signal_submitted", signal.id)


def _new_signal(parts: Parts, command: SubmitSignal) -> StoredSignal:
    now = parts.clock.now()
    urgency, decision = preview(parts, command.facts)
    directory = parts.directory_now()
    desks = desk_roles(decision, directory)
    signal = _signal(parts, command, urgency, decision, now)
    return StoredSignal(
        signal=signal,
        original=command.observation,
        desks=desks,
        response_due=_response_due(desks, urgency, directory, now),
    )


def _signal(
    parts: Parts,
    command: SubmitSignal,
    urgency: Urgency,
    decision: RoutingDecision,
    now: datetime,
) -> Signal:
    facts, masker = command.facts, parts.masker
    return Signal(
        id=parts.new_id(),
        reference=parts.references.new(),
        created_at=now,
        channel=command.channel,
        language=command.language,
        reporter=_reporter(command),
        urgency=urgency,
        exploitation_form=facts.exploitation_form,
        adjacent_concern=facts.adjacent_concern,
        age_group=facts.age_group,
        unaccompanied_minor=facts.unaccompanied_minor,
        place=Place(
            facts.place_municipality,
            facts.setting,
            _masked_sector(masker, command.sector),
        ),
        source=command.source,
        ongoing=facts.ongoing,
        observation=masker.mask(command.observation).text,
        indicators=tuple(_masked(parts, indicator) for indicator in command.indicators),
        guidance=command.guidance,
        routing=decision,
        history=(HistoryEntry(now, REPORTER, Event.RECEIVED),),
    )


def _reporter(command: SubmitSignal) -> Reporter:
    facts = command.facts
    disclosure = facts.disclosure or Disclosure.CONFIDENTIAL
    # Who chose to stay anonymous has no contact kept, whatever was typed before that choice.
    contact = None if disclosure is Disclosure.ANONYMOUS else command.contact
    return Reporter(
        facts.role, facts.organisation, facts.reporter_municipality, disclosure, contact
    )


def _masked_sector(masker: Masker, sector: str | None) -> str | None:
    """The kind of work without anybody's name; "temp_agency" is a code and no account's name."""
    if sector is None:
        return None
    words = sector.replace("_", " ")
    masked = masker.mask(words).text
    return sector if masked == words else masked


def _masked(parts: Parts, indicator: Indicator) -> Indicator:
    return replace(indicator, evidence=parts.masker.mask(indicator.evidence).text)


def _response_due(
    desks: dict[str, DeskRole], urgency: Urgency, directory: Directory, now: datetime
) -> datetime | None:
    handling = next(iter(desks), None)
    desk = directory.desk(handling) if handling else None
    return directory.response_due(desk, urgency, now) if desk else None


def _receipt(stored: StoredSignal, directory: Directory) -> Receipt:
    signal = stored.signal
    return Receipt(
        signal_id=signal.id,
        reference=signal.reference,
        urgency=signal.urgency,
        decision=signal.routing,
        desk=desk_facts(signal.routing.primary, signal.language, directory, signal.created_at),
        response_due=stored.response_due,
    )


def desk_facts(
    routed: RoutedDesk, language: Language, directory: Directory, at: datetime
) -> DeskFacts:
    """What a person is told of a desk; its key stands for a desk no longer in the directory."""
    desk = directory.desk(routed.desk)
    if desk is None:
        return DeskFacts(routed.desk, routed.route, routed.desk, None, None)
    name, phone = desk.name.in_language(language), desk.phone_on(at.date())
    return DeskFacts(desk.key, routed.route, name, desk.email, phone)
