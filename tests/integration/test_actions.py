"""The bot's actions as Rasa 3.6.21 calls them, over a store and a directory of their own."""

import asyncio
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk.executor import ActionExecutor

from actions.config import read_settings
from actions.conversation import Tools, build_tools
from actions.domain.commands import InboxFilters
from actions.domain.disclosure import Officer
from actions.entrypoints.rasa.catalogue import build_actions

CANARY = "kanariepiet"
CLERK = {"role": "counter", "municipality": "groningen"}
WORRY = "een man houdt het paspoort van een meisje van 16 bij zich"
REJECTED = {"event": "action_execution_rejected", "name": "signal_form"}
FILLED = {
    "danger_now": "no",
    "observation": WORRY,
    "role": "counter",
    "municipality": "groningen",
    "place_municipality": "groningen",
    "age_group": "minor",
    "exploitation_form": "sexual",
    "source": "seen",
    "ongoing": "yes",
    "disclosure": "anonymous",
    "guidance_given": True,
}


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Tools:
    var = tmp_path_factory.mktemp("var")
    return build_tools(read_settings({"NIETPLUIS_VAR_DIR": str(var)}))


@pytest.fixture
def run(tools: Tools) -> Iterator[Any]:
    executor = _executor(tools)
    yield lambda call: asyncio.run(executor.run(call)).model_dump()


def _executor(tools: Tools) -> ActionExecutor:
    executor = ActionExecutor()
    for action in build_actions(tools):
        executor.register_action(action)
    return executor


def _call(action: str, *, text: str = "", intent: str = "inform", **more: Any) -> dict[str, Any]:
    """A call in the form that Rasa 3.6.21 sends, taken down from its traffic."""
    message = {
        "text": text,
        "intent": {"name": intent, "confidence": 0.9},
        "entities": more.get("entities", []),
        "message_id": more.get("message_id", "m1"),
        "metadata": more.get("metadata", {}),
        "danger": more.get("danger", {"acute": False, "cleared_by": []}),
    }
    slots = {"language": "nl", **more.get("slots", {})}
    return {
        "next_action": action,
        "sender_id": more.get("sender", "someone"),
        "version": "3.6.21",
        "domain": {},
        "tracker": {
            "sender_id": more.get("sender", "someone"),
            "slots": {**slots, **more.get("told", {})},
            "latest_message": message,
            "latest_event_time": 1.0,
            "followup_action": None,
            "paused": False,
            "events": [
                *({"event": "slot", "name": n, "value": v} for n, v in slots.items()),
                {"event": "user", "text": text},
                *more.get("since", []),
            ],
            "latest_input_channel": "nietpluis",
            "active_loop": {"name": "signal_form"} if more.get("in_form", True) else {},
            "latest_action_name": more.get("after", "action_listen"),
        },
    }


def _slots(result: dict[str, Any]) -> dict[str, Any]:
    return {e["name"]: e["value"] for e in result["events"] if e["event"] == "slot"}


def _said(result: dict[str, Any]) -> list[str]:
    return [r["response"] for r in result["responses"] if r.get("response")]


def _warned(result: dict[str, Any]) -> list[str]:
    told = [r for r in result["responses"] if "urgent_notice" in (r.get("custom") or {})]
    return [str(r["text"]) for r in told]


def test_acute_danger_gets_112_whatever_was_asked(run: Any) -> None:
    call = _call(
        "action_validate_slot_mappings",
        text="hij slaat haar nu",
        intent="inform",
        slots={"requested_slot": "source"},
        danger={"acute": True},
    )
    result = run(call)
    assert len(_warned(result)) == 1
    assert _slots(result)["danger_now"] == "yes"


def test_what_the_channel_knows_is_taken_over(run: Any) -> None:
    call = _call(
        "action_validate_slot_mappings", text=WORRY, intent="report_signal", metadata=CLERK
    )
    slots = _slots(run(call))
    assert (slots["role"], slots["municipality"]) == ("counter", "groningen")
    assert slots["observation"] == WORRY


def test_the_same_message_is_added_once(run: Any) -> None:
    call = _call(
        "action_validate_slot_mappings",
        text=WORRY,
        intent="report_signal",
        message_id="m1",
        slots={"observation": WORRY, "last_message_id": "m1"},
    )
    assert "observation" not in _slots(run(call))


