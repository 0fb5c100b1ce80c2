"""The published schemas say the same codes as the code does."""

import json
from enum import StrEnum
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from actions.adapters.yaml_file import DATA, read_yaml
from actions.domain import codes
from actions.domain.decision_table import CODES, Whose
from actions.domain.indicators import Effect, Kind

SCHEMAS = sorted((DATA / "schemas").glob("*.schema.json"))


def schema(name: str) -> dict[str, Any]:
    text = (DATA / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_a_schema_is_one(path: Any) -> None:
    Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


SIGNAL = schema("signal")["properties"]
DESK = schema("directory_nation")["$defs"]["desk"]["properties"]
ENTRY = schema("indicators")["$defs"]["entry"]["properties"]
TABLE = schema("decision_table")["$defs"]
CHOICE = TABLE["choices"]["items"]["properties"]

ENUMS: list[tuple[dict[str, Any], type[StrEnum]]] = [
    (SIGNAL["channel"], codes.Channel),
    (SIGNAL["language"], codes.Language),
    (SIGNAL["urgency"], codes.Urgency),
    (schema("signaal_mensenhandel")["properties"]["urgency"], codes.Urgency),
    (SIGNAL["exploitation_form"], codes.ExploitationForm),
    (SIGNAL["adjacent_concern"], codes.AdjacentConcern),
    (SIGNAL["age_group"], codes.AgeGroup),
    (SIGNAL["source"], codes.Source),
    (SIGNAL["status"], codes.Status),
    (SIGNAL["reporter"]["properties"]["role"], codes.Role),
    (SIGNAL["reporter"]["properties"]["disclosure"], codes.Disclosure),
    (SIGNAL["place"]["properties"]["setting"], codes.Setting),
    (SIGNAL["routing"]["properties"]["actions"]["items"], codes.Action),
    (schema("signal")["$defs"]["desk"]["properties"]["route"], codes.Route),
    (DESK["route"], codes.Route),
    (CHOICE["route"], codes.Route),
    (CHOICE["whose"], Whose),
    (TABLE["row"]["properties"]["actions"]["items"], codes.Action),
    (ENTRY["kind"], Kind),
    (ENTRY["effects"]["items"], Effect),
    (ENTRY["settings"]["items"], codes.Setting),
]


@pytest.mark.parametrize(("part", "enum"), ENUMS)
def test_codes_are_spelled_once(part: dict[str, Any], enum: type[StrEnum]) -> None:
    assert {code for code in part["enum"] if code} == {code.value for code in enum}


def test_the_table_may_ask_after_every_field_it_knows() -> None:
    assert set(TABLE["condition"]["properties"]) == set(CODES)


def test_sectors_are_told_in_both_languages_and_never_scored() -> None:
    sectors = read_yaml(DATA / "sectors.yml", "sectors").value["sectors"]
    assert len({sector["code"] for sector in sectors}) == len(sectors) >= 15


def test_every_kind_of_problem_is_told_in_both_languages() -> None:
    problems = yaml.safe_load((DATA / "problems.yml").read_text(encoding="utf-8"))
    for kinds in problems.values():
        assert {language: set(words) for language, words in kinds.items()} == {
            "nl": {"message", "mend"},
            "en": {"message", "mend"},
        }
