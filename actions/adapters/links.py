"""What officers said of two signals: the same case, or not."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from actions.adapters import models
from actions.service_layer.records import LinkState

_L = models.links.c


class SqlLinks:
    """Judgements of one transaction; a pair has one, whichever of the two was looked at."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def judged(self, signal_id: str) -> dict[str, LinkState]:
        """What was said of this signal and each other one, by the other's id."""
        here = sa.or_(_L.one == signal_id, _L.other == signal_id)
        rows = self._connection.execute(sa.select(_L.one, _L.other, _L.state).where(here)).all()
        return {
            (row.other if row.one == signal_id else row.one): LinkState(row.state) for row in rows
        }

    def judge(
        self, signal_id: str, other_id: str, state: LinkState, actor: str, now: datetime
    ) -> None:
        """Keep a judgement; a later one replaces it."""
        one, other = sorted((signal_id, other_id))
        values = {"state": state, "actor": actor, "at": now}
        dialect: Any = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        self._connection.execute(
            dialect.insert(models.links)
            .values(one=one, other=other, **values)
            .on_conflict_do_update(index_elements=["one", "other"], set_=values)
        )