@pytest.mark.parametrize(("read_as", "disclosure"), [("vertrouwelijk", "confidential"), ("", None)])
def test_an_answer_is_read_as_it_was_mended(run: Any, read_as: str, disclosure: str | None) -> None:
    call = _call(
        "action_validate_slot_mappings",
        text="vertrouwlijk",
        slots={"requested_slot": "disclosure", "observation": WORRY},
    )
    call["tracker"]["latest_message"]["read_as"] = read_as
    slots = _slots(run(call))
    assert slots.get("disclosure") == disclosure
    assert read_as not in slots.get("observation", WORRY).split()


def test_a_question_sets_no_facts(run: Any) -> None:
    call = _call(
        "action_validate_slot_mappings",
        text="mag ik een minderjarige melden?",
        intent="ask_question",
        entities=[{"entity": "age_group", "value": "minor"}],
        slots={"requested_slot": "source", "age_group": None},
    )
    assert _slots(run(call))["age_group"] is None


def test_a_short_answer_about_the_place_says_nothing_about_the_person(run: Any) -> None:
    call = _call(
        "action_validate_slot_mappings",
        text="balie",
        entities=[
            {"entity": "setting", "value": "counter"},
            {"entity": "role", "value": "counter"},
        ],
        slots={"requested_slot": "setting", "role": None, "setting": None},
    )
    slots = _slots(run(call))
    assert (slots["role"], slots["setting"]) == (None, "counter")


def test_a_bare_word_answers_its_own_question_only(run: Any) -> None:
    weak = {"entity": "exploitation_form", "value": "labour", "confidence_entity": 0.8}
    call = _call(
        "action_validate_slot_mappings",
        text="nee, hij is op zijn werk",
        intent="deny",
        entities=[weak],
        slots={"requested_slot": "danger_now", "exploitation_form": None, "danger_now": "no"},
    )
    assert _slots(run(call))["exploitation_form"] is None


def test_a_known_answer_is_changed_by_words_that_correct(run: Any) -> None:
    call = _call(
        "action_validate_slot_mappings",
        text="oh wacht, het is gestopt",
        entities=[{"entity": "ongoing", "value": "no"}],
        slots={"requested_slot": "disclosure", "ongoing": "yes"},
    )
    assert "ongoing" not in _slots(run(call))


def test_a_fact_inside_a_call_for_discretion_is_taken(run: Any) -> None:
    call = _call(
        "action_validate_slot_mappings",
        text="alleen de aandachtsfunctionaris mag het weten",
        intent="ask_who_sees",
        entities=[{"entity": "disclosure", "value": "confidential"}],
        slots={"requested_slot": "age_group", "disclosure": None},
    )
    assert "disclosure" not in _slots(run(call))


@pytest.mark.parametrize(
    ("spoken", "text", "begins"),
    [
        ("nl", "help, a man is stabbing a woman here right now", "Call 112 now."),
        ("en", "help, hij steekt haar nu neer, er is overal bloed", "Bel nu 112."),
    ],
)
def test_112_is_told_in_the_language_of_the_very_message_that_tells_of_danger(
    run: Any, spoken: str, text: str, begins: str
) -> None:
    call = _call(
        "action_validate_slot_mappings",
        text=text,
        intent="danger_now",
        slots={"language": spoken},
        danger={"acute": True, "cleared_by": []},
        in_form=False,
    )
    assert [told.startswith(begins) for told in _warned(run(call))] == [True]


@pytest.mark.parametrize(
    ("text", "probability", "acute", "warned"),
    [
        ("er ligt iemand op de grond", 0.35, False, True),
        ("nee, ze zit bij een vriendin", 0.55, True, False),
        ("nee maar hij komt eraan met een mes", 0.99, True, True),
        ("ze zijn naar huis", 0.05, False, False),
    ],
)
def test_the_question_about_danger_weighs_in(
    run: Any, text: str, probability: float, acute: bool, warned: bool
) -> None:
    call = _call(
        "action_validate_slot_mappings",
        text=text,
        slots={"requested_slot": "danger_now"},
        danger={"acute": acute, "probability": probability, "cleared_by": []},
    )
    assert bool(_warned(run(call))) is warned


def test_a_fact_beside_the_question_is_said_back(run: Any) -> None:
    before = {**FILLED, "source": None, "ongoing": None, "requested_slot": "source"}
    call = _call("validate_signal_form", text="dat gaat door denk ik", slots=before)
    call["tracker"]["slots"]["ongoing"] = "yes"
    result = run(call)
    assert _said(result) == ["utter_noted"]
    assert _slots(result)["requested_slot"] == "source"


