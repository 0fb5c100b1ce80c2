"""The published schema is a schema, and a fault names its field and nothing personal."""

from typing import Any

from jsonschema import Draft202012Validator

from actions.adapters.signal_schema import signal_faults, signal_schema

DOCUMENT: dict[str, Any] = {
    "schema": "nietpluis.signal/1",
    "id": "s1",
    "reference": "NP-1",
    "created_at": "2026-11-23T10:00:00+01:00",
    "channel": "web",
    "language": "nl",
    "reporter": {
        "role": "counter",
        "organisation": None,
        "municipality": "groningen",
        "disclosure": "confidential",
        "contact": None,
    },
    "urgency": "urgent",
    "exploitation_form": "labour",
    "adjacent_concern": None,
    "age_group": "adult",
    "unaccompanied_minor": False,
    "place": {"municipality": "groningen", "setting": "counter", "sector": None},
    "source": "seen",
    "ongoing": None,
    "observation": "De baas heeft de papieren.",
    "indicators": [{"code": "papers_taken", "label": "…", "evidence": "de papieren"}],
    "guidance": [],
    "routing": {
        "primary": {"route": "attention_officer", "desk": "groningen-officer"},
        "secondary": [],
        "actions": [],
        "reasons": ["4"],
    },
    "status": "new",
    "history": [],
}


def fields(**changed: Any) -> list[str]:
    return [fault.partition(":")[0] for fault in signal_faults({**DOCUMENT, **changed})]


def test_the_published_schema_is_one() -> None:
    Draft202012Validator.check_schema(signal_schema())
    assert signal_schema()["properties"]["schema"] == {"const": "nietpluis.signal/1"}


def test_a_good_signal_has_no_faults() -> None:
    assert signal_faults(DOCUMENT) == ()


def test_a_fault_names_its_field_and_not_what_was_told() -> None:
    assert fields(urgency="low", status="?") == ["status", "urgency"]
    assert fields(urgent=True, colour="red") == ["colour", "urgent"]
    assert fields(reporter={**DOCUMENT["reporter"], "role": "boss"}) == ["reporter/role"]
    assert fields(indicators=[{"code": "papers_taken", "label": "…"}]) == ["indicators/0/evidence"]
    assert fields(zz="Jan") == ["zz"]
    assert fields(schema="nietpluis.signal/9") == ["schema"]
    assert fields(adjacent_concern="fraud") == ["adjacent_concern"]
    assert "geheim" not in "".join(signal_faults({**DOCUMENT, "observation": ["geheim"]}))
