"""An organisation with an officer of its own, told in words."""

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
    call = a_call(
        "action_validate_slot_mappings",
        text="handhaving, portofoon 14",
        entities=[{"entity": "role", "value": "inspector", "start": 0, "end": 10}],
        slots={**FILLED, "role": "inspector", "requested_slot": "contact", "contact": None},
    )
    assert slots_of(run(call))["contact"] == "handhaving, portofoon 14"
