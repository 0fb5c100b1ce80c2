"""What a message told beside the question that was open."""

from actions.domain.codes import Question
from actions.domain.intake import Intake
from actions.domain.noticing import Noticed, noticed


def test_the_answer_itself_is_not_said_back() -> None:
    after = Intake(age_group="minor")
    assert noticed({}, after, Question.AGE_GROUP) == Noticed()


def test_a_fact_for_another_question_is_said_back() -> None:
    after = Intake(source="seen", ongoing="yes")
    assert noticed({}, after, Question.SOURCE) == Noticed(added=(Question.ONGOING,))


def test_a_changed_answer_is_a_correction() -> None:
    after = Intake(age_group="adult", source="seen")
    before = {"age_group": "minor"}
    assert noticed(before, after, Question.SOURCE) == Noticed(corrected=(Question.AGE_GROUP,))


def test_an_answer_after_not_knowing_is_no_correction() -> None:
    before = {"age_group": "unknown"}
    assert noticed(before, Intake(age_group="minor"), Question.SOURCE) == Noticed(
        added=(Question.AGE_GROUP,)
    )


def test_the_place_counts_and_not_whose_municipality_it_is() -> None:
    after = Intake(municipality="groningen", place_municipality="westerwolde")
    before = {"municipality": "groningen", "place_municipality": "groningen"}
    assert noticed(before, after, Question.SOURCE) == Noticed(corrected=(Question.MUNICIPALITY,))


def test_an_answer_that_is_opened_again_is_not_said_back() -> None:
    assert noticed({"age_group": "minor"}, Intake(), Question.SOURCE) == Noticed()
