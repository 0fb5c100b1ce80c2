"""Answers that no rule knows: what a model makes of them, and when that counts."""

from typing import Any

import pytest

from tests.integration.actions.calls import FILLED, a_call, said_in, slots_of


def _guess(name: str, value: str, confidence: float) -> dict[str, Any]:
    return {"entity": name, "value": value, "role": "guess", "confidence_entity": confidence}


def _answered(run: Any, asked: str, text: str, intent: str, guess: dict[str, Any]) -> Any:
    call = a_call(
        "action_validate_slot_mappings",
        text=text,
        intent=intent,
        entities=[guess],
        slots={**FILLED, "requested_slot": asked, asked: None},
        told=_mapped(asked, intent),
    )
    return slots_of(run(call)).get(asked)


def _mapped(asked: str, intent: str) -> dict[str, str]:
    """What Rasa's mappings make of a yes or a no."""
    values = {"ongoing": {"deny": "no"}, "disclosure": {"deny": "anonymous", "affirm": "named"}}
    value = values.get(asked, {}).get(intent)
    return {asked: value} if value else {}


@pytest.mark.parametrize(
    ("asked", "text", "guess"),
    [
        ("ongoing", "vorige week kwam er weer een bedrijf bij", ("yes", 0.65)),
        ("disclosure", "die ene mag het zien", ("confidential", 0.65)),
        ("danger_now", "vandaag is ze naar paardrijden", ("no", 0.7)),
    ],
)
def test_a_guess_answers_the_open_question(
    run: Any, asked: str, text: str, guess: tuple[str, float]
) -> None:
    assert _answered(run, asked, text, "inform", _guess(asked, *guess)) == guess[0]


@pytest.mark.parametrize(("confidence", "value"), [(0.65, None), (0.75, "heard")])
def test_more_of_the_story_answers_only_where_that_is_likely(
    run: Any, confidence: float, value: str | None
) -> None:
    guess = _guess("source", "heard", confidence)
    text = "die kok mag dus echt nooit weg van zijn baas"
    assert _answered(run, "source", text, "report_signal", guess) == value


@pytest.mark.parametrize(
    ("text", "intent", "confidence", "value"),
    [
        ("nee, dat duurt nog wel een tijd", "deny", 0.9, "yes"),
        ("nee, dat duurt nog wel een tijd", "deny", 0.7, "no"),
        ("nee joh", "deny", 0.9, "no"),
    ],
)
def test_what_follows_a_no_may_turn_it_round_and_two_words_do_not(
    run: Any, text: str, intent: str, confidence: float, value: str | None
) -> None:
    found = _answered(run, "ongoing", text, intent, _guess("ongoing", "yes", confidence))
    assert found == value


@pytest.mark.parametrize(
    ("intent", "confidence", "value"),
    [("start_over", 0.9, "yes"), ("start_over", 0.6, None), ("stop", 0.9, None)],
)
def test_every_day_anew_is_no_new_start(
    run: Any, intent: str, confidence: float, value: str | None
) -> None:
    guess = _guess("ongoing", "yes", confidence)
    assert _answered(run, "ongoing", "de kraam staat er opnieuw", intent, guess) == value


def test_what_is_about_something_else_is_no_answer(run: Any) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text="correctie, het is een winkel",
        intent="change_answer",
        entities=[_guess("ongoing", "no", 0.84), {"entity": "sector", "value": "retail"}],
        slots={**FILLED, "requested_slot": "ongoing", "ongoing": None},
    )
    assert "ongoing" not in slots_of(run(call))


def test_a_guess_at_another_question_answers_nothing(run: Any) -> None:
    guess = _guess("ongoing", "yes", 0.99)
    call = a_call(
        "action_validate_slot_mappings",
        text="hij zei het tegen mij",
        entities=[guess],
        slots={**FILLED, "requested_slot": "source", "source": None, "ongoing": None},
    )
    assert "ongoing" not in slots_of(run(call))


@pytest.mark.parametrize(("said_before", "times"), [("iets anders", 0.25), ("hoezo dan", 1.0)])
def test_the_same_words_once_more_are_a_failure_whatever_they_are(
    run: Any, said_before: str, times: float
) -> None:
    call = a_call(
        "validate_signal_form",
        text="hoezo dan",
        intent="ask_why",
        slots={**FILLED, "source": None, "requested_slot": "source"},
        since=[{"event": "action_execution_rejected", "name": "signal_form"}],
    )
    call["tracker"]["events"].insert(0, {"event": "user", "text": said_before})
    assert slots_of(run(call))["misunderstood"] == times


def test_a_yes_that_repeats_the_summary_sends_it(run: Any) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text="ja en zonder naam he",
        intent="affirm",
        entities=[{"entity": "disclosure", "value": "anonymous"}],
        slots={**FILLED, "requested_slot": "confirm_summary"},
        told={"confirm_summary": "yes"},
    )
    assert slots_of(run(call))["confirm_summary"] == "yes"


