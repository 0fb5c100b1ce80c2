"""The decision table: each row by example, all of it by enumeration, against its own wording."""

import time
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.adapters.decision_table_file import load_decision_table
from actions.adapters.directory_file import SHIPPED_DIRECTORY, load_directory
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
from actions.domain.decision_table import DecisionTable, cases, gaps, unreachable_rows
from actions.domain.routing import Missed, explain, route
from actions.domain.signal import Facts, RoutingDecision
from actions.domain.urgency import assess

TABLE = load_decision_table()
DIRECTORY = load_directory(SHIPPED_DIRECTORY, date(2026, 11, 23))
NONE = ExploitationForm.NONE


def decide(facts: Facts, urgency: Urgency | None = None) -> RoutingDecision:
    return route(facts, urgency or assess(facts), TABLE, DIRECTORY)


def desks(facts: Facts) -> tuple[str, list[str]]:
    decision = decide(facts)
    return decision.primary.desk, [secondary.desk for secondary in decision.secondary]


def other(concern: AdjacentConcern, **more: Any) -> Facts:
    return Facts(exploitation_form=NONE, adjacent_concern=concern, **more)


COUNTER: dict[str, Any] = {"role": Role.COUNTER, "reporter_municipality": "groningen"}
OLDAMBT: dict[str, Any] = {"role": Role.COUNTER, "reporter_municipality": "oldambt"}

