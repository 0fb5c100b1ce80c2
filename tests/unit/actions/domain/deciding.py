"""The shipped table and directory, and short ways to ask them."""

from datetime import date
from typing import Any

from actions.adapters.decision_table_file import load_decision_table
from actions.adapters.directory_file import SHIPPED_DIRECTORY, load_directory
from actions.domain.codes import (
    ExploitationForm,
    Role,
    Urgency,
)
from actions.domain.routing import route
from actions.domain.signal import Facts, RoutingDecision
from actions.domain.urgency import assess

TABLE = load_decision_table()


DIRECTORY = load_directory(SHIPPED_DIRECTORY, date(2026, 11, 23))


NONE = ExploitationForm.NONE


def decide(facts: Facts, urgency: Urgency | None = None) -> RoutingDecision:
    return route(facts, urgency or assess(facts), TABLE, DIRECTORY)


COUNTER: dict[str, Any] = {"role": Role.COUNTER, "reporter_municipality": "groningen"}
