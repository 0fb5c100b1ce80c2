"""The outbox: a row per delivery, a row per attempt, claimed by one worker at a time."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from actions.adapters import models
from actions.domain.events import NoticeKind
from actions.service_layer.records import Delivery, ParkedDelivery

PENDING, CLAIMED, DELIVERED, PARKED = "pending", "claimed", "delivered", "parked"
_T = models.outbox.c

HORIZON = timedelta(hours=2)
"""No notice is ever put off this long (delivery.LONGEST_RETRY is an hour): what is due later was
written by a clock that ran ahead, and is due now."""


class SqlOutbox:
    """Notices to be delivered.

    A claimed row's `due_at` is the end of its lease: a worker that dies leaves a row that
    becomes due again by itself.
    """

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def put(
        self, signal_id: str, desk: str, kind: NoticeKind, target: str, now: datetime, key: str
    ) -> None:
        """Queue a notice; the same key a second time changes nothing."""
        dialect: Any = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        self._connection.execute(
            dialect.insert(models.outbox)
            .values(
                key=key,
                signal_id=signal_id,
                desk=desk,
                kind=kind,
                target=target,
                state=PENDING,
                due_at=now,
                attempts=0,
                created_at=now,
            )
            .on_conflict_do_nothing(index_elements=["key"])
        )

    def claim(self, now: datetime, lease_until: datetime, limit: int) -> list[Delivery]:
        """Take due rows, oldest first."""
        due = (
            sa.select(_T.id)
            .where(
                _T.state.in_((PENDING, CLAIMED)),
                sa.or_(_T.due_at <= now, _T.due_at > now + HORIZON),
            )
            .order_by(_T.due_at, _T.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        rows = self._connection.execute(
            sa.update(models.outbox)
            .where(_T.id.in_(due.scalar_subquery()))
            .values(state=CLAIMED, due_at=lease_until, attempts=_T.attempts + 1)
            .returning(_T.id, _T.key, _T.signal_id, _T.desk, _T.kind, _T.target, _T.attempts)
        ).all()
        return sorted((_delivery(row) for row in rows), key=lambda delivery: delivery.id)

    def delivered(self, delivery: Delivery, now: datetime) -> None:
        """It arrived."""
        self._attempt(delivery, now, DELIVERED, None)
        self._update(delivery.id, state=DELIVERED, delivered_at=now, last_error=None)

    def failed(
        self, delivery: Delivery, now: datetime, error: str, retry_at: datetime | None
    ) -> None:
        """It did not: due again at `retry_at`, or parked."""
        if retry_at is None:
            self._attempt(delivery, now, PARKED, error)
            self._update(delivery.id, state=PARKED, last_error=error)
        else:
            self._attempt(delivery, now, "failed", error)
            self._update(delivery.id, state=PENDING, due_at=retry_at, last_error=error)

    def parked(self) -> list[ParkedDelivery]:
        """What was given up, oldest first."""
        rows = self._connection.execute(
            sa.select(models.outbox).where(_T.state == PARKED).order_by(_T.id)
        )
        return [
            ParkedDelivery(
                row.id,
                row.signal_id,
                row.desk,
                NoticeKind(row.kind),
                row.target,
                row.attempts,
                row.last_error,
            )
            for row in rows
        ]

    def retry(self, delivery_id: int, now: datetime) -> bool:
        """Queue a parked notice again, with its attempts counted anew."""
        done = self._connection.execute(
            sa.update(models.outbox)
            .where(_T.id == delivery_id, _T.state == PARKED)
            .values(state=PENDING, due_at=now, attempts=0)
        )
        return done.rowcount == 1

    def _attempt(self, delivery: Delivery, now: datetime, outcome: str, error: str | None) -> None:
        self._connection.execute(
            models.attempts.insert().values(
                delivery_id=delivery.id,
                number=delivery.attempts,
                at=now,
                outcome=outcome,
                error=error,
            )
        )

    def _update(self, delivery_id: int, **values: object) -> None:
        # A worker whose lease ran out must not undo another worker's delivery.
        self._connection.execute(
            sa.update(models.outbox)
            .where(_T.id == delivery_id, _T.state == CLAIMED)
            .values(**values)
        )


def _delivery(row: Any) -> Delivery:
    return Delivery(
        row.id, row.key, row.signal_id, row.desk, NoticeKind(row.kind), row.target, row.attempts
    )