EXAMPLES: list[tuple[str, Facts, str, list[str]]] = [
    ("1", Facts(danger_now=True, **COUNTER), "emergency-112", ["groningen-officer"]),
    ("1", Facts(danger_now=True, **OLDAMBT), "emergency-112", ["zvh-groningen"]),
    (
        "1",
        Facts(danger_now=True, role=Role.RESIDENT, reporter_municipality="westerwolde"),
        "emergency-112",
        ["westerwolde-officer", "comensha"],
    ),
    ("1", Facts(danger_now=True), "emergency-112", ["zvh-groningen"]),
    (
        "1",
        Facts(danger_now=True, role=Role.PARTNER, organisation="Stichting Demozorg"),
        "emergency-112",
        ["demozorg-officer"],
    ),
    ("2", other(AdjacentConcern.DOMESTIC_VIOLENCE, **COUNTER), "veilig-thuis", []),
    ("2", other(AdjacentConcern.DOMESTIC_VIOLENCE, role=Role.RESIDENT), "veilig-thuis", []),
    ("2", other(AdjacentConcern.DOMESTIC_VIOLENCE), "veilig-thuis", []),
    ("3", other(AdjacentConcern.SMUGGLING, **COUNTER), "police", []),
    ("3", other(AdjacentConcern.SMUGGLING, role=Role.RESIDENT), "police", []),
    ("3", other(AdjacentConcern.SMUGGLING, role=Role.PARTNER), "police", []),
    ("3b", other(AdjacentConcern.HOUSING_NUISANCE, **COUNTER), "groningen-desk", []),
    ("3b", other(AdjacentConcern.FRAUD, **OLDAMBT), "oldambt-desk", []),
    ("3b", other(AdjacentConcern.OTHER), "municipal-desk", []),
    ("3c", Facts(is_signal=False), "no-desk", []),
    ("3c", Facts(is_signal=False, age_group=AgeGroup.MINOR, **COUNTER), "no-desk", []),
    ("3c", Facts(is_signal=False, role=Role.RESIDENT), "no-desk", []),
    ("4", Facts(**COUNTER), "groningen-officer", []),
    (
        "4",
        Facts(place_municipality="veendam", **COUNTER),
        "groningen-officer",
        ["zvh-groningen"],
    ),
    (
        "4",
        Facts(role=Role.CARE, reporter_municipality="westerwolde"),
        "westerwolde-officer",
        [],
    ),
    ("5", Facts(**OLDAMBT), "zvh-groningen", []),
    ("5", Facts(role=Role.YOUTH_WORKER, reporter_municipality="groningen"), "zvh-groningen", []),
    ("5", Facts(role=Role.PARTNER, organisation="demozorg"), "demozorg-officer", []),
    (
        "6",
        Facts(role=Role.RESIDENT, disclosure=Disclosure.ANONYMOUS),
        "crime-anonymous",
        [],
    ),
    (
        "6",
        Facts(
            role=Role.RESIDENT,
            disclosure=Disclosure.ANONYMOUS,
            exploitation_form=ExploitationForm.LABOUR,
        ),
        "crime-anonymous",
        ["labour-inspectorate"],
    ),
    (
        "6",
        Facts(
            role=Role.RESIDENT, disclosure=Disclosure.ANONYMOUS, reporter_municipality="groningen"
        ),
        "crime-anonymous",
        [],
    ),
    ("7", Facts(role=Role.RESIDENT), "police", ["comensha"]),
    ("7", Facts(role=Role.RESIDENT, disclosure=Disclosure.NAMED), "police", ["comensha"]),
    ("7", Facts(role=Role.RESIDENT, exploitation_form=NONE), "police", []),
    ("8", Facts(reporter_municipality="groningen"), "groningen-officer", []),
    ("8", Facts(reporter_municipality="demodorp"), "zvh-groningen", []),
    ("8", Facts(), "zvh-groningen", []),
    ("a", Facts(age_group=AgeGroup.MINOR, **COUNTER), "groningen-officer", ["veilig-thuis"]),
    ("a", Facts(age_group=AgeGroup.MINOR), "zvh-groningen", ["veilig-thuis"]),
    (
        "a",
        Facts(age_group=AgeGroup.MINOR, role=Role.RESIDENT),
        "police",
        ["comensha", "veilig-thuis"],
    ),
    ("b", Facts(unaccompanied_minor=True), "zvh-groningen", ["veilig-thuis", "nidos"]),
    (
        "b",
        Facts(unaccompanied_minor=True, age_group=AgeGroup.MINOR, **COUNTER),
        "groningen-officer",
        ["veilig-thuis", "nidos"],
    ),
    (
        "b",
        other(AdjacentConcern.SMUGGLING, unaccompanied_minor=True, age_group=AgeGroup.MINOR),
        "police",
        ["nidos"],
    ),
    (
        "c",
        Facts(exploitation_form=ExploitationForm.LABOUR, **COUNTER),
        "groningen-officer",
        ["labour-inspectorate"],
    ),
    (
        "c",
        Facts(exploitation_form=ExploitationForm.LABOUR),
        "zvh-groningen",
        ["labour-inspectorate"],
    ),
    (
        "c",
        Facts(exploitation_form=ExploitationForm.LABOUR, role=Role.RESIDENT),
        "police",
        ["comensha", "labour-inspectorate"],
    ),
    (
        "d",
        Facts(exploitation_form=ExploitationForm.SEXUAL, violence_or_coercion=True, **COUNTER),
        "groningen-officer",
        ["police"],
    ),
    (
        "d",
        Facts(exploitation_form=ExploitationForm.CRIMINAL, age_group=AgeGroup.MINOR, **OLDAMBT),
        "zvh-groningen",
        ["veilig-thuis", "police"],
    ),
    (
        "d",
        Facts(
            exploitation_form=ExploitationForm.SEXUAL,
            about_to_disappear=True,
            role=Role.RESIDENT,
        ),
        "police",
        ["comensha"],
    ),
    (
        "e",
        Facts(exploitation_form=ExploitationForm.ORGAN_REMOVAL, **COUNTER),
        "groningen-officer",
        ["police"],
    ),
    ("e", Facts(exploitation_form=ExploitationForm.ORGAN_REMOVAL), "zvh-groningen", ["police"]),
    (
        "e",
        Facts(exploitation_form=ExploitationForm.ORGAN_REMOVAL, role=Role.RESIDENT),
        "police",
        ["comensha"],
    ),
    (
        "f",
        Facts(setting=Setting.COUNTER, address_involved=True, **COUNTER),
        "groningen-officer",
        [],
    ),
    (
        "f",
        other(AdjacentConcern.FRAUD, setting=Setting.COUNTER, address_involved=True, **COUNTER),
        "groningen-desk",
        [],
    ),
    (
        "f",
        Facts(setting=Setting.COUNTER, address_involved=True, **OLDAMBT),
        "zvh-groningen",
        [],
    ),
    (
        "g",
        Facts(disclosure=Disclosure.ANONYMOUS, **COUNTER),
        "groningen-officer",
        ["crime-anonymous"],
    ),
    (
        "g",
        Facts(disclosure=Disclosure.ANONYMOUS, role=Role.PARTNER),
        "zvh-groningen",
        ["crime-anonymous"],
    ),
    ("g", Facts(disclosure=Disclosure.ANONYMOUS), "zvh-groningen", ["crime-anonymous"]),
    ("h", Facts(help_asked=True, **COUNTER), "groningen-officer", ["comensha"]),
    (
        "h",
        Facts(help_asked=True, age_group=AgeGroup.ADULT, role=Role.PARTNER),
        "zvh-groningen",
        ["comensha"],
    ),
    (
        "h",
        other(AdjacentConcern.DOMESTIC_VIOLENCE, help_asked=True, **COUNTER),
        "veilig-thuis",
        ["comensha"],
    ),
]


