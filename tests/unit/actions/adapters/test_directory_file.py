# ruff: noqa: E501 - one case a line reads best
"""The folder of desks: what ships is sound, and faults are told with file, line and mend."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from actions.adapters.directory_file import (
    SHIPPED_DIRECTORY,
    ReloadingDirectory,
    expired_numbers,
    load_directory,
    public_holidays,
)
from actions.domain.codes import Route
from actions.domain.errors import DataFileError

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
PROVINCE = {
    "eemsdelta",
    "groningen",
    "het-hogeland",
    "midden-groningen",
    "oldambt",
    "pekela",
    "stadskanaal",
    "veendam",
    "westerkwartier",
    "westerwolde",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(SHIPPED_DIRECTORY, tmp_path / "directory")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_province_ships_with_officers_where_the_documents_name_them() -> None:
    directory = load_directory(SHIPPED_DIRECTORY, TODAY)
    assert set(directory.municipalities) == PROVINCE | {"demodorp"}
    officers = {key for key in directory.municipalities if directory.has_officer(key)}
    assert officers == {"groningen", "westerwolde"}
    demozorg = directory.desk_for(Route.ATTENTION_OFFICER, None, "Stichting Demozorg")
    emergency = directory.desk_for(Route.EMERGENCY_112)
    assert demozorg is not None and demozorg.key == "demozorg-officer"
    assert emergency is not None and emergency.phone == "112"


def test_every_route_is_served_for_every_municipality() -> None:
    directory = load_directory(SHIPPED_DIRECTORY, TODAY)
    for key in (None, "elders", *directory.municipalities):
        for route in set(Route) - {Route.ATTENTION_OFFICER}:
            desk = directory.desk_for(route, key)
            assert desk is not None
            assert desk.route is route


def test_every_desk_says_where_it_was_read_and_names_no_real_mailbox_but_one() -> None:
    desks = load_directory(SHIPPED_DIRECTORY, TODAY).desks.values()
    assert all(desk.source and desk.checked for desk in desks)
    assert all(desk.expires for desk in desks if desk.phone and desk.phone != "112")
    boxes = [
        box for desk in desks for box in (desk.email, desk.deputy and desk.deputy.email) if box
    ]
    assert [box for box in boxes if not box.endswith(".example")] == ["mensenhandel@groningen.nl"]


def test_an_expired_number_is_not_shown_and_is_told() -> None:
    later = date(2028, 7, 1)
    directory = load_directory(SHIPPED_DIRECTORY, later)
    shown = {desk.phone for desk in directory.desks.values() if desk.phone}
    assert shown == {"112"}
    told = expired_numbers(SHIPPED_DIRECTORY, later)
    assert len(told) == 5
    assert told[0].file == "nation.yml"
    assert "politie" not in told[0].message
    assert expired_numbers(SHIPPED_DIRECTORY, date(2028, 6, 30)) == ()


def test_dutch_holidays_are_known_for_the_years_around() -> None:
    days = public_holidays(2026)
    kings_days = {date(2025, 4, 26), date(2026, 4, 27), date(2027, 4, 27), date(2028, 4, 27)}
    assert kings_days <= days
    assert date(2026, 12, 24) not in days


Edit = Callable[[Path], None]

FAULTS: list[tuple[str, str, str, str, str, str]] = [
    ("oldambt.yml", "officer: unknown", "officer: maybe", "choice", "maybe", "known, none, unknown"),
    ("oldambt.yml", "officer: unknown", "officer: known", "officer_mismatch", "known", "officer"),
    ("oldambt.yml", "name: Oldambt\n", "", "required", "name", "Vul name in"),
    ("oldambt.yml", "name: Oldambt", "naam: Oldambt\nname: Oldambt", "additional", "naam", "typefout"),
    ("oldambt.yml", "key: oldambt\n", "key: old-ambt\n", "name_mismatch", "old-ambt", "old-ambt.yml"),
    ("oldambt.yml", "name: Oldambt", "name: [", "unreadable", "YAML", "inspringen"),
    ("oldambt.yml", "name: Oldambt", "name: Oldambt\nname: O", "duplicate_key", "name", "weg"),
    ("nation.yml", '"0900-8844"', '"nul negen"', "form", "nul negen", "033-448 11 86"),
    ("nation.yml", "checked: 2026-11-21", "checked: gisteren", "form", "gisteren", "2027-01-31"),
    ("nation.yml", '["09:00-17:00"]', '["9 tot 5"]', "form", "9 tot 5", "09:00-17:00"),
    ("nation.yml", "route: nidos", "route: nido", "choice", "nido", "comensha"),
    ("nation.yml", "route: nidos", "route: police", "unserved_route", "nidos", "nation.yml"),
    ("nation.yml", "after_hours: police", "after_hours: polite", "unknown_desk", "polite", "key"),
    ("groningen.yml", "deputy:\n", "deputy:\n      desk: nobody\n", "unknown_desk", "nobody", "key"),
    ("pekela.yml", "key: pekela-desk", "key: oldambt-desk", "duplicate_desk", "oldambt.yml", "key"),
    ("nation.yml", '["09:00-17:00"]', '["17:00-09:00"]', "hours_turned", "17:00-09:00", "23:59"),
    ("nation.yml", '["09:00-17:00"]', '["09:00-13:00", "12:00-17:00"]', "hours_turned", "12:00-17:00", "volgorde"),
    ("nation.yml", '["09:00-17:00"]', '["09:00-25:00"]', "form", "09:00-25:00", "09:00-17:00"),
    ("nation.yml", "checked: 2026-11-21", "checked: 2026-02-30", "unreadable", "2026-02-30", "regel"),
    ("groningen.yml", "deputy: {acute: 15", "deputy: {acute: 45", "deputy_too_late", "acute", "regional_team"),
    ("demodorp.yml", "organisation: demozorg", "organisation: demo", "unknown_organisation", "demo", "organisations"),
    ("demodorp.yml", "languages: [nl]", "languages: []", "empty", "languages", "Vul"),
    ("demodorp.yml", "towns: [Demoveen, Demohuizen]", "towns: Demoveen", "kind", "towns", "array"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "code", "message", "mend"), FAULTS)
def test_a_fault_is_told_with_file_line_and_mend(
    folder: Path, file: str, old: str, new: str, code: str, message: str, mend: str
) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    change(folder / file, old, new)
    with pytest.raises(DataFileError) as refused:
        load_directory(folder, TODAY)
    problem = next(found for found in refused.value.problems if found.code == code)
    assert problem.file == file
    assert message in problem.message
    assert mend in problem.mend
    if code not in {"required", "unserved_route"}:
        assert line <= problem.line <= line + 2


def test_several_faults_in_several_files_are_told_at_once(folder: Path) -> None:
    change(folder / "oldambt.yml", "officer: unknown", "officer: maybe")
    change(folder / "oldambt.yml", "region: groningen", "region: Groningen")
    change(folder / "pekela.yml", "towns:", "dorpen:")
    with pytest.raises(DataFileError) as refused:
        load_directory(folder, TODAY)
    told = [(problem.file, problem.code) for problem in refused.value.problems]
    assert told == [
        ("oldambt.yml", "form"),
        ("oldambt.yml", "choice"),
        ("pekela.yml", "required"),
        ("pekela.yml", "additional"),
    ]


def test_a_folder_without_nation_is_refused(folder: Path) -> None:
    (folder / "nation.yml").unlink()
    with pytest.raises(DataFileError, match=r"nation\.yml ontbreekt"):
        load_directory(folder, TODAY)


def test_an_edit_is_seen_and_a_broken_one_keeps_the_old(folder: Path) -> None:
    reloading = ReloadingDirectory(folder)
    first = reloading.current(NOW)
    assert reloading.current(NOW) is first

    change(folder / "oldambt.yml", "name: Oldambt", "name: Oldambt!")
    second = reloading.current(NOW)
    assert second.municipalities["oldambt"].name == "Oldambt!"

    change(folder / "oldambt.yml", "officer: unknown", "officer: maybe")
    assert reloading.current(NOW) is second
    assert [problem.code for problem in reloading.problems] == ["choice"]

    change(folder / "oldambt.yml", "officer: maybe", "officer: none")
    assert reloading.current(NOW).municipalities["oldambt"].officer == "none"
    assert reloading.problems == ()


def test_every_edit_is_told_once_and_a_new_day_is_no_edit(folder: Path) -> None:
    told: list[list[str]] = []
    reloading = ReloadingDirectory(folder, lambda faults: told.append([str(x) for x in faults]))
    reloading.current(NOW)
    reloading.current(NOW + timedelta(days=1))
    change(folder / "oldambt.yml", "officer: unknown", "officer: maybe")
    reloading.current(NOW)
    reloading.current(NOW)
    change(folder / "oldambt.yml", "officer: maybe", "officer: none")
    reloading.current(NOW)
    refused = "oldambt.yml:5: maybe is geen keuze voor officer. Kies een van: known, none, unknown."
    assert told == [[refused], []]


def test_the_log_says_which_line_of_an_edit_is_wrong_and_how_to_mend_it(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    reloading = ReloadingDirectory(folder)
    reloading.current(NOW)
    change(folder / "oldambt.yml", "officer: unknown", "officer: maybe")
    reloading.current(NOW)
    assert caplog.messages == [
        "directory_edit_refused, the old one stays in use: oldambt.yml:5: "
        "maybe is geen keuze voor officer. Kies een van: known, none, unknown."
    ]


def test_a_file_that_is_just_being_replaced_is_no_failure(folder: Path) -> None:
    reloading = ReloadingDirectory(folder)
    first = reloading.current(NOW)
    (folder / "pekela.yml").unlink()
    (folder / "pekela.yml").symlink_to(folder / "not-there-yet")
    assert reloading.current(NOW) is first


def test_a_number_disappears_on_the_day_after_it_expires(folder: Path) -> None:
    reloading = ReloadingDirectory(folder)
    last = datetime(2028, 6, 30, 12, tzinfo=UTC)
    assert reloading.current(last).desks["police"].phone == "0900-8844"
    assert reloading.current(last + timedelta(days=1)).desks["police"].phone is None


def test_a_broken_folder_is_no_start(folder: Path) -> None:
    change(folder / "oldambt.yml", "officer: unknown", "officer: maybe")
    with pytest.raises(DataFileError):
        ReloadingDirectory(folder).current(NOW)
