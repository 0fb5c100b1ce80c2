"""Delivering the outbox: claim, send, note what became of it; at least once, never lost.

A process that dies after sending leaves a claimed row whose lease ends; the notice then goes
out again under the same key, by which a receiver knows it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from actions.domain.codes import Language
from actions.domain.directory import Directory
from actions.domain.events import TO_REPORTER, Notice
from actions.service_layer.errors import DeliveryError
from actions.service_layer.notices import desk_address, reporter_address
from actions.service_layer.parts import Parts
from actions.service_layer.ports import Notifier, RecordNotifier
from actions.service_layer.records import Delivery, DeliveryRound, ParkedDelivery, StoredSignal

LEASE = timedelta(minutes=2)
FIRST_RETRY = timedelta(seconds=30)
LONGEST_RETRY = timedelta(hours=1)
MAX_ATTEMPTS = 80  # with the times above about three days: a long weekend without a mail server


def deliver_due(
    parts: Parts, notifiers: Mapping[str, Notifier], public_url: str, limit: int
) -> DeliveryRound:
    """Try every due notice once."""
    now = parts.clock.now()
    with parts.transactions() as work:
        claimed = work.outbox.claim(now, now + LEASE, limit)
    outcomes = [_deliver(parts, notifiers, public_url, delivery) for delivery in claimed]
    return DeliveryRound(
        delivered=outcomes.count("delivered"),
        failed=outcomes.count("failed"),
        parked=outcomes.count("parked"),
    )


def retry_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: doubling, up to an hour."""
    doublings = min(attempts - 1, 10)  # beyond ten the longest wait holds anyway
    return min(FIRST_RETRY * (1 << doublings), LONGEST_RETRY)


def parked(parts: Parts) -> list[ParkedDelivery]:
    """What was given up, oldest first."""
    with parts.transactions() as work:
        return work.outbox.parked()


def retry(parts: Parts, delivery_id: int) -> bool:
    """Queue a parked notice again."""
    with parts.transactions() as work:
        return work.outbox.retry(delivery_id, parts.clock.now())


def _deliver(
    parts: Parts, notifiers: Mapping[str, Notifier], public_url: str, delivery: Delivery
) -> str:
    try:
        notifier = notifiers.get(delivery.target)
        if notifier is None:
            raise DeliveryError("target_not_configured")
        stored = _stored(parts, delivery)
        notice = _notice(stored, delivery, public_url)
        if isinstance(notifier, RecordNotifier):
            notifier.send_record(notice, stored.signal)
        else:
            notifier.send(notice, _address(stored, delivery, parts.directory_now()))
    except DeliveryError as error:
        return _failed(parts, delivery, error)
    with parts.transactions() as work:
        work.outbox.delivered(delivery, parts.clock.now())
    return "delivered"


def _failed(parts: Parts, delivery: Delivery, error: DeliveryError) -> str:
    now = parts.clock.now()
    give_up = error.permanent or delivery.attempts >= MAX_ATTEMPTS
    retry_at: datetime | None = None if give_up else now + retry_after(delivery.attempts)
    with parts.transactions() as work:
        work.outbox.failed(delivery, now, error.reason, retry_at)
    return "parked" if give_up else "failed"


def _stored(parts: Parts, delivery: Delivery) -> StoredSignal:
    with parts.transactions() as work:
        stored = work.signals.get(delivery.signal_id)
    if stored is None or stored.erased_at is not None:
        raise DeliveryError("signal_erased", permanent=True)
    return stored


def _notice(stored: StoredSignal, delivery: Delivery, public_url: str) -> Notice:
    to_reporter = delivery.kind in TO_REPORTER
    signal = stored.signal
    return Notice(
        key=delivery.key,
        kind=delivery.kind,
        desk=delivery.desk,
        reference=signal.reference,
        urgency=signal.urgency,
        link=f"{public_url}/opvolgen" if to_reporter else f"{public_url}/inbox/{signal.id}",
        language=signal.language if to_reporter else Language.NL,
    )


def _address(stored: StoredSignal, delivery: Delivery, directory: Directory) -> str:
    """The functional address of the desk or its deputy, or what the reporter left; or empty."""
    if delivery.kind in TO_REPORTER:
        return reporter_address(stored.signal) or ""
    return desk_address(directory.desk(delivery.desk), delivery.kind)
