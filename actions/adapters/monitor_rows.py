"""What the monitor counts, over SQL: codes and moments, nothing sealed."""

from collections import defaultdict
from datetime import datetime

import sqlalchemy as sa

from actions.adapters import models
from actions.domain.codes import Status
from actions.service_layer.counting import Countable, StatusMoment

_S, _H = models.signals.c, models.history.c


class SqlMonitor:
    """Countable signals of one transaction; erased ones count on."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def received(self, since: datetime, until: datetime) -> list[Countable]:
        """Every signal of a period, in the order of receipt."""
        period = sa.and_(_S.created_at >= since, _S.created_at < until)
        columns = (
            _S.id, _S.created_at, _S.exploitation_form, _S.sector, _S.setting, _S.age_group,
            _S.primary_route, _S.place_municipality, _S.accepted_at,
        )  # fmt: skip
        query = sa.select(*columns).where(period).order_by(_S.created_at, _S.id)
        steps, answers = self._steps(period), self._answers(period)
        return [
            Countable(
                received_at=row.created_at,
                codes={
                    "form": row.exploitation_form,
                    "sector": row.sector or "unknown",
                    "setting": row.setting or "unknown",
                    "age_group": row.age_group,
                    "route": row.primary_route,
                    "municipality": row.place_municipality or "unknown",
                },
                accepted_at=row.accepted_at,
                answered_at=answers.get(row.id),
                steps=tuple(steps[row.id]),
            )
            for row in self._connection.execute(query).all()
        ]

    def years(self) -> list[int]:
        """Calendar years in which signals came, the newest first."""
        year = sa.extract("year", _S.created_at)
        found = self._connection.execute(sa.select(year).distinct()).scalars()
        return sorted({int(number) for number in found}, reverse=True)

    def _steps(self, period: sa.ColumnElement[bool]) -> dict[str, list[StatusMoment]]:
        query = (
            sa.select(_H.signal_id, _H.at, _H.status, _H.detail)
            .join(models.signals, _S.id == _H.signal_id)
            .where(period, _H.status.is_not(None))
            .order_by(_H.seq)
        )
        found: dict[str, list[StatusMoment]] = defaultdict(list)
        for row in self._connection.execute(query):
            found[row.signal_id].append(StatusMoment(row.at, Status(row.status), row.detail))
        return found

    def _answers(self, period: sa.ColumnElement[bool]) -> dict[str, datetime]:
        query = (
            sa.select(_H.signal_id, sa.func.min(_H.at).label("at"))
            .join(models.signals, _S.id == _H.signal_id)
            .where(period, _H.feedback.is_not(None))
            .group_by(_H.signal_id)
        )
        return {row.signal_id: row.at for row in self._connection.execute(query)}