@pytest.mark.parametrize(("row", "facts", "primary", "secondary"), EXAMPLES)
def test_each_row_gives_its_desks(
    row: str, facts: Facts, primary: str, secondary: list[str]
) -> None:
    assert desks(facts) == (primary, secondary)
    assert row in decide(facts).reasons


def test_every_row_has_at_least_three_examples() -> None:
    told = [row for row, *_ in EXAMPLES]
    assert {row.id: told.count(row.id) >= 3 for row in TABLE.rows} == {
        row.id: True for row in TABLE.rows
    }


def test_a_child_who_asks_for_help_is_not_sent_to_the_shelter_for_adults() -> None:
    facts = Facts(help_asked=True, age_group=AgeGroup.MINOR, **COUNTER)
    assert desks(facts) == ("groningen-officer", ["veilig-thuis"])


def test_actions_say_what_to_do_besides_the_handoff() -> None:
    assert decide(Facts(danger_now=True)).actions == (Action.CALL_112,)
    home = Facts(setting=Setting.HOME_VISIT, address_involved=True, **COUNTER)
    assert decide(home).actions == ()
    counter = Facts(setting=Setting.COUNTER, address_involved=True, danger_now=True, **COUNTER)
    assert decide(counter).actions == (Action.CALL_112, Action.ADDRESS_INVESTIGATION)


# --- The contract's own words, written out a second time as plain code, to compare with. ---

MUNICIPAL = {Role.COUNTER, Role.INSPECTOR, Role.TRUANCY_OFFICER, Role.CARE}
WITH_OFFICER = {"groningen": "groningen-officer", "westerwolde": "westerwolde-officer"}


def officer_of(municipality: str | None) -> str:
    return WITH_OFFICER.get(municipality or "", "zvh-groningen")


def own_route(facts: Facts) -> str:
    """What row 4 or 5 gives."""
    if facts.role in MUNICIPAL and facts.reporter_municipality in WITH_OFFICER:
        return WITH_OFFICER[facts.reporter_municipality]
    return "demozorg-officer" if facts.organisation == "Demozorg" else "zvh-groningen"


def expected_primary(facts: Facts, urgency: Urgency) -> str:
    if urgency is Urgency.ACUTE:
        return "emergency-112"
    if not facts.is_signal:
        return "no-desk"
    here = facts.place_municipality or facts.reporter_municipality
    if facts.exploitation_form is NONE and facts.adjacent_concern is not None:
        if facts.adjacent_concern is AdjacentConcern.DOMESTIC_VIOLENCE:
            return "veilig-thuis"
        if facts.adjacent_concern is AdjacentConcern.SMUGGLING:
            return "police"
        return f"{here}-desk" if here else "municipal-desk"
    if facts.role is None:
        return officer_of(here)
    if facts.role is Role.RESIDENT:
        return "crime-anonymous" if facts.disclosure is Disclosure.ANONYMOUS else "police"
    return own_route(facts)


