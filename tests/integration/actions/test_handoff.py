"""What is sent, kept and told afterwards."""

import asyncio
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from actions.conversation import Tools
from actions.domain.commands import InboxFilters
from actions.domain.disclosure import Officer
from actions.entrypoints.rasa.catalogue import build_actions
from tests.integration.actions.calls import (
    CANARY,
    FILLED,
    a_call,
    executor_of,
    labour,
    said_in,
    slots_of,
)


def test_a_confirmed_signal_is_stored_before_the_person_is_told(run: Any, tools: Tools) -> None:
    result = run(a_call("action_submit_signal", slots=FILLED, sender="case-1"))
    custom = result["responses"][-1]["custom"]
    assert custom["outcome"] == "handoff"
    assert custom["handoff"]["primary"]["route"] == "attention_officer"
    assert custom["handoff"]["urgency"] == "urgent"
    assert tools.services.follow_up(custom["handoff"]["reference"]) is not None


def test_sending_twice_gives_one_signal(run: Any) -> None:
    first = run(a_call("action_submit_signal", slots=FILLED, sender="case-2"))
    again = run(a_call("action_submit_signal", slots=FILLED, sender="case-2"))
    references = {r["responses"][-1]["custom"]["handoff"]["reference"] for r in (first, again)}
    assert len(references) == 1


def test_practice_stores_nothing(run: Any, tools: Tools) -> None:
    slots = {**FILLED, "practice_case": "telefoon"}
    result = run(a_call("action_submit_signal", slots=slots, sender="case-3"))
    assert result["responses"][-1]["custom"]["outcome"] == "information"
    assert said_in(result) == ["utter_practice_feedback"]


def test_a_failing_action_tells_what_to_do_and_logs_no_word(
    tools: Tools, caplog: pytest.LogCaptureFixture
) -> None:
    broken = replace(tools, texts=replace(tools.texts, by_language={}))
    call = a_call("action_submit_signal", text=CANARY, slots={**FILLED, "observation": CANARY})
    with caplog.at_level(logging.DEBUG):
        result = asyncio.run(executor_of(broken).run(call)).model_dump()
    assert CANARY not in caplog.text
    assert "action.failed" in caplog.text
    assert said_in(result)[-1] == "utter_technical_problem"


def test_after_a_failed_handoff_the_summary_is_still_open(tools: Tools) -> None:
    broken = replace(tools, texts=replace(tools.texts, by_language={}))
    call = a_call("action_submit_signal", slots=FILLED, sender="case-4")
    result = asyncio.run(executor_of(broken).run(call)).model_dump()
    assert slots_of(result)["requested_slot"] == "confirm_summary"


@pytest.mark.parametrize("reference", ["", "x" * 1000, "ABC-DEF", "🙂"])
def test_a_reference_that_leads_nowhere_is_said_to_be_unknown(run: Any, reference: str) -> None:
    call = a_call("action_follow_up", slots={"reference": reference}, sender=f"r{len(reference)}")
    assert said_in(run(call)) == ["utter_follow_up_unknown"]


def test_a_reference_gives_status_what_happens_next_and_when(run: Any) -> None:
    sent = run(a_call("action_submit_signal", slots=FILLED, sender="case-9"))
    reference = sent["responses"][-1]["custom"]["handoff"]["reference"]
    found = run(a_call("action_follow_up", slots={"reference": reference}, sender="case-9"))
    (answer,) = found["responses"]
    assert answer["custom"] == {"outcome": "information", "status": "new", "language": "nl"}
    assert answer["status"] == "ontvangen, nog niet opgepakt"
    assert answer["feedback"] == "Er is nog geen reactie geschreven."
    assert answer["due"].startswith("Het loket heeft het ontvangen en kijkt er binnenkort naar. ")


def test_guessing_references_is_stopped(run: Any) -> None:
    calls = [a_call("action_follow_up", slots={"reference": "A"}, sender="guesser")] * 7
    assert said_in([run(call) for call in calls][-1]) == ["utter_follow_up_wait"]


def test_every_action_of_the_domain_is_built(tools: Tools) -> None:
    import yaml

    domain = Path(__file__).parents[3] / "bot" / "domain"
    named = {
        action
        for path in domain.glob("*.yml")
        for action in yaml.safe_load(path.read_text(encoding="utf-8")).get("actions") or ()
    }
    assert {action.name() for action in build_actions(tools)} == named


def test_another_concern_is_not_said_to_go_to_the_officer(run: Any) -> None:
    slots = {**FILLED, "exploitation_form": "none", "adjacent_concern": "fraud"}
    call = a_call("action_ask_signal_form_disclosure", slots=slots)
    assert said_in(run(call)) == ["utter_ask_disclosure_resident"]


@pytest.mark.parametrize("sector", ["temp_agency", "nail_salon", "holiday_park"])
def test_the_code_of_a_sector_is_no_name_of_an_account(run: Any, tools: Tools, sector: str) -> None:
    slots = labour(sector=sector)
    result = run(a_call("action_submit_signal", slots=slots, sender=f"sector-{sector}"))
    reference = result["responses"][-1]["custom"]["handoff"]["reference"]
    officer = Officer("o", "o", frozenset({"groningen-officer"}))
    rows = tools.services.inbox(officer, InboxFilters())
    (row,) = [one for one in rows if one.reference == reference]
    assert tools.services.signal(officer, row.id).signal.place.sector == sector
