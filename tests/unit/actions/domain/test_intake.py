from dataclasses import replace

import pytest

from actions.domain.codes import AgeGroup, Question, Role, Setting
from actions.domain.intake import (
    Intake,
    facts_of,
    progress,
    remaining_questions,
    setting_of,
)
from actions.domain.signal import Facts

CLERK = Intake(role="counter", municipality="groningen")


def test_a_fresh_conversation_asks_about_danger_first() -> None:
    assert remaining_questions(Intake())[:2] == (Question.DANGER_NOW, Question.OBSERVATION)


def test_what_is_known_is_not_asked() -> None:
    intake = Intake(
        danger_now="no",
        observation="meisje met blauwe plekken",
        role="counter",
        municipality="groningen",
        age_group="minor",
        exploitation_form="sexual",
        source="seen",
        ongoing="yes",
        disclosure="anonymous",
    )
    assert remaining_questions(intake) == (Question.CONFIRM_SUMMARY,)


def test_an_unknown_answer_is_not_asked_again() -> None:
    assert Question.AGE_GROUP not in remaining_questions(Intake(age_group="unknown"))


def test_the_kind_of_work_matters_for_work_only() -> None:
    assert Question.SECTOR in remaining_questions(Intake(exploitation_form="labour"))
    assert Question.SECTOR not in remaining_questions(Intake(exploitation_form="sexual"))


def test_another_concern_needs_few_questions() -> None:
    asked = remaining_questions(
        Intake(
            danger_now="no",
            observation="ruzie thuis",
            role="care",
            municipality="groningen",
            exploitation_form="none",
            adjacent_concern="domestic_violence",
        )
    )
    assert asked == (Question.DISCLOSURE, Question.CONFIRM_SUMMARY)


def test_contact_is_asked_of_who_may_be_known() -> None:
    assert Question.CONTACT in remaining_questions(Intake(disclosure="confidential"))
    assert Question.CONTACT not in remaining_questions(Intake(disclosure="anonymous"))


def test_a_clerk_notices_at_the_counter_unless_told_otherwise() -> None:
    assert setting_of(CLERK) is Setting.COUNTER
    assert setting_of(Intake(role="counter", setting="phone")) is Setting.PHONE
    assert setting_of(Intake(role="resident")) is None


def test_progress_counts_the_steps_that_matter() -> None:
    assert progress(Intake(), Question.DANGER_NOW) == (1, 11)


def test_progress_never_passes_its_end() -> None:
    done = Intake(exploitation_form="none", danger_now="no", observation="x", role="care")
    step, of = progress(done, Question.CONFIRM_SUMMARY)
    assert step <= of


def test_facts_carry_the_answers_and_the_floors() -> None:
    intake = Intake(
        role="counter",
        municipality="groningen",
        exploitation_form="labour",
        ongoing="yes",
        disclosure="named",
        danger_now="no",
    )
    assert facts_of(intake, violence_or_coercion=True, address_seen=True) == Facts(
        role=Role.COUNTER,
        reporter_municipality="groningen",
        place_municipality="groningen",
        exploitation_form="labour",
        setting=Setting.COUNTER,
        address_involved=True,
        disclosure="named",
        ongoing=True,
        violence_or_coercion=True,
    )


@pytest.mark.parametrize(
    ("told", "seen", "counts"), [(None, True, True), (None, False, False), (False, True, False)]
)
def test_what_was_denied_goes_before_what_the_story_shows(
    told: bool | None, seen: bool, counts: bool
) -> None:
    intake = Intake(help_asked=told, address_involved=told)
    facts = facts_of(intake, help_seen=seen, address_seen=seen)
    assert (facts.help_asked, facts.address_involved) == (counts, counts)


def test_a_child_in_the_words_counts_when_no_age_was_told() -> None:
    assert facts_of(Intake(), minor_seen=True).age_group is AgeGroup.MINOR
    assert facts_of(Intake(age_group="adult"), minor_seen=True).age_group is AgeGroup.ADULT


def test_form_none_without_a_name_is_another_concern() -> None:
    assert facts_of(Intake(exploitation_form="none")).adjacent_concern == "other"


def test_exploitation_that_goes_on_is_coercion_that_goes_on() -> None:
    assert facts_of(Intake(exploitation_form="labour", ongoing="yes")).violence_or_coercion
    assert not facts_of(Intake(exploitation_form="labour", ongoing="no")).violence_or_coercion
    assert not facts_of(Intake(exploitation_form="unknown", ongoing="yes")).violence_or_coercion


def test_in_danger_only_what_decides_on_the_way_is_asked() -> None:
    asked = remaining_questions(replace(CLERK, danger_now="yes", observation="mes in de hal"))
    assert asked == (
        Question.AGE_GROUP,
        Question.EXPLOITATION_FORM,
        Question.DISCLOSURE,
        Question.CONFIRM_SUMMARY,
    )


def test_danger_now_goes_on_also_where_nobody_asked() -> None:
    assert facts_of(replace(CLERK, danger_now="yes")).ongoing is True


@pytest.mark.parametrize(
    ("role", "asked"), [("resident", False), ("partner", False), ("counter", False), (None, True)]
)
def test_the_place_is_asked_where_it_may_decide_on_the_route(role: str | None, asked: bool) -> None:
    assert (Question.SETTING in remaining_questions(Intake(role=role))) is asked


def test_an_adult_is_no_unaccompanied_minor() -> None:
    told = Intake(unaccompanied_minor=True, age_group="adult")
    assert facts_of(told).unaccompanied_minor is False


@pytest.mark.parametrize(
    ("denied", "shown", "coerced"),
    [(False, False, True), (True, False, False), (True, True, True)],
)
def test_exploitation_that_goes_on_is_coercion_unless_that_is_denied_and_nothing_shows_it(
    denied: bool, shown: bool, coerced: bool
) -> None:
    intake = replace(CLERK, exploitation_form="labour", ongoing="yes")
    facts = facts_of(intake, violence_or_coercion=shown, coercion_denied=denied)
    assert facts.violence_or_coercion is coerced
