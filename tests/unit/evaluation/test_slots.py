"""The facts of a story are compared with the signal as an officer's program reads it."""

from typing import Any

import pytest

from evaluation.sectors import sector_agrees
from evaluation.slots import Told, compare, slot_scores

WORDS = {"agriculture": ["kas", "kassen"], "other": []}


def _signal(**fields: Any) -> dict[str, Any]:
    reporter = {"role": "counter", "municipality": "groningen", "disclosure": "named"}
    place = {"municipality": None, "setting": "counter", "sector": None}
    routing = {"reasons": ["4", "f"]}
    return (
        {"age_group": "adult", "ongoing": True}
        | {
            "reporter": reporter,
            "place": place,
            "routing": routing,
        }
        | fields
    )


def test_every_gold_field_is_looked_up_where_the_signal_has_it() -> None:
    gold = {"age_group": "minor", "role": "counter", "ongoing": "yes", "address_involved": True}
    assert compare(gold, _signal(), WORDS) == [
        Told("age_group", "minor", "adult", False),
        Told("role", "counter", "counter", True),
        Told("ongoing", "yes", "yes", True),
        Told("address_involved", "yes", "yes", True),
    ]


def test_a_field_that_was_not_read_is_not_scored() -> None:
    assert compare({"source": "seen"}, {"routing": {"reasons": []}}, WORDS) == []


def test_help_for_a_minor_and_an_address_outside_a_counter_leave_no_trace() -> None:
    street = _signal(age_group="minor", place={"setting": "street"})
    assert compare({"help_asked": True, "address_involved": True}, street, WORDS) == []


@pytest.mark.parametrize(
    ("gold", "stored", "agrees"),
    [("kas", "agriculture", True), ("glastuinbouwkassen", "agriculture", True),
     ("kas", "other", False)],
)  # fmt: skip
def test_a_sector_agrees_by_containment(gold: str, stored: str, agrees: bool) -> None:
    assert sector_agrees(gold, stored, WORDS) is agrees


def test_a_wrong_value_costs_precision_and_recall() -> None:
    told = [Told("age_group", "minor", "minor", True), Told("age_group", "minor", "adult", False)]
    score = slot_scores(told)["age_group"]
    assert (score["precision"], score["recall"], score["value"], score["n"]) == (0.5, 0.5, 0.5, 2)
