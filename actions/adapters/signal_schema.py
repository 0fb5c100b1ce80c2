"""The published JSON Schema of a signal, and documents held against it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from actions.adapters.yaml_file import DATA
from actions.domain.signal_versions import Document, UnknownVersionError, upgraded

SCHEMA_FILE = DATA / "schemas" / "signal.schema.json"


def signal_schema() -> dict[str, Any]:
    """The schema of `nietpluis.signal/1` (contract 3)."""
    schema: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return schema


def signal_faults(document: Document) -> tuple[str, ...]:
    """What is wrong, each fault with its field first, such as `reporter/role: …`.

    A document of an older version is brought up to today's first. Empty when all is well.
    """
    try:
        present = upgraded(document)
    except UnknownVersionError as error:
        return (str(error),)
    validator = Draft202012Validator(signal_schema(), format_checker=FormatChecker())
    faults = validator.iter_errors(dict(present))
    return tuple(
        sorted({f"{field}: {_told(fault)}" for fault in faults for field in _fields(fault)})
    )


def _fields(fault: ValidationError) -> Iterator[str]:
    """The field that a fault is about; each of them where several do not belong."""
    where = list(fault.absolute_path)
    names: list[list[str]] = [[]]
    if fault.validator == "required" and isinstance(fault.instance, Mapping):
        missing = next(n for n in fault.validator_value if fault.message.startswith(f"'{n}'"))
        names = [[missing]]
    if fault.validator == "additionalProperties":
        known = fault.schema.get("properties", {})
        names = [[name] for name in fault.instance if name not in known]
    for name in names:
        yield "/".join(map(str, [*where, *name])) or "."


def _told(fault: ValidationError) -> str:
    # The text of an observation may be personal: name what is asked, never what was given.
    match fault.validator:
        case "required":
            return "is missing"
        case "additionalProperties":
            return "does not belong here"
        case _:
            return f"must fit {fault.validator} {json.dumps(fault.validator_value)}"