def test_a_correction_is_said_back(run: Any) -> None:
    call = _call(
        "validate_signal_form", text="hij is 19", slots={**FILLED, "requested_slot": "contact"}
    )
    call["tracker"]["slots"]["age_group"] = "adult"
    assert _said(run(call)) == ["utter_corrected"]


def test_what_was_known_already_is_no_misunderstanding(run: Any) -> None:
    told = [{"entity": "age_group", "value": "minor"}]
    slots = {**FILLED, "source": None, "requested_slot": "source"}
    result = run(_call("validate_signal_form", text="16 dus", entities=told, slots=slots))
    assert _said(result) == ["utter_known"]
    assert _slots(result)["misunderstood"] == 0.0


def test_what_was_said_before_is_looked_up(run: Any) -> None:
    slots = {**FILLED, "source": None, "requested_slot": "source"}
    call = _call("action_already_said", text="dat zei ik al", intent="already_said", slots=slots)
    heard = {"entities": [{"entity": "source", "value": "heard"}]}
    call["tracker"]["events"].insert(0, {"event": "user", "text": "…", "parse_data": heard})
    result = run(call)
    assert (_said(result), _slots(result)) == (["utter_already_said_found"], {"source": "heard"})


def test_the_fallback_takes_the_message_back_and_goes_round_in_no_circle(run: Any) -> None:
    result = run(_call("action_default_fallback", text="hmm", slots={"requested_slot": "source"}))
    assert [e["event"] for e in result["events"]] == ["rewind"]


def test_a_victim_is_asked_for_the_own_age(run: Any) -> None:
    slots = {"role": "resident", "is_victim": True}
    assert _said(run(_call("action_ask_signal_form_age_group", slots=slots))) == [
        "utter_ask_age_group_victim"
    ]


def test_a_worry_in_the_middle_is_never_left_to_a_rule(run: Any) -> None:
    slots = {**FILLED, "source": None, "requested_slot": "source"}
    call = _call(
        "validate_signal_form", text="ik wil iets melden", intent="report_signal", slots=slots
    )
    assert REJECTED["event"] not in [e["event"] for e in run(call)["events"]]


def test_a_digression_is_left_to_its_rule(run: Any) -> None:
    call = _call(
        "validate_signal_form",
        text="waarom vraag je dit",
        intent="ask_why",
        slots={"requested_slot": "age_group"},
    )
    assert [e["event"] for e in run(call)["events"]] == ["action_execution_rejected"]


def test_what_answers_nothing_is_left_to_its_rule(run: Any) -> None:
    call = _call("validate_signal_form", text="hmm", slots={"requested_slot": "age_group"})
    assert [e["event"] for e in run(call)["events"]] == ["action_execution_rejected"]


def test_the_next_question_is_the_first_that_matters(run: Any) -> None:
    slots = {"danger_now": "no", "requested_slot": "danger_now"}
    call = _call("validate_signal_form", slots=slots, since=[REJECTED])
    assert _slots(run(call))["requested_slot"] == "observation"


def test_a_question_that_stays_open_is_left_open_in_the_end(run: Any) -> None:
    slots = {**FILLED, "source": None, "requested_slot": "source", "misunderstood": 2.0}
    result = run(_call("validate_signal_form", text="hmm", slots=slots, since=[REJECTED]))
    assert _slots(result)["source"] == "unknown"
    assert "utter_moving_on" in _said(result)


def test_more_of_the_story_counts_half_so_that_nobody_is_asked_the_same_for_ever(run: Any) -> None:
    slots = {**FILLED, "source": None, "requested_slot": "source", "misunderstood": 1.5}
    more = {"observation": f"{WORRY}\nen hij belt steeds"}
    call = _call("validate_signal_form", intent="report_signal", slots=slots, told=more)
    assert _slots(run(call))["misunderstood"] == 2.0
    call = _call(
        "validate_signal_form",
        intent="report_signal",
        slots={**slots, "misunderstood": 2.0},
        told=more,
    )
    assert "utter_moving_on" in _said(run(call))


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [("confirm_summary", "goed zo, weg ermee", "yes"), ("contact", "laat maar", "unknown")],
)
def test_a_report_told_to_the_end_is_not_thrown_away_for_what_sounds_like_stop(
    run: Any, question: str, text: str, value: str
) -> None:
    slots = {**FILLED, "disclosure": "named", "requested_slot": question}
    call = _call("action_validate_slot_mappings", text=text, intent="stop", slots=slots)
    assert _slots(run(call))[question] == value


