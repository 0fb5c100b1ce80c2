"""A document of an older version is read as one of today."""

import pytest

from actions.domain.signal import SCHEMA
from actions.domain.signal_versions import (
    UPGRADES,
    Document,
    UnknownVersionError,
    Upgrade,
    upgraded,
)


def two(document: Document) -> Document:
    return {**document, "schema": "nietpluis.signal/2", "languages": [document["language"]]}


def three(document: Document) -> Document:
    kept = {name: value for name, value in document.items() if name != "language"}
    return {**kept, "schema": "nietpluis.signal/3"}


MADE_UP: dict[str, Upgrade] = {SCHEMA: two, "nietpluis.signal/2": three}


def test_today_s_version_stays_as_it_is() -> None:
    document = {"schema": SCHEMA, "language": "nl"}
    assert upgraded(document) is document


def test_an_older_document_takes_every_step_to_the_newest() -> None:
    old = {"schema": SCHEMA, "language": "nl"}
    assert upgraded(old, MADE_UP, "nietpluis.signal/3") == {
        "schema": "nietpluis.signal/3",
        "languages": ["nl"],
    }
    assert old == {"schema": SCHEMA, "language": "nl"}


@pytest.mark.parametrize("version", [None, 7, "nietpluis.signal/99", "iets"])
def test_a_version_that_nobody_knows_is_refused_by_name(version: object) -> None:
    with pytest.raises(UnknownVersionError, match=f"schema: {version!r}"):
        upgraded({"schema": version})


def test_a_step_that_leads_nowhere_is_no_endless_loop() -> None:
    with pytest.raises(UnknownVersionError):
        upgraded({"schema": "a"}, {"a": lambda document: document}, "b")


def test_every_shipped_step_starts_from_an_older_version() -> None:
    assert SCHEMA not in UPGRADES
