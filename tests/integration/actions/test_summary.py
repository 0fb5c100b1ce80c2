"""The summary: what it shows, offers and takes for an answer."""

import json
from typing import Any

import pytest

from actions.conversation import Tools
from actions.domain.commands import InboxFilters
from actions.domain.disclosure import Officer
from tests.integration.actions.calls import FILLED, a_call, labour, said_in, slots_of


def _summary_of(run: Any, **slots: Any) -> dict[str, Any]:
    result = run(a_call("action_ask_signal_form_confirm_summary", slots=labour(**slots)))
    custom: dict[str, Any] = result["responses"][-1]["custom"]
    return custom


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [("confirm_summary", "goed zo, weg ermee", "yes"), ("contact", "laat maar", "unknown")],
)
def test_a_report_told_to_the_end_is_not_thrown_away_for_what_sounds_like_stop(
    run: Any, question: str, text: str, value: str
) -> None:
    slots = {**FILLED, "disclosure": "named", "requested_slot": question}
    call = a_call("action_validate_slot_mappings", text=text, intent="stop", slots=slots)
    assert slots_of(run(call))[question] == value


@pytest.mark.parametrize("text", ["stuur maar niet", "ja maar nog niet versturen", "ok stop"])
@pytest.mark.parametrize("intent", ["affirm", "stop", "deny", "inform"])
def test_a_yes_to_the_summary_that_is_taken_back_sends_nothing(
    run: Any, text: str, intent: str
) -> None:
    slots = {**FILLED, "requested_slot": "confirm_summary"}
    mapped = {"confirm_summary": "yes"} if intent == "affirm" else {}
    guess = {"entity": "confirm_summary", "value": "yes", "role": "guess"}
    call = a_call(
        "action_validate_slot_mappings",
        text=text,
        intent=intent,
        entities=[{**guess, "confidence_entity": 0.99}],
        slots=slots,
        told=mapped,
    )
    call["tracker"]["events"] += [
        {"event": "slot", "name": name, "value": value} for name, value in mapped.items()
    ]
    taken_back = {"confirm_summary": None} if mapped else {}
    assert {k: v for k, v in slots_of(run(call)).items() if k == "confirm_summary"} == taken_back


@pytest.mark.parametrize("question", ["confirm_summary", "contact"])
@pytest.mark.parametrize("text", ["stop", "stop maar", "ik wil stoppen"])
def test_who_stops_is_heard_at_the_last_questions_too(run: Any, question: str, text: str) -> None:
    slots = {**FILLED, "disclosure": "named", "requested_slot": question}
    call = a_call("action_validate_slot_mappings", text=text, intent="stop", slots=slots)
    assert question not in slots_of(run(call))


def test_the_summary_shows_every_line_with_what_changes_it(run: Any) -> None:
    result = run(a_call("action_ask_signal_form_confirm_summary", slots=FILLED))
    custom = result["responses"][-1]["custom"]
    assert custom["question"] == "confirm_summary"
    assert {line["question"] for line in custom["summary"]} >= {"observation", "age_group"}
    assert all(line["payload"].startswith("/change_answer{") for line in custom["summary"])


def test_the_summary_offers_signals_to_tick_beside_its_own_question(run: Any) -> None:
    custom = _summary_of(run)
    assert custom["question"] == "confirm_summary"
    assert 1 <= len(custom["pick"]["options"]) <= 6
    assert custom["pick"]["payload"] == '/inform{"signs": "{codes}"}'
    assert custom["pick"]["none"] == {
        "title": "Geen van deze",
        "payload": '/inform{"signs": "none"}',
    }


def test_who_ticked_sees_it_in_the_summary_and_can_change_it(run: Any) -> None:
    custom = _summary_of(run, signs="no_day_off long_days")
    assert "pick" not in custom
    (line,) = [one for one in custom["summary"] if one["question"] == "signs"]
    assert line["value"] == "Geen vrije dag; Heel lange werkdagen"
    again = _summary_of(run, signs=json.loads(line["payload"].removeprefix("/inform"))["signs"])
    chosen = {one["code"] for one in again["pick"]["options"] if one["chosen"]}
    assert chosen == {"no_day_off"}  # the other belongs to an inspection, and stands in the line


def test_none_of_these_is_an_answer_that_adds_nothing(run: Any) -> None:
    custom = _summary_of(run, signs="none")
    assert "pick" not in custom
    assert "signs" not in [one["question"] for one in custom["summary"]]


def test_who_tells_of_themselves_is_offered_no_list(run: Any) -> None:
    assert "pick" not in _summary_of(run, role="resident", is_victim=True)


def test_ticks_are_an_answer_to_the_open_summary_which_is_shown_again(run: Any) -> None:
    call = a_call(
        "validate_signal_form",
        text='/inform{"signs": "no_day_off"}',
        slots=labour(role="counter", requested_slot="confirm_summary"),
        told={"signs": "no_day_off"},
    )
    result = run(call)
    assert slots_of(result)["requested_slot"] == "confirm_summary"
    assert said_in(result) == []


def test_what_was_ticked_is_stored_as_ticked_and_counts_as_told(run: Any, tools: Tools) -> None:
    slots = labour(signs="no_day_off papers_taken", disclosure="confidential")
    plain = run(a_call("action_submit_signal", slots=labour(), sender="tick-0"))
    result = run(a_call("action_submit_signal", slots=slots, sender="tick-1"))
    handoff = result["responses"][-1]["custom"]["handoff"]
    officer = Officer("o", "o", frozenset({"groningen-officer"}))
    (row,) = [
        one
        for one in tools.services.inbox(officer, InboxFilters())
        if one.reference == handoff["reference"]
    ]
    indicators = tools.services.signal(officer, row.id).signal.indicators
    assert [(i.code, i.evidence) for i in indicators if i.chosen] == [
        ("no_day_off", "aangevinkt door de melder"),
        ("papers_taken", "aangevinkt door de melder"),
    ]
    # Papers taken is a hard fact: who ticks it tells it.
    assert plain["responses"][-1]["custom"]["handoff"]["urgency"] == "normal"
    assert handoff["urgency"] == "urgent"


def test_a_summary_of_nothing_but_a_feeling_can_be_shown(run: Any) -> None:
    slots = dict.fromkeys(FILLED, "unknown") | {"guidance_given": True}
    assert "utter_summary" in said_in(
        run(a_call("action_ask_signal_form_confirm_summary", slots=slots))
    )


@pytest.mark.parametrize(
    ("told", "response"),
    [({}, "utter_summary_again"), ({"age_group": "adult"}, "utter_summary")],
)
def test_a_summary_that_was_just_shown_is_not_read_out_again(
    run: Any, told: dict[str, str], response: str
) -> None:
    slots = {**FILLED, "requested_slot": "confirm_summary"}
    call = a_call("action_ask_signal_form_confirm_summary", text="tja", slots=slots, told=told)
    assert said_in(run(call)) == [response]
