"""Danger that one model, a few words or a likelihood alone speak of: asked about, not decided."""

from typing import Any

import pytest

from tests.integration.actions.calls import FILLED, a_call, slots_of, warned_in


@pytest.mark.parametrize(
    ("asked", "probability", "danger", "begins"),
    [
        ("source", 0.78, None, "Is er nu iemand in gevaar?"),
        ("source", 0.82, "yes", "Bel nu 112."),
        ("observation", 0.68, None, "Is er nu iemand in gevaar?"),
        ("observation", 0.72, "yes", "Bel nu 112."),
        ("danger_now", 0.5, "yes", "Bel nu 112."),
    ],
)
def test_in_doubt_112_is_told_and_the_person_says_whether_there_is_danger(
    run: Any, asked: str, probability: float, danger: str | None, begins: str
) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text="hij staat nu weer voor haar raam te kijken",
        intent="danger_now",
        slots={"requested_slot": asked, "danger_now": None if asked == "danger_now" else "no"},
        danger={
            "acute": True,
            "probability": probability,
            "reasons": ["near", "model", "intent"],
            "cleared_by": [],
        },
    )
    result = run(call)
    assert [told.startswith(begins) for told in warned_in(result)] == [True]
    assert slots_of(result)["danger_now"] == danger
    assert slots_of(result)["observation"] == "hij staat nu weer voor haar raam te kijken"


def test_doubt_does_not_take_back_a_danger_that_was_told(run: Any) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text="hij staat nu weer voor haar raam te kijken",
        intent="danger_now",
        slots={"requested_slot": "source", "danger_now": "yes"},
        danger={"acute": True, "probability": 0.5, "reasons": ["near"], "cleared_by": []},
    )
    assert slots_of(run(call))["danger_now"] == "yes"


def test_after_doubt_the_form_asks_whether_there_is_danger(run: Any) -> None:
    call = a_call(
        "validate_signal_form",
        text="hij staat nu weer voor haar raam te kijken",
        intent="danger_now",
        slots={**FILLED, "requested_slot": "source", "danger_now": None, "source": None},
        danger={"acute": True, "probability": 0.5, "reasons": ["near"], "cleared_by": []},
    )
    assert slots_of(run(call))["requested_slot"] == "danger_now"


@pytest.mark.parametrize(("reasons", "danger"), [(["model", "intent"], None), (["near"], "yes")])
def test_an_answer_without_a_word_of_danger_leaves_doubt_up_to_near_certainty(
    run: Any, reasons: list[str], danger: str | None
) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text="ik heb haar zelf om 5 uur uit dat pand zien komen",
        intent="danger_now",
        entities=[{"entity": "source", "value": "seen"}],
        slots={**FILLED, "requested_slot": "source", "source": None},
        danger={"acute": True, "probability": 0.88, "reasons": reasons, "cleared_by": []},
    )
    result = run(call)
    assert len(warned_in(result)) == 1
    assert slots_of(result)["danger_now"] == danger


@pytest.mark.parametrize(
    ("text", "intent", "probability", "asked_next"),
    [
        ("hij vliegt pas over een maand", "inform", 0.05, "source"),
        ("hij vliegt pas over een maand", "inform", 0.25, "danger_now"),
        ("ze moet elke avond mee naar een hotel", "report_signal", 0.05, "danger_now"),
        ("een rode auto", "inform", 0.05, "danger_now"),
    ],
)
def test_what_is_told_beside_the_danger_and_without_harm_leaves_that_open(
    run: Any, text: str, intent: str, probability: float, asked_next: str
) -> None:
    call = a_call(
        "validate_signal_form",
        text=text,
        intent=intent,
        slots={**FILLED, "requested_slot": "danger_now", "danger_now": None, "source": None},
        danger={"acute": False, "probability": probability, "reasons": [], "cleared_by": []},
        since=[{"event": "action_execution_rejected", "name": "signal_form"}],
    )
    assert slots_of(run(call))["requested_slot"] == asked_next


