"""The same question gives the organisation of its day."""

from datetime import date

import pytest

from actions.adapters.organisations_file import load_organisations
from actions.domain.codes import Route
from actions.domain.organisations import organisation_of

ORGANISATIONS = load_organisations()
IN_2011, IN_2012 = date(2011, 6, 1), date(2012, 5, 1)
IN_2022, TODAY = date(2022, 6, 1), date(2026, 11, 21)


def names(asked: Route | str, *days: date) -> list[str | None]:
    found = organisation_of(ORGANISATIONS, asked)
    return [found.on(day).name if found else None for day in days]


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        (
            Route.LABOUR_INSPECTORATE,
            ["Inspectie SZW", "Nederlandse Arbeidsinspectie", "Nederlandse Arbeidsinspectie"],
        ),
        (Route.POLICE, ["Regiokorpsen en KLPD", "Nationale Politie", "Nationale Politie"]),
        (Route.VEILIG_THUIS, ["AMK en Steunpunt Huiselijk Geweld", "Veilig Thuis", "Veilig Thuis"]),
        (
            Route.CARE_SAFETY_HOUSE,
            ["Veiligheidshuis", "Zorg- en Veiligheidshuis", "Zorg- en Veiligheidshuis"],
        ),
        (
            Route.ATTENTION_OFFICER,
            [
                "Gemeentelijke ketenregisseur of meldpunt",
                "Aandachtsfunctionaris mensenhandel",
                "Aandachtsfunctionaris mensenhandel",
            ],
        ),
    ],
)
def test_a_route_led_elsewhere_in_2012_than_in_2022_and_today(
    route: Route, expected: list[str]
) -> None:
    assert names(route, IN_2012, IN_2022, TODAY) == expected


@pytest.mark.parametrize("name", ["SIOD", "inspectie szw", "NLA", "labour_inspectorate"])
def test_a_name_of_any_time_finds_the_name_of_the_day(name: str) -> None:
    expected = ["Arbeidsinspectie", "Inspectie SZW", "Nederlandse Arbeidsinspectie"]
    assert names(name, IN_2011, IN_2012, TODAY) == expected


@pytest.mark.parametrize(
    ("name", "then", "now"),
    [
        ("regiocoördinator", "Regiocoördinator", "Zorgcoördinator"),
        ("GBA", "GBA", "BRP"),
        ("B9", "B9-regeling", "B8-regeling"),
        ("AMK", "AMK en Steunpunt Huiselijk Geweld", "Veilig Thuis"),
        ("Bureau Jeugdzorg", "Bureau Jeugdzorg", "Gemeente (Jeugdwet)"),
        ("Wbp", "Wbp", "AVG"),
    ],
)
def test_names_of_2012_lead_to_those_of_today(name: str, then: str, now: str) -> None:
    assert names(name, IN_2012, TODAY) == [then, now]


def test_a_name_changes_on_its_first_day() -> None:
    days = date(2021, 12, 31), date(2022, 1, 1)
    assert names("ISZW", *days) == ["Inspectie SZW", "Nederlandse Arbeidsinspectie"]


def test_what_nobody_knows_has_no_name() -> None:
    assert names("Stichting Onbekend", TODAY) == [None]
    assert names(Route.NONE, TODAY) == [None]


def test_a_day_that_no_source_tells_is_said_to_be_uncertain() -> None:
    found = organisation_of(ORGANISATIONS, "zorgcoördinator")
    assert found is not None
    name = found.on(TODAY)
    assert (name.certain, name.since) == (False, date(2021, 7, 1))