@pytest.mark.parametrize("text", ["stuur maar niet", "ja maar nog niet versturen", "ok stop"])
@pytest.mark.parametrize("intent", ["affirm", "stop", "deny", "inform"])
def test_a_yes_to_the_summary_that_is_taken_back_sends_nothing(
    run: Any, text: str, intent: str
) -> None:
    slots = {**FILLED, "requested_slot": "confirm_summary"}
    mapped = {"confirm_summary": "yes"} if intent == "affirm" else {}
    call = _call(
        "action_validate_slot_mappings", text=text, intent=intent, slots=slots, told=mapped
    )
    call["tracker"]["events"] += [
        {"event": "slot", "name": name, "value": value} for name, value in mapped.items()
    ]
    taken_back = {"confirm_summary": None} if mapped else {}
    assert {k: v for k, v in _slots(run(call)).items() if k == "confirm_summary"} == taken_back


@pytest.mark.parametrize("question", ["confirm_summary", "contact"])
@pytest.mark.parametrize("text", ["stop", "stop maar", "ik wil stoppen"])
def test_who_stops_is_heard_at_the_last_questions_too(run: Any, question: str, text: str) -> None:
    slots = {**FILLED, "disclosure": "named", "requested_slot": question}
    call = _call("action_validate_slot_mappings", text=text, intent="stop", slots=slots)
    assert question not in _slots(run(call))


def test_the_summary_shows_every_line_with_what_changes_it(run: Any) -> None:
    result = run(_call("action_ask_signal_form_confirm_summary", slots=FILLED))
    custom = result["responses"][-1]["custom"]
    assert custom["question"] == "confirm_summary"
    assert {line["question"] for line in custom["summary"]} >= {"observation", "age_group"}
    assert all(line["payload"].startswith("/change_answer{") for line in custom["summary"])


def _labour(**slots: Any) -> dict[str, Any]:
    told = {
        "exploitation_form": "labour",
        "age_group": "adult",
        "sector": "construction",
        "observation": "een man op een bouwplaats",
    }
    return {**FILLED, **told, "ongoing": "unknown", **slots}


def _summary_of(run: Any, **slots: Any) -> dict[str, Any]:
    result = run(_call("action_ask_signal_form_confirm_summary", slots=_labour(**slots)))
    custom: dict[str, Any] = result["responses"][-1]["custom"]
    return custom


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
    call = _call(
        "validate_signal_form",
        text='/inform{"signs": "no_day_off"}',
        slots=_labour(role="counter", requested_slot="confirm_summary"),
        told={"signs": "no_day_off"},
    )
    result = run(call)
    assert _slots(result)["requested_slot"] == "confirm_summary"
    assert _said(result) == []


def test_what_was_ticked_is_stored_as_ticked_and_counts_as_told(run: Any, tools: Tools) -> None:
    slots = _labour(signs="no_day_off papers_taken", disclosure="confidential")
    plain = run(_call("action_submit_signal", slots=_labour(), sender="tick-0"))
    result = run(_call("action_submit_signal", slots=slots, sender="tick-1"))
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
    assert "utter_summary" in _said(
        run(_call("action_ask_signal_form_confirm_summary", slots=slots))
    )


def test_a_confirmed_signal_is_stored_before_the_person_is_told(run: Any, tools: Tools) -> None:
    result = run(_call("action_submit_signal", slots=FILLED, sender="case-1"))
    custom = result["responses"][-1]["custom"]
    assert custom["outcome"] == "handoff"
    assert custom["handoff"]["primary"]["route"] == "attention_officer"
    assert custom["handoff"]["urgency"] == "urgent"
    assert tools.services.follow_up(custom["handoff"]["reference"]) is not None


def test_sending_twice_gives_one_signal(run: Any) -> None:
    first = run(_call("action_submit_signal", slots=FILLED, sender="case-2"))
    again = run(_call("action_submit_signal", slots=FILLED, sender="case-2"))
    references = {r["responses"][-1]["custom"]["handoff"]["reference"] for r in (first, again)}
    assert len(references) == 1


def test_practice_stores_nothing(run: Any, tools: Tools) -> None:
    slots = {**FILLED, "practice_case": "telefoon"}
    result = run(_call("action_submit_signal", slots=slots, sender="case-3"))
    assert result["responses"][-1]["custom"]["outcome"] == "information"
    assert _said(result) == ["utter_practice_feedback"]


