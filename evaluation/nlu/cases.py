"""Labelled messages: held-out JSON lines, or the bot's own training files for folding."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FACETS = {
    "form": "exploitation_form",
    "adjacent": "adjacent_concern",
    "age_group": "age_group",
    "setting": "setting",
    "sector": "sector",
    "source": "source",
    "ongoing": "ongoing",
    "disclosure": "disclosure",
    "role": "role",
    "unaccompanied_minor": "unaccompanied_minor",
    "address_involved": "address_involved",
    "help_asked": "help_asked",
}
"""Keys of an annotation, with the entity that must carry the same value."""


@dataclass(frozen=True)
class Case:
    """One message with what a careful reader takes from it; what is absent was not annotated."""

    text: str
    intent: str | None = None
    danger: bool | None = None
    kind: str | None = None
    facets: dict[str, str | None] = field(default_factory=dict)


def read_cases(path: Path) -> list[Case]:
    """Reads JSON lines; raises ValueError naming the line that is not an annotated message."""
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            cases.append(as_case(json.loads(line)))
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise ValueError(f"{path.name}, line {number}: {error}") from error
    return cases


def as_case(raw: dict[str, Any]) -> Case:
    """One annotated message; raises KeyError where there is no text."""
    facets = {key: _code(raw[key]) for key in FACETS if key in raw}
    return Case(raw["text"], raw.get("intent"), _danger(raw), raw.get("kind"), facets)


def read_training(folder: Path, names: str = "*.yml") -> list[dict[str, Any]]:
    """The examples of Rasa's NLU files with their metadata, in the order of the files."""
    found = []
    for path in sorted(folder.glob(names)):
        # The C parser: tens of thousands of messages take seconds instead of a minute.
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {}
        for block in content.get("nlu", []):
            if "intent" in block:
                found += [{"intent": block["intent"], **e} for e in _examples(block["examples"])]
    return found


def _examples(examples: str | list[dict[str, Any]]) -> list[dict[str, Any]]:
    if isinstance(examples, str):
        lines = [line.strip() for line in examples.splitlines()]
        return [{"text": line[2:].strip()} for line in lines if line.startswith("- ")]
    told = [(e["text"].strip(), e.get("metadata") or {}) for e in examples]
    return [{**_as_rasa_reads(metadata), "text": text} for text, metadata in told]


def _as_rasa_reads(metadata: dict[str, Any]) -> dict[str, Any]:
    """The codes yes and no are words to Rasa, and no truth values."""
    if isinstance(metadata.get("ongoing"), bool):
        return {**metadata, "ongoing": _code(metadata["ongoing"])}
    return metadata


def _danger(raw: dict[str, Any]) -> bool | None:
    value = raw.get("danger")
    if isinstance(value, bool):
        return value
    if value is not None:
        return bool(value == "acute")
    return True if raw.get("intent") == "danger_now" else None


def _code(value: object) -> str | None:
    """The code as an entity spells it; `unknown` and nothing are the same: it was not told."""
    if value is True:
        return "yes"
    if value is False:
        return "no"
    return None if value in (None, "unknown", "") else str(value)