@pytest.mark.parametrize(
    ("asked", "reasons", "warned"),
    [("age_group", ["model"], False), ("age_group", ["near"], True), (None, ["model"], True)],
)
def test_a_faint_suspicion_in_the_middle_needs_a_word_of_danger(
    run: Any, asked: str | None, reasons: list[str], warned: bool
) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text="die kraam staat overigens ergens anders hoor",
        intent="danger_now",
        slots={**FILLED, "requested_slot": asked, "age_group": None},
        danger={"acute": True, "probability": 0.63, "reasons": reasons, "cleared_by": []},
        in_form=asked is not None,
    )
    assert bool(warned_in(run(call))) is warned


@pytest.mark.parametrize(
    ("reasons", "cleared_by", "danger"),
    [
        (["near", "model", "intent"], [], "yes"),
        (["near", "model"], [], None),
        (["near", "model", "intent"], ["account"], None),
    ],
)
def test_a_danger_of_which_one_model_alone_or_other_words_speak_is_asked_about(
    run: Any, reasons: list[str], cleared_by: list[str], danger: str | None
) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text="als hij wegloopt komt er iemand die hem terugduwt",
        intent="danger_now",
        in_form=False,
        danger={
            "acute": True,
            "probability": 0.75,
            "reasons": reasons,
            "cleared_by": cleared_by,
        },
    )
    result = run(call)
    assert slots_of(result)["danger_now"] == danger
    assert len(warned_in(result)) == 1


@pytest.mark.parametrize(
    ("asked", "text", "probability", "entities", "warned"),
    [
        # What tells of the report itself is about that, up to near certainty.
        ("source", "straks staan ze voor de deur, doe maar anoniem", 0.93, "disclosure", "if"),
        ("source", "straks staan ze voor de deur, doe maar anoniem", 0.96, "disclosure", "now"),
        ("source", "straks staan ze voor de deur", 0.93, "", "now"),
        # A few words that tell that it goes on are what was asked.
        ("ongoing", "vannacht nog", 0.85, "ongoing", ""),
        ("ongoing", "vannacht nog en nu weer met veel geschreeuw", 0.85, "ongoing", "now"),
    ],
)
def test_an_answer_about_something_else_is_danger_only_where_that_is_nearly_certain(
    run: Any, asked: str, text: str, probability: float, entities: str, warned: str
) -> None:
    values = {"disclosure": "anonymous", "ongoing": "yes"}
    told = [{"entity": e, "value": values[e], "start": 0, "end": 8} for e in entities.split()]
    call = a_call(
        "action_validate_slot_mappings",
        text=text,
        intent="danger_now",
        entities=told,
        slots={**FILLED, "requested_slot": asked, asked: None},
        danger={
            "acute": True,
            "probability": probability,
            "reasons": ["someone_coming", "model", "intent"],
            "cleared_by": [],
        },
    )
    begins = {"": [], "if": ["Is er nu iemand"], "now": ["Bel nu 112."]}[warned]
    assert [one[: len(b)] for one, b in zip(warned_in(run(call)), begins, strict=True)] == begins


@pytest.mark.parametrize(
    ("text", "probability", "warned"),
    [
        ("ja nu compleet", 0.95, False),
        ("ja nu compleet", 0.995, True),
        ("ja verstuur maar want hij staat hier nu voor me", 0.7, False),
        ("ja verstuur maar want hij staat hier nu voor me", 0.9, True),
    ],
)
def test_a_yes_to_the_summary_is_danger_only_where_that_is_likelier(
    run: Any, text: str, probability: float, warned: bool
) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text=text,
        intent="danger_now",
        entities=[
            {
                "entity": "confirm_summary",
                "value": "yes",
                "role": "guess",
                "confidence_entity": 0.9,
            }
        ],
        slots={**FILLED, "requested_slot": "confirm_summary"},
        danger={
            "acute": True,
            "probability": probability,
            "reasons": ["answer_yes", "model", "intent"],
            "cleared_by": [],
        },
    )
    assert bool(warned_in(run(call))) is warned
