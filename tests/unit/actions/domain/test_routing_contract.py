"""Every combination of facts gets the desks that the contract names."""

from itertools import product

from actions.domain.codes import (
    AdjacentConcern,
    AgeGroup,
    Disclosure,
    ExploitationForm,
    Role,
    Setting,
    Urgency,
)
from actions.domain.decision_table import DecisionTable, cases, gaps, unreachable_rows
from actions.domain.signal import Facts
from tests.unit.actions.domain.deciding import NONE, TABLE, decide

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