def test_a_yes_that_changes_the_summary_shows_it_again(run: Any) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text="ja maar met mijn naam",
        intent="affirm",
        entities=[{"entity": "disclosure", "value": "named"}],
        slots={**FILLED, "requested_slot": "confirm_summary"},
        told={"confirm_summary": "yes", "disclosure": "named"},
    )
    assert slots_of(run(call))["confirm_summary"] is None
    assert said_in(run(call)) == []


@pytest.mark.parametrize(
    ("text", "intent", "confidence", "value"),
    [
        ("hup, de deur uit", "out_of_scope", 0.55, "yes"),
        ("hup, de deur uit", "out_of_scope", 0.45, None),
        ("waarom niet? doe maar", "ask_why", 0.6, "yes"),
        ("berg het dossier maar op", "stop", 0.7, None),
        ("berg het dossier maar op", "stop", 0.85, "yes"),
        ("ik zou er niks aan veranderen", "change_answer", 0.7, None),
        ("ik zou er niks aan veranderen", "change_answer", 0.85, "yes"),
        ("stuur maar niet", "affirm", 0.99, None),
        ("niet stoppen, versturen", "affirm", 0.9, "yes"),
        ("nee dat staat er allemaal goed in", "inform", 0.7, None),
        ("nee dat staat er allemaal goed in", "deny", 0.85, "yes"),
    ],
)
def test_the_summary_is_sent_by_words_that_a_model_takes_for_it(
    run: Any, text: str, intent: str, confidence: float, value: str | None
) -> None:
    guess = _guess("confirm_summary", "yes", confidence)
    assert _answered(run, "confirm_summary", text, intent, guess) == value


@pytest.mark.parametrize(("before", "value"), [("schiet maar in", "yes"), ("hallo", None)])
def test_who_says_the_same_again_to_the_summary_means_it(
    run: Any, before: str, value: str | None
) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text="schiet maar in",
        intent="out_of_scope",
        entities=[_guess("confirm_summary", "yes", 0.35)],
        slots={**FILLED, "requested_slot": "confirm_summary", "confirm_summary": None},
        earlier=[before],
    )
    assert slots_of(run(call)).get("confirm_summary") == value


def test_what_helps_nobody_to_see_again_holds_no_summary_back(run: Any) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text="bedankt voor de hulp, indienen graag",
        intent="thanks",
        entities=[
            _guess("confirm_summary", "yes", 0.9),
            {"entity": "help_asked", "value": "true", "start": 13, "end": 17},
        ],
        slots={**FILLED, "requested_slot": "confirm_summary", "confirm_summary": None},
    )
    assert slots_of(run(call))["confirm_summary"] == "yes"


@pytest.mark.parametrize(
    ("text", "start", "kept"),
    [
        ("kan het ook zonder naam? doe dat dan, anoniem", 38, True),
        ("wat is anoniem? dat weet ik niet", 7, False),
    ],
)
def test_an_answer_behind_a_question_counts(run: Any, text: str, start: int, kept: bool) -> None:
    told = {"entity": "disclosure", "value": "anonymous", "start": start, "end": start + 7}
    call = a_call(
        "action_validate_slot_mappings",
        text=text,
        intent="ask_question",
        entities=[told],
        slots={**FILLED, "requested_slot": "disclosure", "disclosure": None},
        told={"disclosure": "anonymous"},
    )
    assert slots_of(run(call)).get("disclosure", "anonymous") == ("anonymous" if kept else None)


@pytest.mark.parametrize(
    ("known", "value"), [("anonymous", "yes"), ("confidential", None), (None, None)]
)
def test_a_yes_on_what_the_summary_says_already_sends_it(
    run: Any, known: str | None, value: str | None
) -> None:
    told = {"entity": "disclosure", "value": "anonymous", "start": 4, "end": 14}
    call = a_call(
        "action_validate_slot_mappings",
        text="als mijn naam er niet in staat mag het weg",
        intent="change_answer",
        entities=[told],
        slots={**FILLED, "requested_slot": "confirm_summary", "disclosure": known},
        told={"disclosure": "anonymous"},
    )
    assert slots_of(run(call)).get("confirm_summary") == value


def test_a_no_behind_a_question_is_no_yes_to_danger(run: Any) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text="acuut gevaar? nee. treurig: ja",
        intent="affirm",
        slots={**FILLED, "requested_slot": "danger_now", "danger_now": None},
        told={"danger_now": "yes"},
    )
    assert slots_of(run(call))["danger_now"] == "no"


@pytest.mark.parametrize(("confidence", "role"), [(0.9, "partner"), (0.6, "resident")])
def test_who_said_it_already_says_it_better_now(run: Any, confidence: float, role: str) -> None:
    before = {
        "event": "user",
        "text": "huismeester hier",
        "parse_data": {"entities": [_guess("role", "resident", 0.5)]},
    }
    call = a_call(
        "action_already_said",
        text="zei ik al, huismeester bij de corporatie",
        intent="already_said",
        entities=[_guess("role", "partner", confidence)],
        slots={"requested_slot": "role"},
    )
    call["tracker"]["events"].insert(0, before)
    assert slots_of(run(call))["role"] == role
