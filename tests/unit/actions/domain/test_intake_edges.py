"""What an intake takes for granted, and how far the questions are."""

from dataclasses import replace

import pytest

from actions.domain.codes import AgeGroup, Question, Source
from actions.domain.intake import Intake, facts_of, progress, relevant_questions, source_of


def test_nothing_is_taken_for_granted() -> None:
    facts = facts_of(Intake())
    told = (facts.unaccompanied_minor, facts.address_involved, facts.help_asked, facts.danger_now)
    assert told == (False, False, False, False)
    assert (facts.violence_or_coercion, facts.about_to_disappear) == (False, False)


def test_the_names_are_those_of_the_fields() -> None:
    assert Intake.names()[:2] == ("danger_now", "observation")
    assert set(Intake.names()) >= {question.value for question in Question}


def test_a_step_is_counted_by_what_was_answered() -> None:
    empty = Intake()
    steps = len(relevant_questions(empty))
    assert progress(empty, Question.DANGER_NOW) == (1, steps)
    answered = replace(empty, danger_now="no")
    assert progress(answered, Question.OBSERVATION) == (2, len(relevant_questions(answered)))
    assert progress(answered, Question.DANGER_NOW) == (1, len(relevant_questions(answered)))


@pytest.mark.parametrize(
    ("told", "age", "expected"),
    [
        (True, AgeGroup.MINOR, True),
        (True, AgeGroup.ADULT, False),
        (False, AgeGroup.MINOR, False),
        (True, None, True),
    ],
)
def test_only_a_minor_travels_unaccompanied(
    told: bool, age: AgeGroup | None, expected: bool
) -> None:
    intake = Intake(unaccompanied_minor=told, age_group=age)
    assert facts_of(intake).unaccompanied_minor is expected


@pytest.mark.parametrize(("said", "expected"), [("yes", True), ("no", False), ("unknown", None)])
def test_whether_it_goes_on_is_yes_no_or_not_known(said: str, expected: bool | None) -> None:
    assert facts_of(Intake(ongoing=said)).ongoing is expected


@pytest.mark.parametrize(
    ("said", "expected"), [("seen", Source.SEEN), ("unknown", None), (None, None)]
)
def test_how_it_is_known_is_a_code_or_not_known(said: str | None, expected: Source | None) -> None:
    assert source_of(Intake(source=said)) is expected
