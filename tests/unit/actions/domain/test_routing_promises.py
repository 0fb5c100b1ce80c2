"""What holds for every decision, and how fast one is."""

import time

from hypothesis import given
from hypothesis import strategies as st

from actions.domain.codes import (
    Action,
    AdjacentConcern,
    AgeGroup,
    Disclosure,
    ExploitationForm,
    Role,
    Route,
    Setting,
    Urgency,
)
from actions.domain.routing import Missed, explain
from actions.domain.signal import Facts
from actions.domain.urgency import assess
from tests.unit.actions.domain.deciding import COUNTER, DIRECTORY, TABLE, decide

FACTS = st.builds(
    Facts,
    role=st.sampled_from([None, *Role]),
    reporter_municipality=st.sampled_from([None, "nergens", *DIRECTORY.municipalities]),
    organisation=st.sampled_from([None, "Demozorg", "Onbekend"]),
    place_municipality=st.sampled_from([None, "nergens", *DIRECTORY.municipalities]),
    exploitation_form=st.sampled_from(ExploitationForm),
    adjacent_concern=st.sampled_from([None, *AdjacentConcern]),
    age_group=st.sampled_from(AgeGroup),
    unaccompanied_minor=st.booleans(),
    setting=st.sampled_from([None, *Setting]),
    address_involved=st.booleans(),
    help_asked=st.booleans(),
    disclosure=st.sampled_from([None, *Disclosure]),
    danger_now=st.booleans(),
    ongoing=st.sampled_from([None, True, False]),
    violence_or_coercion=st.booleans(),
    about_to_disappear=st.booleans(),
    is_signal=st.booleans(),
)


@given(FACTS)
def test_every_decision_names_desks_that_exist_each_once(facts: Facts) -> None:
    decision = decide(facts)
    everyone = [decision.primary, *decision.secondary]
    assert len({desk.desk for desk in everyone}) == len(everyone)
    for routed in everyone:
        desk = DIRECTORY.desk(routed.desk)
        assert desk is not None
        assert desk.route is routed.route
    assert decision.reasons


@given(FACTS)
def test_an_emergency_always_reaches_an_officer_too(facts: Facts) -> None:
    decision = decide(facts, Urgency.ACUTE)
    routes = {desk.route for desk in decision.secondary}
    assert decision.primary.route is Route.EMERGENCY_112
    assert routes & {Route.ATTENTION_OFFICER, Route.CARE_SAFETY_HOUSE}
    assert Action.CALL_112 in decision.actions


@given(FACTS)
def test_the_explanation_agrees_with_the_decision(facts: Facts) -> None:
    urgency = assess(facts)
    outcomes = explain(facts, urgency, TABLE, DIRECTORY)
    matched = tuple(outcome.row for outcome in outcomes if outcome.matched)
    assert matched == decide(facts, urgency).reasons
    assert [outcome.primary for outcome in outcomes].count(True) == 1
    assert all(bool(outcome.met) == outcome.matched for outcome in outcomes)
    assert all(bool(outcome.missed) != outcome.matched for outcome in outcomes)


def test_the_explanation_says_which_code_made_a_row_fail() -> None:
    outcomes = {o.row: o for o in explain(Facts(**COUNTER), Urgency.NORMAL, TABLE, DIRECTORY)}
    assert outcomes["1"].missed == (Missed("urgency", "normal", frozenset({"acute"})),)
    assert outcomes["4"].met == (
        ("signal", "yes"),
        ("role", "counter"),
        ("reporter_officer", "yes"),
    )


def test_routing_one_signal_takes_less_than_a_millisecond() -> None:
    facts = Facts(age_group=AgeGroup.MINOR, place_municipality="veendam", **COUNTER)
    begin = time.process_time()
    for _ in range(500):
        decide(facts, Urgency.URGENT)
    assert (time.process_time() - begin) / 500 < 0.001
