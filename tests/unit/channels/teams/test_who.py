"""Who is who: from a file whose faults are named."""

from pathlib import Path

import pytest

from actions.domain.codes import Role
from channels.teams.who import NOBODY, PeopleFileError, Person, load_people
from tests.unit.channels.fakes import DESK, DIRECTORY

GOOD = """
people:
  - users: [AAAA, bbbb]
    role: youth_worker
    municipality: groningen
  - users: [cccc]
    desks: [groningen-officer, groningen-officer.deputy]
"""


def _file(folder: Path, content: str) -> Path:
    path = folder / "people.yml"
    path.write_text(content)
    return path


def test_people_are_found_by_object_id_however_it_is_spelled(tmp_path: Path) -> None:
    people = load_people(_file(tmp_path, GOOD), DIRECTORY)
    assert people.find("aaaa") == people.find("BBBB") == Person(Role.YOUTH_WORKER, "groningen")
    assert people.find("cccc").desks == {DESK.key, f"{DESK.key}.deputy"}
    assert people.find("dddd") == NOBODY


def test_without_a_file_nobody_is_known() -> None:
    assert load_people(None, DIRECTORY).find("aaaa") == NOBODY


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "a list under 'people'"),
        ("people: 3", "a list under 'people'"),
        ("people: [: :", "people.yml: "),
        ("people:\n- users: []", "entry 1: expected object ids"),
        ("people:\n- users: [a]\n  role: mayor", "there is no role 'mayor'"),
        ("people:\n- users: [a]\n  municipality: nergens", "no municipality 'nergens'"),
        ("people:\n- users: [a]\n  desks: [x]", "no desk 'x'"),
        ("people:\n- users: [a]\n  name: x", "expected no keys but"),
        ("people:\n- users: [a]\n- users: [A]", "entry 2: a user stands in two entries"),
    ],
)
def test_a_fault_stops_the_start_and_names_its_place(
    tmp_path: Path, content: str, says: str
) -> None:
    with pytest.raises(PeopleFileError, match=r"people\.yml") as caught:
        load_people(_file(tmp_path, content), DIRECTORY)
    assert says in str(caught.value)


def test_a_file_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(PeopleFileError, match="FileNotFoundError"):
        load_people(tmp_path / "people.yml", DIRECTORY)
