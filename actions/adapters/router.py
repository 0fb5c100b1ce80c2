"""The decision table, bound to its file."""

from dataclasses import dataclass

from actions.domain import routing
from actions.domain.codes import Urgency
from actions.domain.decision_table import DecisionTable
from actions.domain.directory import Directory
from actions.domain.signal import Facts, RoutingDecision


@dataclass(frozen=True, slots=True)
class TableRouter:
    """Routes by one table."""

    table: DecisionTable

    def decide(self, facts: Facts, urgency: Urgency, directory: Directory) -> RoutingDecision:
        """Where a signal with these facts goes."""
        return routing.route(facts, urgency, self.table, directory)