def test_a_failing_action_tells_what_to_do_and_logs_no_word(
    tools: Tools, caplog: pytest.LogCaptureFixture
) -> None:
    broken = replace(tools, texts=replace(tools.texts, by_language={}))
    call = _call("action_submit_signal", text=CANARY, slots={**FILLED, "observation": CANARY})
    with caplog.at_level(logging.DEBUG):
        result = asyncio.run(_executor(broken).run(call)).model_dump()
    assert CANARY not in caplog.text
    assert "action.failed" in caplog.text
    assert _said(result)[-1] == "utter_technical_problem"


def test_after_a_failed_handoff_the_summary_is_still_open(tools: Tools) -> None:
    broken = replace(tools, texts=replace(tools.texts, by_language={}))
    call = _call("action_submit_signal", slots=FILLED, sender="case-4")
    result = asyncio.run(_executor(broken).run(call)).model_dump()
    assert _slots(result)["requested_slot"] == "confirm_summary"


@pytest.mark.parametrize("reference", ["", "x" * 1000, "ABC-DEF", "🙂"])
def test_a_reference_that_leads_nowhere_is_said_to_be_unknown(run: Any, reference: str) -> None:
    call = _call("action_follow_up", slots={"reference": reference}, sender=f"r{len(reference)}")
    assert _said(run(call)) == ["utter_follow_up_unknown"]


def test_a_reference_gives_status_what_happens_next_and_when(run: Any) -> None:
    sent = run(_call("action_submit_signal", slots=FILLED, sender="case-9"))
    reference = sent["responses"][-1]["custom"]["handoff"]["reference"]
    found = run(_call("action_follow_up", slots={"reference": reference}, sender="case-9"))
    (answer,) = found["responses"]
    assert answer["custom"] == {"outcome": "information", "status": "new", "language": "nl"}
    assert answer["status"] == "ontvangen, nog niet opgepakt"
    assert answer["feedback"] == "Er is nog geen reactie geschreven."
    assert answer["due"].startswith("Het loket heeft het ontvangen en kijkt er binnenkort naar. ")


def test_guessing_references_is_stopped(run: Any) -> None:
    calls = [_call("action_follow_up", slots={"reference": "A"}, sender="guesser")] * 7
    assert _said([run(call) for call in calls][-1]) == ["utter_follow_up_wait"]


def test_every_action_of_the_domain_is_built(tools: Tools) -> None:
    import yaml

    domain = Path(__file__).parents[2] / "bot" / "domain"
    named = {
        action
        for path in domain.glob("*.yml")
        for action in yaml.safe_load(path.read_text(encoding="utf-8")).get("actions") or ()
    }
    assert {action.name() for action in build_actions(tools)} == named


@pytest.mark.parametrize(
    ("probability", "cleared_by", "danger"),
    [(0.85, [], "no"), (0.95, [], "yes"), (0.95, ["account"], "no")],
)
def test_a_yes_to_whether_it_goes_on_tells_of_blows_and_not_of_this_moment(
    run: Any, probability: float, cleared_by: list[str], danger: str
) -> None:
    call = _call(
        "action_validate_slot_mappings",
        text="ja, ze krijgt er nog steeds van langs",
        intent="danger_now",
        slots={"requested_slot": "ongoing", "danger_now": "no"},
        danger={
            "acute": True,
            "probability": probability,
            "reasons": ["violence_now", "model", "intent"],
            "cleared_by": cleared_by,
        },
    )
    assert _slots(run(call)).get("danger_now", "no") == danger


@pytest.mark.parametrize(
    ("text", "ongoing"),
    [("nee hoor, ze zijn rustig vertrokken", None), ("nee, het is al gestopt", "no")],
)
def test_who_has_left_the_counter_may_still_be_exploited(
    run: Any, text: str, ongoing: str | None
) -> None:
    call = _call(
        "action_validate_slot_mappings",
        text=text,
        intent="deny",
        entities=[{"entity": "ongoing", "value": "no", "start": 10, "end": 20}],
        slots={"requested_slot": "danger_now", "ongoing": None},
        told={"ongoing": "no"},
    )
    assert _slots(run(call)).get("ongoing", "no") == ongoing


