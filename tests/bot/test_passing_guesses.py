"""What a whole report tells in passing, beside the words that say so."""

from typing import Any

import pytest
from components.passing_guesses import told_label, with_passing

LENGTH = 80


def told(name: str, value: Any, **more: Any) -> dict[str, Any]:
    return {"entity": name, "value": value, "start": 3, "end": 9, "extractor": "FacetRules", **more}


def passing(entities: list[dict[str, Any]], **likely: dict[str, float]) -> dict[str, Any]:
    found = with_passing(entities, likely, sure=0.7, doubt=0.2, length=LENGTH)
    return {e["entity"]: (e["value"], e.get("role"), e.get("group")) for e in found}


def test_what_is_likely_enough_is_taken_as_told_by_the_whole_report() -> None:
    found = passing([], source={"heard": 0.8, "unknown": 0.2}, role={"care": 0.6, "unknown": 0.4})
    assert found == {"source": ("heard", "guess", "story")}


def test_it_spans_the_report() -> None:
    (entity,) = with_passing([], {"ongoing": {"yes": 0.9}}, sure=0.7, doubt=0.2, length=LENGTH)
    assert (entity["start"], entity["end"]) == (0, LENGTH)


def test_that_nothing_is_told_adds_nothing() -> None:
    assert passing([], ongoing={"unknown": 0.99, "yes": 0.01}) == {}


def test_what_stands_in_so_many_words_goes_before_it() -> None:
    said = [told("source", "seen")]
    assert passing(said, source={"heard": 0.75, "seen": 0.25}) == {"source": ("seen", None, None)}


def test_a_word_that_the_whole_report_speaks_against_is_not_believed() -> None:
    assert passing([told("source", "seen")], source={"seen": 0.05, "unknown": 0.95}) == {}


@pytest.mark.parametrize(("facet", "value"), [("role", "partner"), ("ongoing", "yes")])
def test_a_role_and_that_it_goes_on_are_believed(facet: str, value: str) -> None:
    found = passing([told(facet, value)], **{facet: {value: 0.05, "unknown": 0.95}})
    assert found == {facet: (value, None, None)}


def test_an_address_is_a_flag() -> None:
    assert passing([], address_involved={"True": 0.9})["address_involved"][0] is True
    assert passing([told("address_involved", True)], address_involved={"True": 0.1}) == {}
    assert passing([told("address_involved", True)], address_involved={"True": 0.3}) != {}


def test_a_value_that_the_model_never_learnt_is_not_doubted() -> None:
    found = passing([told("source", "suspicion")], source={"heard": 0.1, "unknown": 0.9})
    assert found == {"source": ("suspicion", None, None)}


def test_what_was_guessed_for_an_answer_stays() -> None:
    guess = told("source", "heard", role="guess", extractor="FacetClassifier")
    found = passing([guess], source={"heard": 0.05, "unknown": 0.95})
    assert found == {"source": ("heard", "guess", None)}


def test_other_facts_stay_as_they_are() -> None:
    guess = told("setting", "street", role="guess", extractor="FacetClassifier")
    assert passing([guess], source={"unknown": 1.0}) == {"setting": ("street", "guess", None)}


def test_only_what_a_reader_went_through_teaches() -> None:
    assert told_label("source", {"source": "heard"}) is None
    assert told_label("source", {"told": {}}) == "unknown"
    assert told_label("address_involved", {"told": {"address_involved": True}}) == "True"


@pytest.mark.parametrize("facet", ["address_involved", "unaccompanied_minor"])
def test_who_denies_it_in_so_many_words_is_believed(facet: str) -> None:
    found = passing([told(facet, False)], **{facet: {"False": 0.01, "True": 0.4, "unknown": 0.59}})
    assert found == {facet: (False, None, None)}


@pytest.mark.parametrize(
    ("value", "likely", "counts"), [("yes", 0.8, True), ("no", 0.8, False), ("no", 0.95, True)]
)
def test_that_it_is_over_takes_more_than_that_it_goes_on(
    value: str, likely: float, counts: bool
) -> None:
    found = passing([], ongoing={value: likely, "unknown": 1 - likely})
    assert ("ongoing" in found) is counts
