"""Who somebody in Teams is for us: by Entra object id, from a file that the municipality keeps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from actions.domain.codes import Role
from actions.domain.directory import Directory
from actions.service_layer.errors import ServiceError

ALLOWED = frozenset({"users", "role", "municipality", "organisation", "desks"})


class PeopleFileError(ServiceError):
    """The file of people cannot be used; names the entry and what is wrong in it."""

    code = "people_file_invalid"


@dataclass(frozen=True, slots=True)
class Person:
    """What the file says of somebody; `desks` are keys of the directory."""

    role: Role | None = None
    municipality: str | None = None
    organisation: str | None = None
    desks: frozenset[str] = frozenset()

    @property
    def known(self) -> dict[str, str]:
        """What the gateway takes as metadata, so that it is not asked."""
        given = {
            "role": self.role.value if self.role else None,
            "municipality": self.municipality,
            "organisation": self.organisation,
        }
        return {key: value for key, value in given.items() if value}


NOBODY = Person()


class People:
    """People by Entra object id."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        self._people = people

    def find(self, user: str) -> Person:
        """What is known of this user; nothing where the file does not have them."""
        return self._people.get(user.lower(), NOBODY)


def load_people(path: Path | None, directory: Directory) -> People:
    """The people of this file, none without one; raises PeopleFileError."""
    if path is None:
        return People({})
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PeopleFileError(f"{path.name}: {type(error).__name__}") from None
    entries = content.get("people") if isinstance(content, Mapping) else None
    if not isinstance(entries, list):
        raise PeopleFileError(f"{path.name}: expected a list under 'people'")
    people: dict[str, Person] = {}
    for number, entry in enumerate(entries, 1):
        where = f"{path.name}, entry {number}"
        for user, person in _read(entry, directory, where):
            if user in people:
                raise PeopleFileError(f"{where}: a user stands in two entries")
            people[user] = person
    return People(people)


def _read(entry: object, directory: Directory, where: str) -> Iterator[tuple[str, Person]]:
    if not isinstance(entry, Mapping) or not entry.keys() <= ALLOWED:
        raise PeopleFileError(f"{where}: expected no keys but {', '.join(sorted(ALLOWED))}")
    users = entry.get("users")
    if not isinstance(users, list) or not users:
        raise PeopleFileError(f"{where}: expected object ids under 'users'")
    person = _person(entry, directory, where)
    for user in users:
        yield str(user).lower(), person


def _person(entry: Mapping[str, Any], directory: Directory, where: str) -> Person:
    role, town, desks = entry.get("role"), entry.get("municipality"), entry.get("desks") or []
    if role is not None and role not in set(Role):
        raise PeopleFileError(f"{where}: there is no role {role!r}")
    if town is not None and directory.municipality(town) is None:
        raise PeopleFileError(f"{where}: the directory has no municipality {town!r}")
    for desk in desks:
        if directory.desk(desk) is None and directory.deputised(desk) is None:
            raise PeopleFileError(f"{where}: the directory has no desk {desk!r}")
    return Person(Role(role) if role else None, town, entry.get("organisation"), frozenset(desks))
