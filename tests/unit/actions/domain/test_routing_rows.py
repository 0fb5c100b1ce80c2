"""Each row of the decision table, by examples."""

from typing import Any

import pytest

from actions.domain.codes import (
    Action,
    AdjacentConcern,
    AgeGroup,
    Disclosure,
    ExploitationForm,
    Role,
    Setting,
)
from actions.domain.signal import Facts
from tests.unit.actions.domain.deciding import COUNTER, NONE, TABLE, decide


def desks(facts: Facts) -> tuple[str, list[str]]:
    decision = decide(facts)
    return decision.primary.desk, [secondary.desk for secondary in decision.secondary]


def other(concern: AdjacentConcern, **more: Any) -> Facts:
    return Facts(exploitation_form=NONE, adjacent_concern=concern, **more)


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
