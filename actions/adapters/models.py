"""The tables. Sealed columns hold ciphertext of one signal's data key; codes stay readable,
so that an inbox can be sorted and a monitor counted without opening anything.
"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(sa.types.TypeDecorator[datetime]):
    """A moment in UTC; refuses one without a zone, and gives the zone back on SQLite."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Store in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Read as UTC."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


metadata = sa.MetaData(naming_convention=NAMING)
Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
Serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _code(name: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.String(64), nullable=nullable)


def _signal_id(*, primary_key: bool = False) -> sa.Column[Any]:
    return sa.Column(
        "signal_id",
        sa.String(36),
        sa.ForeignKey("signals.id"),
        primary_key=primary_key,
        nullable=False,
        index=not primary_key,
    )


signals = sa.Table(
    "signals",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("reference_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("submission_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("created_at", Moment(), nullable=False, index=True),
    _code("channel", nullable=False),
    _code("language", nullable=False),
    _code("reporter_role"),
    _code("reporter_municipality"),
    _code("disclosure", nullable=False),
    _code("urgency", nullable=False),
    _code("exploitation_form", nullable=False),
    _code("adjacent_concern"),
    _code("age_group", nullable=False),
    _code("place_municipality"),
    _code("setting"),
    _code("sector"),
    _code("source"),
    _code("primary_route", nullable=False),
    _code("primary_desk", nullable=False),
    sa.Column("unaccompanied_minor", sa.Boolean, nullable=False),
    sa.Column("ongoing", sa.Boolean),
    sa.Column("routing", Json, nullable=False),
    sa.Column("guidance", Json, nullable=False),
    _code("status", nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("response_due", Moment()),
    sa.Column("accepted_at", Moment()),
    _code("accepted_by"),
    sa.Column("purge_after", Moment(), nullable=False, index=True),
    sa.Column("erased_at", Moment()),
    _code("key_id"),
    sa.Column("data_key", sa.LargeBinary),
    sa.Column("reference", sa.LargeBinary),
    sa.Column("original", sa.LargeBinary),
    sa.Column("shown", sa.LargeBinary),
    sa.Column("contact", sa.LargeBinary),
)

signal_desks = sa.Table(
    "signal_desks",
    metadata,
    _signal_id(primary_key=True),
    sa.Column("desk", sa.String(64), primary_key=True, index=True),
    _code("role", nullable=False),
    sa.Column("at", Moment(), nullable=False),
)

history = sa.Table(
    "history",
    metadata,
    sa.Column("seq", Serial, primary_key=True),
    sa.Column("row_id", sa.String(36), nullable=False, unique=True),
    _signal_id(),
    sa.Column("at", Moment(), nullable=False),
    _code("actor", nullable=False),
    _code("event", nullable=False),
    _code("status"),
    sa.Column("note", sa.LargeBinary),
    sa.Column("feedback", sa.LargeBinary),
    _code("detail"),
)

links = sa.Table(
    "links",
    metadata,
    sa.Column("one", sa.String(36), sa.ForeignKey("signals.id"), primary_key=True),
    sa.Column("other", sa.String(36), sa.ForeignKey("signals.id"), primary_key=True, index=True),
    _code("state", nullable=False),
    sa.Column("at", Moment(), nullable=False),
    _code("actor", nullable=False),
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("seq", Serial, primary_key=True),
    sa.Column("at", Moment(), nullable=False),
    _code("actor", nullable=False),
    _code("action", nullable=False),
    sa.Column("signal_id", sa.String(36), index=True),
    sa.Column("detail", sa.Text, nullable=False),
)

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", Serial, primary_key=True),
    sa.Column("key", sa.String(64), nullable=False, unique=True),
    _signal_id(),
    _code("desk", nullable=False),
    _code("kind", nullable=False),
    _code("target", nullable=False),
    _code("state", nullable=False),
    sa.Column("due_at", Moment(), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("created_at", Moment(), nullable=False),
    sa.Column("delivered_at", Moment()),
    sa.Column("last_error", sa.Text),
    sa.Index("ix_outbox_due", "state", "due_at"),
)

attempts = sa.Table(
    "attempts",
    metadata,
    sa.Column("seq", Serial, primary_key=True),
    sa.Column("delivery_id", Serial, sa.ForeignKey("outbox.id"), nullable=False, index=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("at", Moment(), nullable=False),
    _code("outcome", nullable=False),
    sa.Column("error", sa.Text),
)
