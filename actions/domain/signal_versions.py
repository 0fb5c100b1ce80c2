"""Older forms of a signal document, brought step by step to the form of today.

A table says for each older version how to make the next one of it. A change of the contract adds
one line to the table, and never edits an earlier one. Version 1 is the first that was published.
"""

from collections.abc import Callable, Mapping

from actions.domain.errors import DomainError
from actions.domain.signal import SCHEMA

Document = Mapping[str, object]
Upgrade = Callable[[Document], Document]

UPGRADES: Mapping[str, Upgrade] = {}
"""From each older version to the next; each step sets the new `schema` itself."""


class UnknownVersionError(DomainError):
    """No chain of upgrades leads from this version to the one that is wanted."""

    code = "unknown_signal_version"

    def __init__(self, version: object) -> None:
        super().__init__(f"schema: {version!r} is no version that can be read")
        self.version = version


def upgraded(
    document: Document, upgrades: Mapping[str, Upgrade] = UPGRADES, wanted: str = SCHEMA
) -> Document:
    """The document in the wanted version; as it is, when it already has that version.

    Raises UnknownVersionError for a version without a way to the wanted one.
    """
    seen: set[object] = set()
    while (version := document.get("schema")) != wanted:
        if version in seen or not isinstance(version, str) or version not in upgrades:
            raise UnknownVersionError(version)
        seen.add(version)
        document = upgrades[version](document)
    return document
