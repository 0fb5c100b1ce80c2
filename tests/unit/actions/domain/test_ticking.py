"""A list of signals to tick is offered at the summary alone, and tells only what was ticked."""

import pytest

from actions.domain.codes import ExploitationForm, Setting
from actions.domain.directory import LocalText
from actions.domain.indicators import IndicatorCatalogue, IndicatorEntry, Kind
from actions.domain.intake import Intake, remaining_questions
from actions.domain.signal import Indicator
from actions.domain.ticking import MOST, as_indicators, offered, opened_again, ticked

LABOUR, SEXUAL = ExploitationForm.LABOUR, ExploitationForm.SEXUAL


def entry(
    code: str,
    *settings: Setting,
    forms: tuple[ExploitationForm, ...] = (LABOUR,),
    kind: Kind = Kind.SIGNAL,
) -> IndicatorEntry:
    name = LocalText(code.capitalize(), code.upper())
    return IndicatorEntry(
        code, kind, name, name, forms, settings, False, frozenset(), "een bron", ()
    )


CATALOGUE = IndicatorCatalogue(
    {
        one.code: one
        for one in (
            entry("both_forms", Setting.COUNTER, forms=(LABOUR, SEXUAL)),
            entry("anywhere"),
            entry("at_work", Setting.INSPECTION),
            entry("at_counter", Setting.COUNTER),
            entry("other_form", forms=(SEXUAL,)),
            entry("coercion", kind=Kind.MEANS),
        )
    },
    {},
)
CLERK = Intake(role="counter", exploitation_form="labour", danger_now="no")


def codes(intake: Intake, *found: str) -> list[str]:
    return [one.code for one in offered(CATALOGUE, intake, found)]


def test_signals_of_this_form_alone_come_first_and_of_these_those_of_this_place() -> None:
    assert codes(CLERK) == ["at_counter", "anywhere", "both_forms"]


def test_what_the_words_showed_already_is_not_offered() -> None:
    assert codes(CLERK, "anywhere") == ["at_counter", "both_forms"]


def test_nothing_is_offered_where_the_words_showed_enough() -> None:
    assert codes(CLERK, "anywhere", "at_counter", "at_work") == []


@pytest.mark.parametrize(
    "intake",
    [
        Intake(role="counter", exploitation_form="unknown"),
        Intake(role="counter", exploitation_form="none", adjacent_concern="fraud"),
        Intake(role="counter"),
        Intake(role="counter", exploitation_form="labour", danger_now="yes"),
        Intake(role="counter", exploitation_form="labour", signs="none"),
        Intake(role="counter", exploitation_form="labour", signs="anywhere"),
    ],
    ids=["form not clear", "another concern", "no form", "danger", "none of these", "ticked"],
)
def test_nothing_is_offered_where_it_does_not_help(intake: Intake) -> None:
    assert codes(intake) == []


def test_a_list_is_never_longer_than_can_be_read_at_a_glance() -> None:
    many = IndicatorCatalogue({f"s{n}": entry(f"s{n}") for n in range(20)}, {})
    assert len(offered(many, CLERK, ())) == MOST


def test_what_was_ticked_can_be_changed_and_stands_first_then() -> None:
    before = Intake(role="counter", exploitation_form="labour", signs="both_forms")
    again = Intake(role="counter", exploitation_form="labour", signs=opened_again(before))
    assert ticked(again) == ("both_forms",)
    assert codes(again) == ["both_forms", "at_counter", "anywhere"]


def test_a_ticked_signal_says_that_it_was_ticked_and_is_told_once() -> None:
    intake = Intake(signs="anywhere both_forms")
    assert as_indicators(CATALOGUE, intake, {"both_forms"}, "aangevinkt") == (
        Indicator("anywhere", "Anywhere", "aangevinkt", chosen=True),
    )


def test_the_list_is_no_question_and_makes_no_conversation_longer() -> None:
    assert "signs" not in [question.value for question in remaining_questions(Intake())]
