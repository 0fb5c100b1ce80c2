"""First tables, with the triggers that keep history, audit and attempts as they were written."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("history", "audit", "attempts")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)

NO_CHANGE_FUNCTION = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME; END $$
"""


def upgrade() -> None:
    """Apply."""
    _signals()
    _signal_desks()
    _history()
    _audit()
    _outbox()
    _attempts()
    for table in APPEND_ONLY:
        _forbid_change(table)


def downgrade() -> None:
    """Take back."""
    for table in ("attempts", "outbox", "audit", "history", "signal_desks", "signals"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")


def _code(name: str, *, nullable: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.String(64), nullable=nullable)


def _moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, MOMENT, nullable=nullable)


def _sealed(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=True)


def _signal_id() -> sa.Column[str]:
    return sa.Column("signal_id", sa.String(36), nullable=False)


def _of_signal(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["signal_id"], ["signals.id"], name=f"fk_{table}_signal_id")


def _signals() -> None:
    op.create_table(
        "signals",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("reference_hash", sa.String(64), nullable=False),
        sa.Column("submission_hash", sa.String(64), nullable=False),
        _moment("created_at", nullable=False),
        *_signal_codes(),
        sa.Column("routing", JSON, nullable=False),
        sa.Column("guidance", JSON, nullable=False),
        _code("status", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _moment("response_due"),
        _moment("accepted_at"),
        _code("accepted_by"),
        _moment("purge_after", nullable=False),
        _moment("erased_at"),
        _code("key_id"),
        *(_sealed(name) for name in ("data_key", "reference", "original", "shown", "contact")),
        sa.PrimaryKeyConstraint("id", name="pk_signals"),
        sa.UniqueConstraint("reference_hash", name="uq_signals_reference_hash"),
        sa.UniqueConstraint("submission_hash", name="uq_signals_submission_hash"),
    )
    op.create_index("ix_signals_created_at", "signals", ["created_at"])
    op.create_index("ix_signals_purge_after", "signals", ["purge_after"])


def _signal_codes() -> list[sa.Column[object]]:
    needed = {"channel", "language", "disclosure", "urgency", "exploitation_form", "age_group"}
    needed |= {"primary_route", "primary_desk"}
    names = (
        "channel language reporter_role reporter_municipality disclosure urgency "
        "exploitation_form adjacent_concern age_group place_municipality setting sector "
        "source primary_route primary_desk"
    )
    codes: list[sa.Column[object]] = [
        sa.Column(name, sa.String(64), nullable=name not in needed) for name in names.split()
    ]
    return [
        *codes,
        sa.Column("unaccompanied_minor", sa.Boolean(), nullable=False),
        sa.Column("ongoing", sa.Boolean(), nullable=True),
    ]


def _signal_desks() -> None:
    op.create_table(
        "signal_desks",
        _signal_id(),
        _code("desk", nullable=False),
        _code("role", nullable=False),
        _moment("at", nullable=False),
        _of_signal("signal_desks"),
        sa.PrimaryKeyConstraint("signal_id", "desk", name="pk_signal_desks"),
    )
    op.create_index("ix_signal_desks_desk", "signal_desks", ["desk"])


def _history() -> None:
    op.create_table(
        "history",
        sa.Column("seq", SERIAL, nullable=False),
        sa.Column("row_id", sa.String(36), nullable=False),
        _signal_id(),
        _moment("at", nullable=False),
        _code("actor", nullable=False),
        _code("event", nullable=False),
        _code("status"),
        _sealed("note"),
        _sealed("feedback"),
        _of_signal("history"),
        sa.PrimaryKeyConstraint("seq", name="pk_history"),
        sa.UniqueConstraint("row_id", name="uq_history_row_id"),
    )
    op.create_index("ix_history_signal_id", "history", ["signal_id"])


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", SERIAL, nullable=False),
        _moment("at", nullable=False),
        _code("actor", nullable=False),
        _code("action", nullable=False),
        sa.Column("signal_id", sa.String(36), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
    )
    op.create_index("ix_audit_signal_id", "audit", ["signal_id"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        _signal_id(),
        *(_code(name, nullable=False) for name in ("desk", "kind", "target", "state")),
        _moment("due_at", nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        _moment("created_at", nullable=False),
        _moment("delivered_at"),
        sa.Column("last_error", sa.Text(), nullable=True),
        _of_signal("outbox"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
    )
    op.create_index("ix_outbox_due", "outbox", ["state", "due_at"])
    op.create_index("ix_outbox_signal_id", "outbox", ["signal_id"])


def _attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("seq", SERIAL, nullable=False),
        sa.Column("delivery_id", SERIAL, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        _moment("at", nullable=False),
        _code("outcome", nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["delivery_id"], ["outbox.id"], name="fk_attempts_delivery_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_attempts"),
    )
    op.create_index("ix_attempts_delivery_id", "attempts", ["delivery_id"])


def _forbid_change(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        if table == APPEND_ONLY[0]:
            op.execute(NO_CHANGE_FUNCTION)
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are only ever added'); END"
        )
