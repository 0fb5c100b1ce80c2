"""Decisions about what may be the same case, and a code beside a line of history."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.add_column("history", sa.Column("detail", sa.String(64), nullable=True))
    op.create_table(
        "links",
        sa.Column("one", sa.String(36), nullable=False),
        sa.Column("other", sa.String(36), nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["one"], ["signals.id"], name="fk_links_one"),
        sa.ForeignKeyConstraint(["other"], ["signals.id"], name="fk_links_other"),
        sa.PrimaryKeyConstraint("one", "other", name="pk_links"),
    )
    op.create_index("ix_links_other", "links", ["other"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("links")
    op.drop_column("history", "detail")
