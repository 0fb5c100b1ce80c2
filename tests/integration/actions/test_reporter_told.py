"""Who tells it: an organisation with an officer of its own, and where to call."""

from typing import Any

import pytest

from tests.integration.actions.calls import FILLED, a_call, slots_of

STORY = "een bewoner van 43 moet elke dag in een fietsenhok werken voor niets"


@pytest.mark.parametrize(
    ("text", "slots", "organisation"),
    [
        (f"Stichting Demozorg hier. {STORY}", {}, "demozorg"),
        (f"ik werk bij demozorg, {STORY}", {}, "demozorg"),
        (f"{STORY}, hij woont bij demozorg", {}, None),
        (f"ik werk bij demozorg, {STORY}", {"organisation": "other"}, None),
        ("begeleider in de zorg en dat is bij Demozorg", {"requested_slot": "role"}, "demozorg"),
    ],
)
def test_the_organisation_that_somebody_speaks_for_is_heard(
    run: Any, text: str, slots: dict[str, str], organisation: str | None
) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text=text,
        intent="report_signal",
        slots={"role": "care", **slots},
        in_form="requested_slot" in slots,
    )
    assert slots_of(run(call)).get("organisation") == organisation


def test_where_to_call_may_repeat_who_the_person_is(run: Any) -> None:
    told = {"role": "inspector", "age_group": "minor", "age": 14, "setting": "inspection"}
    call = a_call(
        "action_validate_slot_mappings",
        text="handhaving, portofoon 14",
        entities=[{"entity": e, "value": v, "start": 0, "end": 10} for e, v in told.items()],
        slots={
            **FILLED,
            "role": "inspector",
            "age_group": "adult",
            "setting": None,
            "disclosure": "confidential",
            "requested_slot": "contact",
            "contact": None,
        },
        metadata={"role": "inspector"},
        told={"age_group": "minor"},
    )
    slots = slots_of(run(call))
    assert (slots["contact"], slots["age_group"]) == ("handhaving, portofoon 14", "adult")


def test_where_somebody_works_is_how_to_reach_them_and_tells_no_role_again(run: Any) -> None:
    text = "balie 3, ik werk ma t/m do"
    told = {"role": "counter", "setting": "counter"}
    known = {**FILLED, **told, "disclosure": "named", "contact": None}
    call = a_call(
        "action_validate_slot_mappings",
        text=text,
        entities=[{"entity": e, "value": v, "start": 0, "end": 7} for e, v in told.items()],
        slots={**known, "requested_slot": "contact"},
        metadata={"role": "counter"},
    )
    assert slots_of(run(call))["contact"] == text
