"""Organisations and their names in time, from their YAML file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from actions.adapters.yaml_file import DATA, YamlFile, read_yaml
from actions.domain.codes import Route
from actions.domain.directory import LocalText
from actions.domain.errors import DataFileError, Problem
from actions.domain.organisations import (
    NameInTime,
    OrganisationHistory,
    Organisations,
    out_of_order,
)

SHIPPED_ORGANISATIONS = DATA / "organisations.yml"


def load_organisations(path: Path = SHIPPED_ORGANISATIONS) -> Organisations:
    """Read and check the file: names in order, each name one organisation's, every route served.

    Raises DataFileError with every fault that was found.
    """
    file = read_yaml(path, "organisations")
    organisations = tuple(map(_organisation, file.value["organisations"]))
    problems = [*_order(file, organisations), *_doubles(file), *_unnamed_routes(file)]
    if problems:
        raise DataFileError(tuple(problems))
    return organisations


def _organisation(item: dict[str, Any]) -> OrganisationHistory:
    return OrganisationHistory(
        key=item["key"],
        route=Route(item["route"]) if "route" in item else None,
        role=LocalText(**item["role"]),
        names=tuple(map(_name, item["names"])),
    )


def _name(item: dict[str, Any]) -> NameInTime:
    return NameInTime(
        name=item["name"],
        since=item.get("from"),
        source=item["source"],
        certain=item.get("certain", True),
        also=tuple(item.get("also", [])),
    )


def _order(file: YamlFile, organisations: Organisations) -> Iterator[Problem]:
    for at, organisation in enumerate(organisations):
        for name in out_of_order(organisation.names):
            yield file.problem("names_out_of_order", ("organisations", at, "names"), value=name)


def _doubles(file: YamlFile) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for at, item in enumerate(file.value["organisations"]):
        spelled = {word for name in item["names"] for word in (name["name"], *name.get("also", []))}
        for word in sorted({item["key"], *(word.casefold() for word in spelled)}):
            if word in owners:
                where, other = ("organisations", at, "names"), owners[word]
                yield file.problem("duplicate_name", where, value=word, other=other)
            owners[word] = item["key"]


def _unnamed_routes(file: YamlFile) -> Iterator[Problem]:
    named = {item.get("route") for item in file.value["organisations"]}
    for route in sorted(set(Route) - {Route.NONE} - named):
        yield file.problem("unnamed_route", ("organisations",), value=route)
