"""Figures of understanding with their intervals, and how far a probability can be believed."""

from typing import Any

from evaluation.nlu.cases import as_case
from evaluation.nlu.report import as_cases, calibration, danger_scores, fast_macro_f1, label_f1
from evaluation.nlu.scores import intent_tallies, macro_f1


def _parsed(intent: str = "inform", acute: bool = False) -> dict[str, Any]:
    danger = {"acute": acute, "probability": 0.9 if acute else 0.1}
    return {"intent": {"name": intent, "confidence": 0.8}, "entities": [], "danger": danger}


def test_the_fast_macro_f1_is_the_plain_one() -> None:
    pairs = [("a", "a"), ("a", "b"), ("b", "b"), ("c", "x")]
    assert fast_macro_f1(pairs) == macro_f1(intent_tallies(pairs))
    assert label_f1(pairs, "b") == 2 / 3


def test_danger_is_scored_by_kind_and_alarms_over_the_rest() -> None:
    cases = [
        as_case({"text": "a", "danger": True, "kind": "direct"}),
        as_case({"text": "b", "danger": True, "kind": "oblique"}),
        as_case({"text": "c", "danger": False}),
    ]
    found = danger_scores(cases, [_parsed(acute=True), _parsed(), _parsed(acute=True)])
    assert {name: score["value"] for name, score in found.items()} == {
        "danger recall direct": 1.0,
        "danger recall oblique": 0.0,
        "danger recall all": 0.5,
        "false alarms": 1.0,
    }


def test_calibration_is_the_distance_between_promise_and_truth() -> None:
    found = calibration([(0.95, True), (0.95, False), (0.05, False), (0.05, False)])
    assert found["bins"] == [
        {"n": 2, "promised": 0.05, "came": 0.0},
        {"n": 2, "promised": 0.95, "came": 0.5},
    ]
    assert found["error"] == 0.25


def test_every_message_tells_what_was_wrong_in_it() -> None:
    case = as_case({"text": "a", "intent": "deny", "form": "labour", "danger": False})
    (found,) = as_cases([case], [_parsed()])
    assert found["faults"] == ["intent: inform, expected deny", "form: None, expected labour"]
    assert not found["right"]