@pytest.mark.parametrize(("cleared_by", "danger"), [(["not_now"], "no"), ([], "yes")])
def test_a_no_whose_words_clear_is_a_no(run: Any, cleared_by: list[str], danger: str) -> None:
    call = _call(
        "action_validate_slot_mappings",
        text="niet op dit moment, ze is nu bij ons",
        intent="danger_now",
        slots={"requested_slot": "danger_now"},
        danger={
            "acute": True,
            "probability": 0.92,
            "reasons": ["model", "intent"],
            "cleared_by": cleared_by,
        },
    )
    assert _slots(run(call))["danger_now"] == danger


@pytest.mark.parametrize(
    ("reasons", "probability", "warned"),
    [
        (["model"], 0.7, False),
        (["model"], 0.95, True),
        (["threat_now", "model"], 0.7, True),
    ],
)
def test_an_answer_in_which_one_model_alone_hears_danger_is_an_answer(
    run: Any, reasons: list[str], probability: float, warned: bool
) -> None:
    call = _call(
        "action_validate_slot_mappings",
        text="hij zei het",
        intent="danger_now",
        slots={"requested_slot": "source", "danger_now": "no"},
        danger={"acute": True, "probability": probability, "reasons": reasons, "cleared_by": []},
    )
    result = run(call)
    assert bool(_warned(result)) is warned
    assert ("observation" in _slots(result)) is warned


@pytest.mark.parametrize(
    ("reasons", "probability", "warned"),
    [(["model", "intent"], 0.72, False), (["model"], 0.85, True), (["threat_now"], 0.72, True)],
)
def test_who_tells_of_the_report_itself_tells_no_danger_unless_words_of_danger_stand(
    run: Any, reasons: list[str], probability: float, warned: bool
) -> None:
    role = {"entity": "role", "value": "youth_worker", "start": 7, "end": 21}
    call = _call(
        "action_validate_slot_mappings",
        text="ik ben nu jongerenwerker",
        intent="danger_now",
        slots={"requested_slot": "disclosure", "danger_now": "no"},
        entities=[role],
        danger={"acute": True, "probability": probability, "reasons": reasons, "cleared_by": []},
    )
    assert bool(_warned(run(call))) is warned


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("kan niet bellen, zij kijken telefoon. sla over", False),
        ("kan niet bellen, hij staat voor de deur", True),
    ],
)
def test_words_about_calling_answer_how_somebody_can_be_reached(
    run: Any, text: str, warned: bool
) -> None:
    reasons = ["silent_call", "hint_secret", "model", "intent"]
    call = _call(
        "action_validate_slot_mappings",
        text=text,
        intent="danger_now",
        slots={"requested_slot": "contact", "danger_now": "no"},
        danger={"acute": True, "probability": 0.85, "reasons": reasons, "cleared_by": []},
    )
    assert bool(_warned(run(call))) is warned


@pytest.mark.parametrize(
    ("text", "intent", "answer"),
    [
        ("beter van niet", "deny", "anonymous"),
        ("go ahead", "affirm", "named"),
        ("nee, de politie is er al", "deny", None),
        ("ja hoor is gebeurd", "affirm", "named"),
    ],
)
def test_a_plain_yes_or_no_says_whether_a_name_may_be_known(
    run: Any, text: str, intent: str, answer: str | None
) -> None:
    slots = {**FILLED, "disclosure": None, "requested_slot": "disclosure"}
    call = _call("action_validate_slot_mappings", text=text, intent=intent, slots=slots)
    mapped = "named" if intent == "affirm" else "anonymous"
    call["tracker"]["slots"]["disclosure"] = mapped  # as Rasa's mapping of the intent sets it
    assert _slots(run(call)).get("disclosure", mapped) == answer


@pytest.mark.parametrize(("text", "answer"), [("ok", None), ("ja", "yes")])
def test_an_ok_to_the_advice_is_no_yes_to_danger(run: Any, text: str, answer: str | None) -> None:
    call = _call(
        "action_validate_slot_mappings",
        text=text,
        intent="affirm",
        slots={"requested_slot": "danger_now", "danger_now": None},
    )
    call["tracker"]["slots"]["danger_now"] = "yes"  # as Rasa's mapping of affirm sets it
    assert _slots(run(call)).get("danger_now", "yes") == (answer or None)


