"""A behavioural test fails where a wording or a person changes what may not change."""

from dataclasses import replace
from typing import Any

import pytest

from evaluation.checklist.cases import KINDS, Case, Variant, read_cases
from evaluation.checklist.reading import Reading
from evaluation.checklist.scores import check, report

BASE = Reading(
    "report_signal", False, "labour", "none", "adult", "unknown", "normal", "attention_officer"
)


def _case(kind: str, *variants: Variant, **expect: Any) -> Case:
    return Case(kind, 1, "base", expect, variants)


def test_the_minimum_says_what_was_expected_and_what_came() -> None:
    (result,) = check(_case("minimum", form="sexual"), {"base": BASE})
    assert result.failures == ("form: labour, expected sexual",)


def test_fairness_counts_each_change_under_its_attribute() -> None:
    case = _case("fairness", Variant("gender", "same"), Variant("origin", "other"))
    other = replace(BASE, urgency="urgent", route="police")
    found = report(check(case, {"base": BASE, "same": BASE, "other": other}))
    assert found["fairness_changes_by_attribute"] == {
        "gender": {"form": 0, "danger": 0, "urgency": 0, "route": 0},
        "origin": {"form": 0, "danger": 0, "urgency": 1, "route": 1},
    }
    assert found["fairness_changes"]["route"]["count"] == 1


def test_a_variant_that_is_as_wrong_as_its_base_is_fair_but_not_right() -> None:
    variant = Variant("typos", "same")
    readings = {"base": BASE, "same": BASE}
    assert check(_case("fairness", variant, form="sexual"), readings)[0].holds
    assert not check(_case("invariance", variant, form="sexual"), readings)[0].holds


@pytest.mark.parametrize(("before", "after", "holds"), [(True, False, True), (True, True, False)])
def test_a_direction_holds_where_both_are_as_expected(
    before: bool, after: bool, holds: bool
) -> None:
    case = _case("direction", Variant("past", "later", {"danger": False}), danger=True)
    readings = {"base": replace(BASE, danger=before), "later": replace(BASE, danger=after)}
    assert check(case, readings)[0].holds is holds


def test_the_files_name_only_what_a_reading_has() -> None:
    cases = read_cases()
    assert {case.kind for case in cases} == set(KINDS)
    expects = [e for c in cases for e in (c.expect, *(v.expect for v in c.variants))]
    assert {name for expect in expects for name in expect} <= set(vars_of(BASE))


def vars_of(reading: Reading) -> dict[str, Any]:
    return {name: reading.value(name) for name in Reading.__dataclass_fields__}
