"""Whom to call now, by the directory and the clock."""

from dataclasses import replace
from datetime import UTC, datetime, time

from actions.domain.codes import Language, Route
from actions.domain.directory import Directory, LocalText
from actions.domain.hours import OpeningHours
from channels.phone_book import DirectoryPhoneBook
from channels.texts import load_texts
from tests.unit.channels.fakes import DESK, PHONE, TOWN, Clock

OFFICE_HOURS = OpeningHours(week=(((time(9), time(17)),),) * 5 + ((),) * 2)
OFFICER = replace(DESK, hours=OFFICE_HOURS)
POLICE = replace(
    DESK,
    key="police",
    route=Route.POLICE,
    name=LocalText("Politie", "Police"),
    phone="0900-8844",
    municipality=None,
    fallback=True,
)
DIRECTORY = Directory({TOWN.key: TOWN}, {OFFICER.key: OFFICER, POLICE.key: POLICE})
MONDAY_TEN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MONDAY_NIGHT = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)


def book(directory: Directory, at: datetime) -> DirectoryPhoneBook:
    return DirectoryPhoneBook(directory, load_texts(), Clock(at))


def test_the_municipalitys_own_desk_comes_first_while_it_is_open() -> None:
    found = book(DIRECTORY, MONDAY_TEN)("groningen", Language.NL)
    assert found == f"Aandachtsfunctionaris Groningen ({PHONE})"


def test_at_night_the_desk_that_is_open_is_named() -> None:
    assert book(DIRECTORY, MONDAY_NIGHT)("groningen", Language.NL) == "Politie (0900-8844)"


def test_a_municipality_by_its_name_is_found_too() -> None:
    found = book(DIRECTORY, MONDAY_TEN)("Gemeente Groningen", Language.EN)
    assert found == f"Attention officer Groningen ({PHONE})"


def test_without_a_municipality_the_desk_for_everybody_is_named() -> None:
    assert book(DIRECTORY, MONDAY_TEN)(None, Language.EN) == "Police (0900-8844)"


def test_an_empty_directory_still_gives_advice() -> None:
    nothing = book(Directory({}, {}), MONDAY_TEN)(None, Language.NL)
    assert nothing == "het algemene nummer van je gemeente"
