"""Danger at every turn, and what only sounds like it."""

from typing import Any

import pytest

from tests.integration.actions.calls import FILLED, a_call, slots_of, warned_in


def test_acute_danger_gets_112_whatever_was_asked(run: Any) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text="hij slaat haar nu",
        intent="inform",
        slots={"requested_slot": "source"},
        danger={"acute": True, "probability": 0.95},
    )
    result = run(call)
    assert len(warned_in(result)) == 1
    assert slots_of(result)["danger_now"] == "yes"


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
    call = a_call(
        "action_validate_slot_mappings",
        text=text,
        intent="danger_now",
        slots={"language": spoken},
        danger={"acute": True, "probability": 0.95, "cleared_by": []},
        in_form=False,
    )
    assert [told.startswith(begins) for told in warned_in(run(call))] == [True]


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
    call = a_call(
        "action_validate_slot_mappings",
        text=text,
        slots={"requested_slot": "danger_now"},
        danger={"acute": acute, "probability": probability, "cleared_by": []},
    )
    assert bool(warned_in(run(call))) is warned


@pytest.mark.parametrize(
    ("probability", "cleared_by", "danger"),
    [(0.85, [], "no"), (0.95, [], "yes"), (0.95, ["account"], "no")],
)
def test_a_yes_to_whether_it_goes_on_tells_of_blows_and_not_of_this_moment(
    run: Any, probability: float, cleared_by: list[str], danger: str
) -> None:
    call = a_call(
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
    assert slots_of(run(call)).get("danger_now", "no") == danger


@pytest.mark.parametrize(
    ("text", "ongoing"),
    [("nee hoor, ze zijn rustig vertrokken", None), ("nee, het is al gestopt", "no")],
)
def test_who_has_left_the_counter_may_still_be_exploited(
    run: Any, text: str, ongoing: str | None
) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text=text,
        intent="deny",
        entities=[{"entity": "ongoing", "value": "no", "start": 10, "end": 20}],
        slots={"requested_slot": "danger_now", "ongoing": None},
        told={"ongoing": "no"},
    )
    assert slots_of(run(call)).get("ongoing", "no") == ongoing


@pytest.mark.parametrize(
    ("probability", "fired", "cleared_by", "danger"),
    [
        (0.92, [], [], "no"),
        (0.96, [], [], "yes"),
        (0.92, ["locked_now"], [], "yes"),
        (0.96, ["locked_now"], ["not_now"], "no"),
    ],
)
def test_a_no_to_danger_counts_unless_a_word_or_near_certainty_speaks_against_it(
    run: Any, probability: float, fired: list[str], cleared_by: list[str], danger: str
) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text="niet op dit moment, ze is nu bij ons",
        intent="danger_now",
        slots={"requested_slot": "danger_now"},
        danger={
            "acute": True,
            "probability": probability,
            "reasons": [*fired, "model", "intent"],
            "cleared_by": cleared_by,
        },
    )
    assert slots_of(run(call))["danger_now"] == danger


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
    call = a_call(
        "action_validate_slot_mappings",
        text="hij zei het",
        intent="danger_now",
        slots={"requested_slot": "source", "danger_now": "no"},
        danger={"acute": True, "probability": probability, "reasons": reasons, "cleared_by": []},
    )
    result = run(call)
    assert bool(warned_in(result)) is warned
    assert ("observation" in slots_of(result)) is warned


@pytest.mark.parametrize(
    ("reasons", "probability", "warned"),
    [(["model", "intent"], 0.72, False), (["model"], 0.85, True), (["threat_now"], 0.72, True)],
)
def test_who_tells_of_the_report_itself_tells_no_danger_unless_words_of_danger_stand(
    run: Any, reasons: list[str], probability: float, warned: bool
) -> None:
    role = {"entity": "role", "value": "youth_worker", "start": 7, "end": 21}
    call = a_call(
        "action_validate_slot_mappings",
        text="ik ben nu jongerenwerker",
        intent="danger_now",
        slots={"requested_slot": "disclosure", "danger_now": "no"},
        entities=[role],
        danger={"acute": True, "probability": probability, "reasons": reasons, "cleared_by": []},
    )
    assert bool(warned_in(run(call))) is warned


@pytest.mark.parametrize(("text", "answer"), [("ok", None), ("ja", "yes")])
def test_an_ok_to_the_advice_is_no_yes_to_danger(run: Any, text: str, answer: str | None) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text=text,
        intent="affirm",
        slots={"requested_slot": "danger_now", "danger_now": None},
    )
    call["tracker"]["slots"]["danger_now"] = "yes"  # as Rasa's mapping of affirm sets it
    assert slots_of(run(call)).get("danger_now", "yes") == (answer or None)


def test_a_no_behind_a_question_about_danger_is_heard(run: Any) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text="voor wie? voor niemand",
        intent="ask_question",
        slots={**FILLED, "requested_slot": "danger_now", "danger_now": None},
    )
    assert slots_of(run(call))["danger_now"] == "no"