def test_a_word_of_thanks_is_hardly_a_failure(run: Any) -> None:
    slots = {**FILLED, "source": None, "requested_slot": "source", "misunderstood": 1.0}
    call = _call(
        "validate_signal_form", text="dank", intent="thanks", slots=slots, since=[REJECTED]
    )
    assert _slots(run(call))["misunderstood"] == 1.25


def test_a_no_about_something_else_is_no_wish_to_stay_anonymous(run: Any) -> None:
    call = _call(
        "action_validate_slot_mappings",
        text="nee niet meer, de politie is er nu al bij",
        intent="deny",
        slots={"requested_slot": "disclosure", "disclosure": None},
    )
    call["tracker"]["slots"]["disclosure"] = "anonymous"  # as Rasa's mapping of deny sets it
    assert _slots(run(call))["disclosure"] is None


@pytest.mark.parametrize(
    ("failures", "said"),
    [(0.0, ["utter_out_of_scope"]), (1.0, ["utter_out_of_scope", "utter_not_understood_again"])],
)
def test_the_second_time_off_topic_a_person_is_offered(
    run: Any, failures: float, said: list[str]
) -> None:
    slots = {"requested_slot": "source", "misunderstood": failures}
    assert _said(run(_call("action_off_topic", intent="out_of_scope", slots=slots))) == said


def test_another_concern_is_not_said_to_go_to_the_officer(run: Any) -> None:
    slots = {**FILLED, "exploitation_form": "none", "adjacent_concern": "fraud"}
    call = _call("action_ask_signal_form_disclosure", slots=slots)
    assert _said(run(call)) == ["utter_ask_disclosure_resident"]


@pytest.mark.parametrize(
    ("text", "entities", "ongoing"),
    [
        ("nee, hij is 19", [{"entity": "age_group", "value": "adult"}], None),
        ("nee, en hij is 17", [{"entity": "age_group", "value": "minor"}], "no"),
        ("nee", [], "no"),
    ],
)
def test_a_no_that_takes_back_an_age_does_not_say_that_it_is_over(
    run: Any, text: str, entities: list[dict[str, Any]], ongoing: str | None
) -> None:
    call = _call(
        "action_validate_slot_mappings",
        text=text,
        intent="deny",
        entities=entities,
        slots={"requested_slot": "ongoing", "age_group": "minor", "ongoing": None},
    )
    call["tracker"]["slots"]["ongoing"] = "no"  # as Rasa's mapping of deny sets it
    assert _slots(run(call)).get("ongoing", "no") == ongoing


@pytest.mark.parametrize("intent", ["out_of_scope", "ask_question", "ask_human", "thanks"])
def test_whatever_it_sounds_like_a_short_statement_says_how_to_reach_somebody(
    run: Any, intent: str
) -> None:
    slots = {**FILLED, "disclosure": "named", "requested_slot": "contact", "contact": None}
    text = "mag gewoon gebeld worden"
    call = _call("action_validate_slot_mappings", text=text, intent=intent, slots=slots)
    assert _slots(run(call))["contact"] == text


@pytest.mark.parametrize(
    ("text", "age", "place"),
    [
        ("toestel 12", "adult", "groningen"),
        ("balie Westerwolde, kamer 14", "adult", "groningen"),
        ("ze is trouwens 16", "minor", "groningen"),
        ("wacht, het was in Westerwolde", "adult", "westerwolde"),
    ],
)
def test_how_to_reach_somebody_tells_neither_an_age_nor_a_place(
    run: Any, text: str, age: str, place: str
) -> None:
    before = {
        **FILLED,
        "disclosure": "named",
        "requested_slot": "contact",
        "contact": None,
        "age_group": "adult",
        "municipality": "groningen",
        "place_municipality": "groningen",
    }
    told = {"age_group": "minor"} if any(map(str.isdigit, text)) else {}
    call = _call(
        "action_validate_slot_mappings",
        text=text,
        entities=[{"entity": name, "value": value} for name, value in told.items()],
        slots=before,
        told=told,  # as Rasa's mapping sets it
    )
    after = {**before, **told, **_slots(run(call))}
    assert (after["age_group"], after["place_municipality"]) == (age, place)


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("groningen", "groningen"),
        ("Groningen", "groningen"),
        ("gemeente Groningen", "groningen"),
        ("Het Hogeland", "het-hogeland"),
        ("Rotterdam", "rotterdam"),
    ],
)
def test_a_channel_may_name_a_municipality_as_people_do(run: Any, given: str, key: str) -> None:
    metadata = {"role": "counter", "municipality": given}
    call = _call(
        "action_validate_slot_mappings", text=WORRY, intent="report_signal", metadata=metadata
    )
    after = _slots(run(call))
    assert (after["municipality"], after["place_municipality"]) == (key, key)


