"""Rasa merges split files in the file system's order and reports few clashes (house.md T1)."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

import actions
from actions.domain.codes import Language, Question
from actions.domain.turn import NARRATIVE_INTENTS, STEERING_INTENTS
from actions.entrypoints.rasa.voices import all_variants

BOT = Path(actions.__file__).parent.parent / "bot"
DOMAIN = sorted((BOT / "domain").glob("*.yml"))
RULES = sorted((BOT / "data" / "rules").glob("*.yml"))


def _domain(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data


def _names(kind: str) -> list[str]:
    names: list[str] = []
    for path in DOMAIN:
        entries = _domain(path).get(kind) or []
        names += [next(iter(entry)) if isinstance(entry, dict) else entry for entry in entries]
    return names


@pytest.mark.parametrize("kind", ["intents", "entities", "slots", "responses", "forms", "actions"])
def test_every_name_is_defined_in_one_file(kind: str) -> None:
    assert [name for name, times in Counter(_names(kind)).items() if times > 1] == []


def test_session_settings_stand_in_the_shared_file_only() -> None:
    assert [p.name for p in DOMAIN if "session_config" in _domain(p)] == ["_shared.yml"]


def test_every_response_exists_in_dutch_and_english() -> None:
    english = {"type": "slot", "name": "language", "value": Language.EN.value}
    for path in DOMAIN:
        for name, variants in (_domain(path).get("responses") or {}).items():
            assert len(variants) == 2, name
            assert "condition" not in variants[0], name
            assert variants[1]["condition"] == [english], name


def test_both_languages_offer_the_same_buttons() -> None:
    for path in DOMAIN:
        for name, variants in (_domain(path).get("responses") or {}).items():
            payloads = [[b["payload"] for b in v.get("buttons", [])] for v in variants]
            assert payloads[0] == payloads[1], name


def test_every_question_can_be_asked_and_explained() -> None:
    responses, asked = set(_names("responses")), set(_names("actions"))
    for question in Question:
        assert f"action_ask_signal_form_{question}" in asked
        assert f"utter_why_{question}" in responses
        assert f"utter_help_{question}" in responses
        if question is not Question.CONFIRM_SUMMARY:
            assert f"utter_ask_{question}" in responses


def test_every_question_takes_i_do_not_know() -> None:
    for path in DOMAIN:
        for name, variants in (_domain(path).get("responses") or {}).items():
            question = name.removeprefix("utter_ask_")
            if question in set(Question) and question not in ("disclosure",):
                payloads = [b["payload"] for b in variants[0]["buttons"]]
                assert any(p.startswith("/dont_know") for p in payloads), name


def test_the_actions_of_the_rules_are_in_the_domain() -> None:
    known = set(_names("actions")) | set(_names("responses")) | set(_names("forms"))
    for path in RULES:
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]:
            used = {step["action"] for step in rule["steps"] if "action" in step}
            assert used <= known, rule["rule"]


def test_steering_intents_are_intents_of_the_domain() -> None:
    assert set(_names("intents")) >= STEERING_INTENTS


def test_every_steering_intent_has_a_way_back_to_the_open_question() -> None:
    handled = set()
    for path in RULES:
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]:
            if {"active_loop": "signal_form"} in rule.get("condition", []):
                handled |= {step["intent"] for step in rule["steps"] if "intent" in step}
    assert handled >= STEERING_INTENTS - {"stop", "start_over"}


def test_the_kinds_of_work_have_one_list_of_codes() -> None:
    sectors = yaml.safe_load((BOT.parent / "actions" / "data" / "sectors.yml").read_text("utf-8"))
    codes = {sector["code"] for sector in sectors["sectors"]}
    facets = yaml.safe_load((BOT / "data" / "lookups" / "facets.yml").read_text("utf-8"))
    assert set(facets["sector"]) == codes
    for language in Language:
        path = BOT.parent / "actions" / "texts" / language / "conversation.yml"
        labels = yaml.safe_load(path.read_text("utf-8"))["labels"]["sector"]
        assert set(labels) == codes | {"unknown"}


def test_every_intent_that_the_form_rejects_is_answered_before_it_comes_back() -> None:
    """A rule that goes straight back to a form that rejects again would go round in a circle."""
    for path in RULES:
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]:
            steps = rule["steps"]
            intent = steps[0].get("intent")
            inside = {"active_loop": "signal_form"} in rule.get("condition", [])
            if inside and intent is not None and intent not in NARRATIVE_INTENTS:
                assert steps[1].get("action") != "signal_form", rule["rule"]


def test_every_voice_has_its_responses() -> None:
    assert set(all_variants()) <= set(_names("responses"))
