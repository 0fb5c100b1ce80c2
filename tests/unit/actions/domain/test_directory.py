"""Who serves where and when, and the places that a text names."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from actions.adapters.directory_file import public_holidays
from actions.domain.codes import Language, Route, Urgency
from actions.domain.directory import (
    Deputy,
    Desk,
    Directory,
    LocalText,
    Municipality,
    Organisation,
)
from actions.domain.errors import NaiveTimeError
from actions.domain.hours import OpeningHours
from actions.domain.places import PlaceMatch

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OFFICE = OpeningHours(
    tuple(((time(9), time(12, 30)), (time(13), time(17))) if day < 5 else () for day in range(7))
)
ALWAYS = OpeningHours(always=True)


def name(text: str) -> LocalText:
    return LocalText(text, f"{text} (en)")


OFFICER = Desk(
    "stad-officer",
    Route.ATTENTION_OFFICER,
    name("Officier"),
    phone="050-1",
    hours=OFFICE,
    after_hours="police",
    municipality="stad",
    expires=date(2027, 6, 30),
)
POLICE = Desk("police", Route.POLICE, name("Politie"), phone="0900", hours=ALWAYS)
TEAM = Desk(
    "team", Route.CARE_SAFETY_HOUSE, name("Team"), hours=OFFICE, region="noord", fallback=True
)
SCHOOL = Desk(
    "school-officer",
    Route.ATTENTION_OFFICER,
    name("School"),
    organisation="school",
    municipality="dorp",
)
DIRECTORY = Directory(
    municipalities={
        "stad": Municipality(
            "stad", "Groningen", "noord", ("Haren", "Hoogkerk"), ("Beijum", "De Hoogte"),
            careful=("Haren", "De Hoogte"), other_words=("hoogkelk",),
        ),
        "dorp": Municipality(
            "dorp", "Het Dorp", "noord", ("Oostwold", "Bad Nieuweschans", "Vierhuizen"),
            other_words=("verhuizen",), organisations=(Organisation("school", ("De School",)),),
        ),
        "ver": Municipality("ver", "Verweg", "zuid", ("Oostwold",)),
    },
    desks={desk.key: desk for desk in (OFFICER, POLICE, TEAM, SCHOOL)},
    holidays=public_holidays(2027),
)  # fmt: skip


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=AMSTERDAM)  # type: ignore[arg-type, misc]


def test_the_nearest_desk_serves() -> None:
    assert DIRECTORY.desk_for(Route.ATTENTION_OFFICER, "stad") == OFFICER
    assert DIRECTORY.desk_for(Route.ATTENTION_OFFICER, "dorp") is None
    assert DIRECTORY.desk_for(Route.ATTENTION_OFFICER, None, "DE SCHOOL") == SCHOOL
    assert DIRECTORY.desk_for(Route.ATTENTION_OFFICER, None, "Een winkel") is None
    assert DIRECTORY.desk_for(Route.CARE_SAFETY_HOUSE, "dorp") == TEAM
    assert DIRECTORY.desk_for(Route.CARE_SAFETY_HOUSE, "ver") == TEAM
    assert DIRECTORY.desk_for(Route.CARE_SAFETY_HOUSE, None) == TEAM
    assert DIRECTORY.desk_for(Route.POLICE, "stad") == POLICE


def test_an_organisations_officer_is_not_the_municipalitys() -> None:
    assert DIRECTORY.has_officer("stad")
    assert not DIRECTORY.has_officer("dorp")
    assert not DIRECTORY.has_officer(None)


def test_a_name_is_given_in_the_language_asked() -> None:
    assert [POLICE.name.in_language(language) for language in Language] == [
        "Politie",
        "Politie (en)",
    ]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Dit speelt in Groningen", ["stad"]),
        ("in GRONINGEN en bad nieuweschans", ["stad", "dorp"]),
        ("in gronigen", ["stad"]),
        ("de provincie Groningen", []),
        ("het Groninger museum", []),
        ("een vrouw met blonde haren", []),
        ("een vrouw uit Haren", ["stad"]),
        ("ik ben op de hoogte", []),
        ("in de Hoogte", ["stad"]),
        ("wijk Beijum", ["stad"]),
        ("beijumers", []),
        ("in Oostwold", []),
        ("zij moet verhuizen", []),
        ("naar Vierhiuzen", ["dorp"]),
        ("niets van dat al", []),
    ],
)
def test_places_are_found_by_their_names(text: str, keys: list[str]) -> None:
    found = DIRECTORY.find_places(text)
    assert [place.municipality_key for place in found] == keys


def test_a_place_is_found_where_its_name_begins() -> None:
    found = DIRECTORY.find_places("Van Groningen naar Bad Nieuweschans")
    assert found == (PlaceMatch("stad", 4), PlaceMatch("dorp", 19))


def test_over_a_year_of_hours_the_desk_is_open_exactly_at_its_hours() -> None:
    holidays, moment = DIRECTORY.holidays, datetime(2027, 1, 1, tzinfo=UTC)
    opened = 0
    while moment.year == 2027:
        there = moment.astimezone(AMSTERDAM)
        expected = (
            there.weekday() < 5
            and there.date() not in holidays
            and (time(9) <= there.time() < time(12, 30) or time(13) <= there.time() < time(17))
        )
        serving = DIRECTORY.serving_now(OFFICER, moment)
        assert serving.open is expected
        expired = there.date() > date(2027, 6, 30)
        assert serving.phone_now == ("050-1" if expected and not expired else "0900")
        assert serving.next_open is not None
        assert (serving.next_open == there) is expected
        assert DIRECTORY.serving_now(OFFICER, serving.next_open).open
        opened += expected
        moment += timedelta(minutes=30)
    workdays = sum(
        day.weekday() < 5 and day not in holidays
        for day in (date(2027, 1, 1) + timedelta(days=n) for n in range(365))
    )
    assert opened == workdays * 15


def test_the_kings_birthday_and_the_summer_hour_are_kept() -> None:
    assert not DIRECTORY.serving_now(OFFICER, at(2027, 4, 27, 10)).open
    assert DIRECTORY.serving_now(OFFICER, datetime(2027, 6, 1, 7, tzinfo=UTC)).open
    assert not DIRECTORY.serving_now(OFFICER, datetime(2027, 12, 1, 7, tzinfo=UTC)).open


def test_a_deputy_answers_for_a_desk_without_a_number() -> None:
    desk = Desk(
        "d", Route.ATTENTION_OFFICER, name("D"), hours=OFFICE, deputy=Deputy(name("V"), phone="2")
    )
    serving = DIRECTORY.serving_now(desk, at(2027, 3, 1, 10))
    assert (serving.phone_now, serving.call) == ("2", name("V"))
    closed = DIRECTORY.serving_now(desk, at(2027, 3, 1, 20))
    assert (closed.phone_now, closed.call) == (None, None)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(NaiveTimeError):
        DIRECTORY.serving_now(OFFICER, datetime(2027, 3, 1, 10))


@pytest.mark.parametrize(
    ("urgency", "received", "due"),
    [
        (Urgency.ACUTE, at(2027, 3, 6, 3), at(2027, 3, 6, 4)),
        (Urgency.URGENT, at(2027, 3, 1, 10), at(2027, 3, 1, 17)),
        (Urgency.URGENT, at(2027, 3, 1, 12, 45), at(2027, 3, 1, 17)),
        (Urgency.URGENT, at(2027, 3, 1, 17), at(2027, 3, 2, 17)),
        (Urgency.URGENT, at(2027, 3, 5, 18), at(2027, 3, 8, 17)),
        (Urgency.URGENT, at(2027, 4, 27, 10), at(2027, 4, 28, 17)),
        (Urgency.NORMAL, at(2027, 3, 1, 10), at(2027, 3, 8, 17)),
        (Urgency.NORMAL, at(2027, 4, 23, 10), at(2027, 5, 3, 17)),
    ],
)
def test_an_answer_may_be_expected_by_closing_time(
    urgency: Urgency, received: datetime, due: datetime
) -> None:
    assert DIRECTORY.response_due(OFFICER, urgency, received) == due


SOUTH = Desk("team-south", Route.CARE_SAFETY_HOUSE, name("Team Zuid"), region="zuid")
TWO_REGIONS = replace(DIRECTORY, desks={**DIRECTORY.desks, SOUTH.key: SOUTH})


def placed(**where: str) -> Desk:
    return Desk("somewhere", Route.ATTENTION_OFFICER, name("Ergens"), **where)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("desk", "team"),
    [
        (OFFICER, TEAM),
        (SCHOOL, TEAM),
        (placed(municipality="ver"), SOUTH),
        (placed(municipality="ver", organisation="school"), SOUTH),
        (placed(region="zuid"), SOUTH),
        (placed(region="noord"), TEAM),
        (placed(organisation="school"), TEAM),
        (placed(organisation="school", region="zuid"), TEAM),
        (placed(region="oost"), TEAM),
        (POLICE, TEAM),
    ],
)
def test_the_team_of_the_desks_own_region_stands_above_it(desk: Desk, team: Desk) -> None:
    assert TWO_REGIONS.regional_team(desk) == team


@pytest.mark.parametrize("team", [TEAM, SOUTH])
def test_nobody_stands_above_a_regional_team(team: Desk) -> None:
    assert TWO_REGIONS.regional_team(team) is None
