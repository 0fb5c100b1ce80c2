"""Floors: one fact is enough, and nothing takes it away."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from actions.domain.codes import AdjacentConcern, AgeGroup, ExploitationForm, Urgency
from actions.domain.signal import Facts
from actions.domain.urgency import assess

FORMS = [(form, None) for form in ExploitationForm if form is not ExploitationForm.NONE] + [
    (ExploitationForm.NONE, concern) for concern in (None, *AdjacentConcern)
]


def everything() -> Iterator[Facts]:
    """Every combination of the facts that urgency looks at."""
    flags = (False, True)
    for (form, concern), age, alone, danger, ongoing, harm, going, hard in product(
        FORMS, AgeGroup, flags, flags, (None, False, True), flags, flags, ((), ("papers_taken",))
    ):
        yield Facts(
            exploitation_form=form,
            adjacent_concern=concern,
            age_group=age,
            unaccompanied_minor=alone,
            danger_now=danger,
            ongoing=ongoing,
            violence_or_coercion=harm,
            about_to_disappear=going,
            hard_facts=hard,
        )


def test_danger_now_is_acute_whatever_else_is_known() -> None:
    assert {assess(facts) for facts in everything() if facts.danger_now} == {Urgency.ACUTE}


def test_nothing_is_acute_without_danger_now() -> None:
    assert Urgency.ACUTE not in {assess(facts) for facts in everything() if not facts.danger_now}


def test_harm_that_is_not_over_is_never_low_whatever_the_form() -> None:
    harmed = [
        assess(facts)
        for facts in everything()
        if (facts.violence_or_coercion or facts.hard_facts) and facts.ongoing is not False
    ]
    assert len(harmed) == 1584
    assert Urgency.NORMAL not in harmed


def test_a_minor_who_may_be_exploited_is_never_low() -> None:
    minors = [
        assess(facts)
        for facts in everything()
        if facts.exploitation_form is not ExploitationForm.NONE
        and (facts.age_group is AgeGroup.MINOR or facts.unaccompanied_minor)
    ]
    assert Urgency.NORMAL not in minors


def test_one_more_fact_never_lowers_the_urgency() -> None:
    order = [Urgency.NORMAL, Urgency.URGENT, Urgency.ACUTE]
    more = [
        {"danger_now": True},
        {"violence_or_coercion": True},
        {"about_to_disappear": True},
        {"age_group": AgeGroup.MINOR},
        {"hard_facts": ("papers_taken",)},
    ]
    for facts, change in product(everything(), more):
        worse = replace(facts, **change)  # type: ignore[arg-type]
        assert order.index(assess(worse)) >= order.index(assess(facts))


@pytest.mark.parametrize(
    ("facts", "urgency"),
    [
        (Facts(), Urgency.NORMAL),
        (Facts(violence_or_coercion=True), Urgency.URGENT),
        (Facts(violence_or_coercion=True, ongoing=True), Urgency.URGENT),
        (Facts(violence_or_coercion=True, ongoing=False), Urgency.NORMAL),
        (Facts(hard_facts=("papers_taken",)), Urgency.URGENT),
        (Facts(about_to_disappear=True), Urgency.URGENT),
        (Facts(age_group=AgeGroup.MINOR, ongoing=False), Urgency.URGENT),
        (Facts(unaccompanied_minor=True), Urgency.URGENT),
        (
            Facts(
                exploitation_form=ExploitationForm.NONE,
                adjacent_concern=AdjacentConcern.HOUSING_NUISANCE,
                age_group=AgeGroup.MINOR,
            ),
            Urgency.NORMAL,
        ),
        (
            Facts(
                exploitation_form=ExploitationForm.NONE,
                adjacent_concern=AdjacentConcern.DOMESTIC_VIOLENCE,
                violence_or_coercion=True,
            ),
            Urgency.URGENT,
        ),
    ],
)
def test_the_floors_are_these(facts: Facts, urgency: Urgency) -> None:
    assert assess(facts) is urgency
