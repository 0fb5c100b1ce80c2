"""The importer skips Rasa's check of each training file (components/quick_importer.py)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import actions
from actions.domain.codes import (
    AdjacentConcern,
    AgeGroup,
    Disclosure,
    ExploitationForm,
    Role,
    Setting,
    Source,
)

BOT = Path(actions.__file__).parent.parent / "bot"
FILES = sorted((BOT / "data" / "nlu").glob("*.yml"))
FLAG = {"true", "false"}
VALUES = {
    "danger": {"acute", "not_acute"},
    "form": set(ExploitationForm),
    "adjacent": {*AdjacentConcern, "null"},
    "age_group": set(AgeGroup),
    "setting": set(Setting),
    "source": set(Source),
    "role": set(Role),
    "disclosure": set(Disclosure),
    "ongoing": {"yes", "no", "unknown"},
    "unaccompanied_minor": FLAG,
    "address_involved": FLAG,
    "help_asked": FLAG,
    "confirms": {"yes"},
}
TOLD = {
    "source",
    "ongoing",
    "role",
    "disclosure",
    "unaccompanied_minor",
    "address_involved",
    "help_asked",
}
FREE = {"kind", "sector", "text", "told"}


def _blocks(file: Path) -> list[Any]:
    # Every value as it is written: yes and no are codes here.
    content = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506
    assert set(content) == {"version", "nlu"}, file.name
    blocks: list[Any] = content["nlu"]
    return blocks


def _labelled(file: Path) -> Iterator[tuple[str, dict[str, str]]]:
    for block in _blocks(file):
        if isinstance(block["examples"], list):
            for example in block["examples"]:
                yield example["text"], example.get("metadata", {})


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_training_file_holds_intents_of_the_domain_with_examples(file: Path) -> None:
    domain = [yaml.safe_load(f.read_text("utf-8")) for f in (BOT / "domain").glob("*.yml")]
    intents = {
        intent if isinstance(intent, str) else next(iter(intent))
        for part in domain
        for intent in part.get("intents", ())
    }
    for block in _blocks(file):
        assert set(block) == {"intent", "examples"}
        assert block["intent"] in intents
        if isinstance(block["examples"], str):
            assert all(line.startswith("- ") for line in block["examples"].splitlines())
        else:
            assert all(
                {"text"} <= set(example) <= {"text", "metadata"} for example in block["examples"]
            )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_labels_are_codes_of_the_contract(file: Path) -> None:
    wrong = [
        (text, key, value)
        for text, metadata in _labelled(file)
        for key, value in metadata.items()
        if key not in FREE and value not in VALUES.get(key, set())
    ]
    assert wrong == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_a_reader_found_a_report_to_tell_are_codes_of_the_contract(file: Path) -> None:
    told = [m["told"] for _, m in _labelled(file) if "told" in m]
    wrong = [
        (key, value)
        for facts in told
        for key, value in facts.items()
        if key not in TOLD or value not in VALUES[key]
    ]
    assert wrong == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_message_is_empty_or_holds_markup_of_entities(file: Path) -> None:
    texts = [text for text, _ in _labelled(file)]
    assert [text for text in texts if not text.strip() or "](" in text] == []