def expected_secondary(facts: Facts, urgency: Urgency) -> set[str]:
    form, found = facts.exploitation_form, set[str]()
    here = facts.place_municipality or facts.reporter_municipality
    minor = facts.age_group is AgeGroup.MINOR
    if urgency is Urgency.ACUTE:
        own = facts.role not in (Role.RESIDENT, None)
        found.add(own_route(facts) if own else officer_of(here))
    if not facts.is_signal:
        return found
    elsewhere = facts.place_municipality not in (None, facts.reporter_municipality)
    rules = [
        (
            facts.role in MUNICIPAL and facts.reporter_municipality in WITH_OFFICER and elsewhere,
            "zvh-groningen",
        ),
        (
            facts.role is Role.RESIDENT
            and facts.disclosure is not Disclosure.ANONYMOUS
            and form is not NONE,
            "comensha",
        ),
        (minor and form is not NONE, "veilig-thuis"),
        (facts.unaccompanied_minor, "nidos"),
        (form is ExploitationForm.LABOUR, "labour-inspectorate"),
        (
            form in (ExploitationForm.SEXUAL, ExploitationForm.CRIMINAL)
            and urgency is Urgency.URGENT,
            "police",
        ),
        (form is ExploitationForm.ORGAN_REMOVAL, "police"),
        (
            facts.disclosure is Disclosure.ANONYMOUS and facts.role is not Role.RESIDENT,
            "crime-anonymous",
        ),
        (facts.help_asked and not minor, "comensha"),
    ]
    return found | {desk for holds, desk in rules if holds}


def all_facts() -> list[Facts]:
    """Every combination of the routing facts, over the kinds of municipality that there are."""
    forms = [(form, None) for form in ExploitationForm] + [(NONE, c) for c in AdjacentConcern]
    ages = [(age, False) for age in AgeGroup] + [(AgeGroup.MINOR, True)]
    towns = [
        (None, None, None),
        ("groningen", None, "Demozorg"),
        ("groningen", "westerwolde", None),
        ("demodorp", "groningen", "Demozorg"),
        ("oldambt", "oldambt", None),
    ]
    counters = [(Setting.COUNTER, True), (Setting.COUNTER, False), (Setting.STREET, True)]
    disclosures = [None, *Disclosure]
    signals = [True, False]
    return [
        Facts(
            role=role,
            exploitation_form=form,
            adjacent_concern=concern,
            age_group=age,
            unaccompanied_minor=alone,
            reporter_municipality=own,
            place_municipality=place,
            organisation=organisation,
            setting=setting,
            address_involved=address,
            help_asked=helped,
            disclosure=disclosure,
            is_signal=signal,
        )
        for role, (form, concern), (age, alone), (own, place, organisation), (
            setting,
            address,
        ), helped, disclosure, signal in product(
            [None, *Role], forms, ages, towns, counters, (False, True), disclosures, signals
        )
        if signal or (setting is Setting.COUNTER and not helped and disclosure is None)
    ]


def test_every_combination_gets_the_desks_of_the_contract() -> None:
    wrong, count = [], 0
    for facts in all_facts():
        for urgency in Urgency:
            count += 1
            decision = decide(facts, urgency)
            primary = expected_primary(facts, urgency)
            secondary = [desk.desk for desk in decision.secondary]
            told = (decision.primary.desk, set(secondary), len(secondary))
            wanted = expected_secondary(facts, urgency) - {primary}
            if told != (primary, wanted, len(wanted)):
                wrong.append((facts, urgency, told))
    assert wrong == []
    assert count == 137_280


def test_no_case_falls_through_and_no_row_is_idle() -> None:
    assert list(gaps(TABLE)) == []
    assert unreachable_rows(TABLE) == ()
    assert sum(1 for _ in cases(TABLE)) == 4224


def test_without_its_last_rows_the_table_has_a_gap() -> None:
    shorter = DecisionTable(tuple(row for row in TABLE.rows if row.id != "8"))
    assert {case["role"] for case in gaps(shorter)} == {"unknown"}


def test_a_row_below_one_that_takes_everything_is_unreachable() -> None:
    everything = next(row for row in TABLE.rows if row.id == "3c")
    catch_all = type(everything)(
        id="0", when=(type(everything.when[0])(),), primary=everything.primary
    )
    hidden = DecisionTable((catch_all, *TABLE.rows))
    primaries = tuple(row.id for row in TABLE.rows if row.primary)
    assert unreachable_rows(hidden) == primaries


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
