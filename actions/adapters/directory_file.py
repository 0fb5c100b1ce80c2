"""The directory from its folder of YAML files: nation.yml and one file per municipality."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from pathlib import Path
from threading import Lock
from typing import Any

import holidays

from actions.adapters.yaml_file import DATA, YamlFile, make_problem, read_yaml
from actions.domain.codes import Route, Urgency
from actions.domain.decision_table import ALWAYS_SERVED
from actions.domain.directory import (
    Deputy,
    Desk,
    Directory,
    EscalationTimes,
    LocalText,
    Municipality,
    Organisation,
)
from actions.domain.errors import DataFileError, Problem
from actions.domain.hours import OpeningHours, local

SHIPPED_DIRECTORY = DATA / "directory"
NATION = "nation.yml"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WORKDAYS = DAYS[:5]

Tell = Callable[[tuple[Problem, ...]], None]
"""Hears of every edit while running: its faults, or none where it was taken up."""

log = logging.getLogger("nietpluis.directory")


def load_directory(folder: Path, today: date) -> Directory:
    """Read and check every file of the folder; an expired number is left out.

    Raises DataFileError with every fault in every file, each with its line and how to mend it.
    """
    nation, towns = _read(folder)
    problems = [*_file_problems(towns), *_desk_problems(nation, towns)]
    if problems:
        raise DataFileError(tuple(problems))
    desks = [_desk(item, None, today) for item in nation.value["desks"]]
    for town in towns:
        desks += [_desk(item, town.value["key"], today) for item in town.value["desks"]]
    return Directory(
        municipalities={town.value["key"]: _municipality(town.value) for town in towns},
        desks={desk.key: desk for desk in desks},
        holidays=public_holidays(today.year),
    )


def public_holidays(year: int) -> frozenset[date]:
    """Dutch public holidays of the year before up to two years ahead."""
    return frozenset(holidays.country_holidays("NL", years=range(year - 1, year + 3)))


def log_edit(problems: tuple[Problem, ...]) -> None:
    """One warning a fault, with file, line and mend; or that the edit is in use now."""
    for problem in problems:
        log.warning("directory_edit_refused, the old one stays in use: %s", problem)
    if not problems:
        log.warning("directory_edit_in_use")


@dataclass
class ReloadingDirectory:
    """The directory as the folder has it now; a broken edit keeps the last good one.

    `problems` holds the faults of a broken edit until it is mended; `tell` hears of every edit.
    The first reading must succeed: DataFileError otherwise.
    """

    folder: Path
    tell: Tell = log_edit
    problems: tuple[Problem, ...] = ()
    _directory: Directory | None = field(default=None, repr=False)
    _seen: tuple[object, ...] = field(default=(), repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def current(self, now: datetime) -> Directory:
        """The directory at this moment, read again when a file or the day has changed."""
        today = local(now).date()
        with self._lock:  # else two requests at once tell of one edit twice
            state = (today, *_fingerprint(self.folder))
            if self._directory is None or state != self._seen:
                edited = self._directory is not None and state[1:] != self._seen[1:]
                self._reload(today)
                self._seen = state
                if edited:
                    self.tell(self.problems)
            assert self._directory is not None  # noqa: S101 - _reload raises when there is none
            return self._directory

    def _reload(self, today: date) -> None:
        try:
            self._directory = load_directory(self.folder, today)
            self.problems = ()
        except DataFileError as error:
            if self._directory is None:
                raise
            self.problems = error.problems


def expired_numbers(folder: Path, today: date) -> tuple[Problem, ...]:
    """Numbers that are no longer shown because nobody checked them in time."""
    nation, towns = _read(folder)
    return tuple(
        file.problem("expired", ("desks", at, "expires"), value=item["key"], day=item["expires"])
        for file in (nation, *towns)
        for at, item in enumerate(file.value["desks"])
        if item.get("phone") and "expires" in item and item["expires"] < today
    )


def _read(folder: Path) -> tuple[YamlFile, list[YamlFile]]:
    files: list[YamlFile] = []
    problems: list[Problem] = []
    others = sorted(path for path in folder.glob("*.yml") if path.name != NATION)
    for path, schema in [
        (folder / NATION, "directory_nation"),
        *((path, "directory_municipality") for path in others),
    ]:
        try:
            files.append(read_yaml(path, schema))
        except DataFileError as error:
            problems += error.problems
    if problems:
        raise DataFileError(tuple(problems))
    return files[0], files[1:]


def _fingerprint(folder: Path) -> Iterator[object]:
    for path in sorted(folder.glob("*.yml")):
        try:
            found = path.stat()
        except FileNotFoundError:  # an editor puts a new file in its place just now
            yield path.name, None, None
        else:
            yield path.name, found.st_mtime_ns, found.st_size


def _file_problems(towns: list[YamlFile]) -> Iterator[Problem]:
    for file in towns:
        key, desks = file.value["key"], file.value["desks"]
        if file.path.stem != key:
            yield file.problem("name_mismatch", ("key",), value=key)
        own = any(d["route"] == Route.ATTENTION_OFFICER and "organisation" not in d for d in desks)
        if own != (file.value["officer"] == "known"):
            yield file.problem("officer_mismatch", ("officer",), value=file.value["officer"])
        yield from _organisation_problems(file)


def _organisation_problems(file: YamlFile) -> Iterator[Problem]:
    known = {item["key"] for item in file.value.get("organisations", [])}
    for at, desk in enumerate(file.value["desks"]):
        if "organisation" in desk and desk["organisation"] not in known:
            where = ("desks", at, "organisation")
            yield file.problem("unknown_organisation", where, value=desk["organisation"])


def _desk_problems(nation: YamlFile, towns: list[YamlFile]) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    everything = [(file, at, d) for file in (nation, *towns) for at, d in _desks(file)]
    for file, at, desk in everything:
        if desk["key"] in owners:
            where, other = ("desks", at, "key"), owners[desk["key"]]
            yield file.problem("duplicate_desk", where, value=desk["key"], other=other)
        owners[desk["key"]] = file.path.name
    for file, at, desk in everything:
        if desk.get("after_hours", desk["key"]) not in owners:
            where = ("desks", at, "after_hours")
            yield file.problem("unknown_desk", where, value=desk["after_hours"])
        deputy = desk.get("deputy", {}).get("desk", desk["key"])
        if deputy not in owners:
            yield file.problem("unknown_desk", ("desks", at, "deputy", "desk"), value=deputy)
        yield from _time_problems(file, at, desk)
    yield from _unserved(nation)


def _time_problems(file: YamlFile, at: int, desk: dict[str, Any]) -> Iterator[Problem]:
    hours = desk["hours"] if isinstance(desk["hours"], dict) else {}
    for day, periods in hours.items():
        closed = ""
        for which, period in enumerate(periods):
            start, end = period.split("-")
            if not closed <= start < end:
                yield file.problem("hours_turned", ("desks", at, "hours", day, which), value=period)
            closed = end
    times = desk.get("escalation", {"deputy": {}, "regional_team": {}})
    for urgency, minutes in times["deputy"].items():
        if minutes > times["regional_team"][urgency]:
            where = ("desks", at, "escalation", "deputy", urgency)
            yield file.problem("deputy_too_late", where, value=urgency)


def _desks(file: YamlFile) -> Iterator[tuple[int, dict[str, Any]]]:
    yield from enumerate(file.value["desks"])


def _unserved(nation: YamlFile) -> Iterator[Problem]:
    everywhere = {d["route"] for _, d in _desks(nation) if d.get("fallback") or "region" not in d}
    for route in sorted(ALWAYS_SERVED - everywhere):
        yield make_problem("unserved_route", nation.path, 1, {"value": route})


def _municipality(item: dict[str, Any]) -> Municipality:
    return Municipality(
        key=item["key"],
        name=item["name"],
        region=item["region"],
        towns=tuple(item["towns"]),
        neighbourhoods=tuple(item.get("neighbourhoods", [])),
        careful=tuple(item.get("careful", [])),
        other_words=tuple(item.get("other_words", [])),
        organisations=tuple(
            Organisation(each["key"], tuple(each["names"]))
            for each in item.get("organisations", [])
        ),
        officer=item["officer"],
        source=item["source"],
    )


def _desk(item: dict[str, Any], municipality: str | None, today: date) -> Desk:
    desk = Desk(
        key=item["key"],
        route=Route(item["route"]),
        name=LocalText(**item["name"]),
        email=item.get("email"),
        phone=item.get("phone"),
        website=item.get("website"),
        hours=_hours(item["hours"]),
        deputy=_deputy(item.get("deputy")),
        after_hours=item.get("after_hours"),
        escalation=_escalation(item.get("escalation")),
        answer_days=item.get("answer_days", 5),
        languages=tuple(item["languages"]),
        municipality=municipality,
        region=item.get("region"),
        organisation=item.get("organisation"),
        fallback=item.get("fallback", False),
        source=item["source"],
        checked=item["checked"],
        expires=item.get("expires"),
    )
    return replace(desk, phone=desk.phone_on(today))


def _deputy(item: dict[str, Any] | None) -> Deputy | None:
    if item is None:
        return None
    return Deputy(LocalText(**item["name"]), item.get("email"), item.get("phone"), item.get("desk"))


def _escalation(item: dict[str, dict[str, int]] | None) -> EscalationTimes | None:
    if item is None:
        return None
    return EscalationTimes(_minutes(item["deputy"]), _minutes(item["regional_team"]))


def _minutes(item: dict[str, int]) -> dict[Urgency, int]:
    return {urgency: item[urgency] for urgency in Urgency}


def _hours(item: str | dict[str, list[str]]) -> OpeningHours:
    if isinstance(item, str):
        return OpeningHours(always=item == "always")
    return OpeningHours(tuple(tuple(_periods(item, day)) for day in DAYS))


def _periods(item: dict[str, list[str]], day: str) -> Iterator[tuple[time, time]]:
    usual: Iterable[str] = item.get("daily", [])
    if day in WORKDAYS:
        usual = item.get("workdays", usual)
    for period in item.get(day, usual):
        start, end = period.split("-")
        yield time.fromisoformat(start), time.fromisoformat(end)
