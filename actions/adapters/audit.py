"""The audit trail; the tables' triggers refuse every change of what is written."""

from datetime import datetime

import sqlalchemy as sa

from actions.adapters import models
from actions.service_layer.records import AuditLine


class SqlAuditTrail:
    """Adds lines about who read or changed what."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def record(
        self, now: datetime, actor: str, action: str, signal_id: str | None, detail: str = ""
    ) -> None:
        """Add a line."""
        self._connection.execute(
            models.audit.insert().values(
                at=now, actor=actor, action=action, signal_id=signal_id, detail=detail
            )
        )

    def of_signal(self, signal_id: str, limit: int) -> list[AuditLine]:
        """What was done to a signal, the newest first."""
        columns = models.audit.c
        query = (
            sa.select(columns.at, columns.actor, columns.action, columns.detail)
            .where(columns.signal_id == signal_id)
            .order_by(columns.seq.desc())
            .limit(limit)
        )
        return [AuditLine(*row) for row in self._connection.execute(query)]