@pytest.mark.parametrize("text", ["/report_signal", '\'/inform{"role": "resident"}'])
def test_a_payload_has_no_language_and_the_first_words_after_it_have(run: Any, text: str) -> None:
    first = _call("action_validate_slot_mappings", text=text, intent="report_signal")
    second = _call(
        "action_validate_slot_mappings",
        text="there is a girl here with bruises",
        slots={"last_message_id": "m0"},
    )
    second["tracker"]["events"].insert(0, {"event": "user", "text": text})
    languages = [
        [r["custom"].get("detected_language") for r in run(call)["responses"] if r.get("custom")]
        for call in (first, second)
    ]
    assert languages == [[None], ["en"]]
    assert _slots(run(first))["language"] == "nl"


@pytest.mark.parametrize(("asked", "given"), [([], "toestel 12"), (["contact"], None)])
def test_a_contact_that_the_channel_knows_is_taken_over_once(
    run: Any, asked: list[str], given: str | None
) -> None:
    call = _call(
        "action_validate_slot_mappings",
        text=WORRY,
        intent="report_signal",
        metadata=CLERK | {"contact": "toestel 12"},
        slots={"asked": asked, "contact": None},
    )
    assert _slots(run(call)).get("contact") == given


def test_a_known_contact_is_not_asked(run: Any) -> None:
    slots = FILLED | {"disclosure": "confidential", "contact": "toestel 12"}
    call = _call("validate_signal_form", text="alleen de aandachtsfunctionaris", slots=slots)
    assert _slots(run(call))["requested_slot"] == "confirm_summary"


@pytest.mark.parametrize("intent", ["ask_question", "nlu_fallback", "report_signal", "dont_know"])
def test_who_asks_what_is_meant_gets_the_question_explained(run: Any, intent: str) -> None:
    slots = FILLED | {"requested_slot": "source", "source": None}
    call = _call("validate_signal_form", text="wat bedoel je?", intent=intent, slots=slots)
    result = run(call)
    assert _said(result) == ["utter_help_source"]
    assert _slots(result) == {"requested_slot": "source", "misunderstood": 0.25}


def test_not_seeing_the_question_is_no_answer_to_it(run: Any) -> None:
    call = _call(
        "action_validate_slot_mappings",
        text="snap de vraag niet",
        intent="dont_know",
        slots=FILLED | {"requested_slot": "ongoing", "ongoing": None},
    )
    assert _slots(run(call))["ongoing"] is None


def test_the_municipality_as_role_is_asked_on(run: Any) -> None:
    slots = FILLED | {"requested_slot": "role", "role": None}
    call = _call("action_ask_signal_form_role", text="ik werk bij de gemeente", slots=slots)
    assert _said(run(call)) == ["utter_ask_role_municipal"]


@pytest.mark.parametrize(
    ("text", "question", "taken"),
    [
        ("nee, ze zit nu op school", "danger_now", None),
        ("op school", "setting", "school"),
        ("via het secretariaat van de school", "contact", None),
    ],
)
def test_where_somebody_is_safe_or_reached_is_not_where_it_was_noticed(
    run: Any, text: str, question: str, taken: str | None
) -> None:
    place = {"entity": "setting", "value": "school", "start": 0, "end": 4, "confidence_entity": 1.0}
    call = _call(
        "action_validate_slot_mappings",
        text=text,
        intent="inform",
        slots={"requested_slot": question, "setting": None},
        told={"setting": "school"},
        entities=[place],
    )
    assert _slots(run(call)).get("setting", "school") == taken


@pytest.mark.parametrize("sector", ["temp_agency", "nail_salon", "holiday_park"])
def test_the_code_of_a_sector_is_no_name_of_an_account(run: Any, tools: Tools, sector: str) -> None:
    slots = _labour(sector=sector)
    result = run(_call("action_submit_signal", slots=slots, sender=f"sector-{sector}"))
    reference = result["responses"][-1]["custom"]["handoff"]["reference"]
    officer = Officer("o", "o", frozenset({"groningen-officer"}))
    rows = tools.services.inbox(officer, InboxFilters())
    (row,) = [one for one in rows if one.reference == reference]
    assert tools.services.signal(officer, row.id).signal.place.sector == sector
