"""What officers list and look for, over SQL; texts are opened only to search in them."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from actions.adapters import models, sealing
from actions.adapters.cipher import Cipher
from actions.domain.codes import AgeGroup, ExploitationForm, Setting, Status, Urgency
from actions.domain.commands import InboxFilters, InboxOrder
from actions.domain.disclosure import DeskRole, Officer
from actions.domain.events import Event
from actions.domain.hours import local
from actions.service_layer.records import InboxCounts, InboxPage, InboxRow

_S, _D, _H, _A = models.signals.c, models.signal_desks.c, models.history.c, models.audit.c
URGENCY_RANK = {Urgency.ACUTE: 0, Urgency.URGENT: 1, Urgency.NORMAL: 2}
ROLE_RANK = (DeskRole.HANDLING, DeskRole.ESCALATED, DeskRole.SHARED, DeskRole.SECONDARY)
MOST_SEARCHED = 5000
"""Signals that one search opens at most, the first in the order of the list."""


class SqlInbox:
    """Lists of one transaction."""

    def __init__(self, connection: sa.Connection, cipher: Cipher) -> None:
        self._connection = connection
        self._cipher = cipher

    def page(self, officer: Officer, filters: InboxFilters, now: datetime) -> InboxPage:
        """The officer's signals that the filters let through, a page of them, and the counts."""
        everything = _visible(officer, filters.desk).subquery()
        wanted = (
            sa.select(everything)
            .where(*_conditions(everything.c, filters, now))
            .order_by(*_order(everything.c, filters.order))
        )
        words = tuple((filters.search or "").lower().split())
        rows, total = (
            self._searched(wanted, words, filters) if words else self._all(wanted, filters)
        )
        shown = tuple(self._row(row, now) for row in rows)
        return InboxPage(shown, total, self._counts(everything, officer, now))

    def _all(self, wanted: sa.Select[Any], filters: InboxFilters) -> tuple[list[Any], int]:
        total = self._connection.execute(
            sa.select(sa.func.count()).select_from(wanted.order_by(None).subquery())
        ).scalar_one()
        page = wanted.offset(filters.offset).limit(filters.limit)
        return list(self._connection.execute(page).all()), total

    def _searched(
        self, wanted: sa.Select[Any], words: tuple[str, ...], filters: InboxFilters
    ) -> tuple[list[Any], int]:
        rows = self._connection.execute(wanted.limit(MOST_SEARCHED)).all()
        found = [row for row in rows if self._says(row, words)]
        return found[filters.offset : filters.offset + filters.limit], len(found)

    def _says(self, row: Any, words: tuple[str, ...]) -> bool:
        key = sealing.data_key(row, self._cipher)
        partner = ROLE_RANK[row.best] is DeskRole.SECONDARY
        text = sealing.searchable(row, key, masked_only=partner).lower()
        return all(word in text for word in words)

    def _counts(self, everything: sa.Subquery, officer: Officer, now: datetime) -> InboxCounts:
        c = everything.c
        is_open = c.status != Status.CLOSED
        found = self._connection.execute(
            sa.select(
                _count(is_open),
                _count(sa.and_(is_open, _unread(c))),
                _count(_overdue(c, now)),
                _count(sa.and_(is_open, c.accepted_by == officer.id)),
            ).select_from(everything)
        ).one()
        return InboxCounts(*(int(number or 0) for number in found))

    def _row(self, row: Any, now: datetime) -> InboxRow:
        late = row.response_due is not None and row.response_due < now
        changed = row.seen_at is not None and row.changed_at > row.seen_at
        return InboxRow(
            id=row.id,
            reference=sealing.reference_of(row, sealing.data_key(row, self._cipher)),
            created_at=row.created_at,
            urgency=Urgency(row.urgency),
            exploitation_form=ExploitationForm(row.exploitation_form),
            age_group=AgeGroup(row.age_group),
            status=Status(row.status),
            municipality=row.place_municipality,
            setting=Setting(row.setting) if row.setting else None,
            primary=row.primary_desk,
            role=ROLE_RANK[row.best],
            response_due=None if row.response_due is None else local(row.response_due),
            overdue=late and not row.answered and row.status != Status.CLOSED,
            unread=row.seen_at is None or changed,
            version=row.version,
            changed=changed,
            passed_on=bool(row.passed_on),
            accepted_by=row.accepted_by,
            answered=bool(row.answered),
        )


def _visible(officer: Officer, desk: str | None) -> sa.Select[Any]:
    desks = officer.serves & {desk} if desk else officer.serves
    ranks = {role: number for number, role in enumerate(ROLE_RANK)}
    return (
        sa.select(
            models.signals,
            sa.func.min(sa.case(ranks, value=_D.role)).label("best"),
            _last_read(officer).label("seen_at"),
            _last_change(officer).label("changed_at"),
            _passed_on().label("passed_on"),
            _answered().label("answered"),
        )
        .join(models.signal_desks, _D.signal_id == _S.id)
        .where(_D.desk.in_(desks), _S.erased_at.is_(None))
        .group_by(_S.id)
    )


def _last_read(officer: Officer) -> sa.ScalarSelect[Any]:
    mine = sa.and_(_A.signal_id == _S.id, _A.actor == officer.id, _A.action == "signal_read")
    return sa.select(sa.func.max(_A.at)).where(mine).scalar_subquery()


def _last_change(officer: Officer) -> sa.ScalarSelect[Any]:
    by_others = sa.and_(_H.signal_id == _S.id, _H.actor != officer.id)
    return sa.select(sa.func.max(_H.at)).where(by_others).scalar_subquery()


def _passed_on() -> sa.Exists:
    events = (Event.DEPUTY_TOLD, Event.HANDED_OVER)
    return sa.exists().where(_H.signal_id == _S.id, _H.event.in_(events))


def _answered() -> sa.Exists:
    return sa.exists().where(_H.signal_id == _S.id, _H.feedback.is_not(None))


def _unread(c: Any) -> sa.ColumnElement[bool]:
    return sa.or_(c.seen_at.is_(None), c.changed_at > c.seen_at)


def _overdue(c: Any, now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(c.status != Status.CLOSED, c.response_due < now, sa.not_(c.answered))


def _count(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((condition, 1), else_=0))


def _order(c: Any, order: InboxOrder) -> tuple[Any, ...]:
    rank = sa.case(URGENCY_RANK, value=c.urgency)
    if order is InboxOrder.DUE:
        return (c.response_due.is_(None), c.response_due, rank, c.created_at, c.id)
    if order is InboxOrder.NEWEST:
        return (c.created_at.desc(), c.id)
    return (rank, c.created_at, c.id)


def _conditions(c: Any, filters: InboxFilters, now: datetime) -> list[sa.ColumnElement[bool]]:
    wanted = (
        (c.status, filters.status),
        (c.urgency, filters.urgency),
        (c.place_municipality, filters.municipality),
        (c.exploitation_form, filters.form),
        (c.setting, filters.setting),
        (c.accepted_by, filters.accepted_by),
    )
    found = [column == value for column, value in wanted if value is not None]
    if filters.open_only:
        found.append(c.status != Status.CLOSED)
    if filters.since is not None:
        found.append(c.created_at >= filters.since)
    if filters.unread_only:
        found.append(_unread(c))
    if filters.overdue_only:
        found.append(_overdue(c, now))
    return found
