"""Alembic's environment: always over a connection that the application gives."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context

from actions.adapters import models


def _render(kind: str, thing: Any, _context: Any) -> str | Literal[False]:
    # Our own types would be written by names that a migration must not depend on.
    if kind == "type" and isinstance(thing, models.Moment):
        return "sa.DateTime(timezone=True)"
    return False


def run(connection: sa.Connection) -> None:
    """Run the migrations on this connection."""
    context.configure(
        connection=connection,
        target_metadata=models.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=_render,
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
