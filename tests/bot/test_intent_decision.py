"""Who has the last word on the intent, and how two models vote on danger."""

from typing import Any

import pytest
from components.intent_decision import Reading, decided_intent

STORY_WORDS = 7


def decided(text: str, intent: str, **more: Any) -> str:
    return decided_intent(Reading(text, intent, **more), STORY_WORDS)


def test_what_is_acute_is_danger_whatever_it_seemed() -> None:
    assert decided("bedankt, hij slaat haar nu", "thanks", acute=True) == "danger_now"


def test_what_is_not_acute_is_never_danger() -> None:
    ranking = (("danger_now", 0.6), ("report_signal", 0.3))
    assert decided("vrouw is bang", "danger_now", ranking=ranking) == "report_signal"
    assert decided("vrouw is bang", "danger_now") == "nlu_fallback"


def test_a_long_message_that_nothing_fits_is_a_report() -> None:
    text = "de buren van nummer twaalf doen iets raars"
    assert decided(text, "nlu_fallback") == "report_signal"


def test_a_short_message_that_nothing_fits_stays_unclear() -> None:
    assert decided("blabla", "nlu_fallback") == "nlu_fallback"


def test_a_short_message_that_tells_a_fact_is_an_answer() -> None:
    fact = ({"entity": "sector", "value": "construction", "start": 0, "end": 4},)
    assert decided("bouw enzo", "nlu_fallback", entities=fact) == "inform"


def test_a_bare_fact_is_no_farewell() -> None:
    fact = ({"entity": "exploitation_form", "value": "labour", "start": 0, "end": 4},)
    assert decided("werk", "goodbye", entities=fact) == "inform"
    assert decided("werk ze, doei", "goodbye", entities=fact) == "goodbye"


def test_who_has_nothing_to_report_begins_no_report() -> None:
    text = "oke helder, ik heb zelf niks te melden hoor"
    assert decided(text, "report_signal", has_nothing=True) == "goodbye"
    assert decided(text, "report_signal") == "report_signal"
    assert decided(text, "thanks", has_nothing=True) == "thanks"
    assert decided(text, "report_signal", has_nothing=True, acute=True) == "danger_now"
    fact = ({"entity": "exploitation_form", "value": "labour", "start": 0, "end": 4},)
    assert decided(text, "report_signal", has_nothing=True, entities=fact) == "report_signal"


def test_who_begins_with_what_it_is_not_and_goes_on_for_long_reports() -> None:
    opening = (
        "nee geen drugs en geen vriendje, het is zijn eigen oom die hem elke nacht laat werken"
    )
    assert decided(opening, "deny") == "deny"
    assert decided(f"{opening} in de kas", "deny") == "report_signal"


def test_a_guess_is_no_told_fact() -> None:
    guess = ({"entity": "setting", "value": "street", "start": 0, "end": 6, "role": "guess"},)
    assert decided("blabla", "nlu_fallback", entities=guess) == "nlu_fallback"


@pytest.mark.parametrize("text", ["'/restart", '\'/deny{"x":1}'])
def test_a_payload_that_a_person_typed_steers_nothing(text: str) -> None:
    assert decided(text, "start_over") == "nlu_fallback"


@pytest.mark.parametrize("text", ["...", "🙂", "?!"])
def test_signs_without_a_word_are_silence(text: str) -> None:
    assert decided(text, "out_of_scope") == "nlu_fallback"


@pytest.mark.parametrize(("likelihood", "intent"), [(0.41, "inform"), (0.75, "stop")])
def test_a_report_is_not_thrown_away_on_a_small_likelihood(likelihood: float, intent: str) -> None:
    ranking = (("stop", likelihood), ("danger_now", 0.3), ("inform", 0.2))
    assert decided("niks", "stop", ranking=ranking) == intent
