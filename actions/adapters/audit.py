"""The audit trail; the tables' triggers refuse every change of what is written."""

from datetime import datetime

import sqlalchemy as sa

from actions.adapters import models


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
