"""What comes next, and what is left to the rules."""

from typing import Any

import pytest

from tests.integration.actions.calls import FILLED, REJECTED, WORRY, a_call, said_in, slots_of


def test_what_was_known_already_is_no_misunderstanding(run: Any) -> None:
    told = [{"entity": "age_group", "value": "minor"}]
    slots = {**FILLED, "source": None, "requested_slot": "source"}
    result = run(a_call("validate_signal_form", text="16 dus", entities=told, slots=slots))
    assert said_in(result) == ["utter_known"]
    assert slots_of(result)["misunderstood"] == 0.0


def test_what_was_said_before_is_looked_up(run: Any) -> None:
    slots = {**FILLED, "source": None, "requested_slot": "source"}
    call = a_call("action_already_said", text="dat zei ik al", intent="already_said", slots=slots)
    heard = {"entities": [{"entity": "source", "value": "heard"}]}
    call["tracker"]["events"].insert(0, {"event": "user", "text": "…", "parse_data": heard})
    result = run(call)
    assert (said_in(result), slots_of(result)) == (
        ["utter_already_said_found"],
        {"source": "heard"},
    )


def test_the_fallback_takes_the_message_back_and_goes_round_in_no_circle(run: Any) -> None:
    result = run(a_call("action_default_fallback", text="hmm", slots={"requested_slot": "source"}))
    assert [e["event"] for e in result["events"]] == ["rewind"]


def test_a_worry_in_the_middle_is_never_left_to_a_rule(run: Any) -> None:
    slots = {**FILLED, "source": None, "requested_slot": "source"}
    call = a_call(
        "validate_signal_form", text="ik wil iets melden", intent="report_signal", slots=slots
    )
    assert REJECTED["event"] not in [e["event"] for e in run(call)["events"]]


def test_a_digression_is_left_to_its_rule(run: Any) -> None:
    call = a_call(
        "validate_signal_form",
        text="waarom vraag je dit",
        intent="ask_why",
        slots={"requested_slot": "age_group"},
    )
    assert [e["event"] for e in run(call)["events"]] == ["action_execution_rejected"]


def test_what_answers_nothing_is_left_to_its_rule(run: Any) -> None:
    call = a_call("validate_signal_form", text="hmm", slots={"requested_slot": "age_group"})
    assert [e["event"] for e in run(call)["events"]] == ["action_execution_rejected"]


def test_the_next_question_is_the_first_that_matters(run: Any) -> None:
    slots = {"danger_now": "no", "requested_slot": "danger_now"}
    call = a_call("validate_signal_form", slots=slots, since=[REJECTED])
    assert slots_of(run(call))["requested_slot"] == "observation"


def test_a_question_that_stays_open_is_left_open_in_the_end(run: Any) -> None:
    slots = {**FILLED, "source": None, "requested_slot": "source", "misunderstood": 2.0}
    result = run(a_call("validate_signal_form", text="hmm", slots=slots, since=[REJECTED]))
    assert slots_of(result)["source"] == "unknown"
    assert "utter_moving_on" in said_in(result)


def test_more_of_the_story_counts_half_so_that_nobody_is_asked_the_same_for_ever(run: Any) -> None:
    slots = {**FILLED, "source": None, "requested_slot": "source", "misunderstood": 1.5}
    more = {"observation": f"{WORRY}\nen hij belt steeds"}
    call = a_call("validate_signal_form", intent="report_signal", slots=slots, told=more)
    assert slots_of(run(call))["misunderstood"] == 2.0
    call = a_call(
        "validate_signal_form",
        intent="report_signal",
        slots={**slots, "misunderstood": 2.0},
        told=more,
    )
    assert "utter_moving_on" in said_in(run(call))


def test_a_word_of_thanks_is_hardly_a_failure(run: Any) -> None:
    slots = {**FILLED, "source": None, "requested_slot": "source", "misunderstood": 1.0}
    call = a_call(
        "validate_signal_form", text="dank", intent="thanks", slots=slots, since=[REJECTED]
    )
    assert slots_of(run(call))["misunderstood"] == 1.25


@pytest.mark.parametrize(
    ("failures", "said"),
    [(0.0, ["utter_out_of_scope"]), (1.0, ["utter_out_of_scope", "utter_not_understood_again"])],
)
def test_the_second_time_off_topic_a_person_is_offered(
    run: Any, failures: float, said: list[str]
) -> None:
    slots = {"requested_slot": "source", "misunderstood": failures}
    assert said_in(run(a_call("action_off_topic", intent="out_of_scope", slots=slots))) == said


@pytest.mark.parametrize("intent", ["ask_question", "nlu_fallback", "report_signal", "dont_know"])
def test_who_asks_what_is_meant_gets_the_question_explained(run: Any, intent: str) -> None:
    slots = FILLED | {"requested_slot": "source", "source": None}
    call = a_call("validate_signal_form", text="wat bedoel je?", intent=intent, slots=slots)
    result = run(call)
    assert said_in(result) == ["utter_help_source"]
    assert slots_of(result) == {"requested_slot": "source", "misunderstood": 0.25}


def test_not_seeing_the_question_is_no_answer_to_it(run: Any) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text="snap de vraag niet",
        intent="dont_know",
        slots=FILLED | {"requested_slot": "ongoing", "ongoing": None},
    )
    assert slots_of(run(call))["ongoing"] is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("contact", "mag ik overslaan?"),
        ("age_group", "kan ik deze overslaan?"),
        ("source", "can i skip this?"),
    ],
)
def test_who_asks_to_leave_a_question_open_has_done_so(run: Any, question: str, text: str) -> None:
    slots = {**FILLED, "disclosure": "named", question: None, "requested_slot": question}
    call = a_call("action_validate_slot_mappings", text=text, intent="ask_question", slots=slots)
    assert slots_of(run(call))[question] == "unknown"
