"""Which signals may be the same case: the same place or the same pattern, never a person.

Only a suggestion: an officer says whether it is so. Names, telephones and other data of people
are not looked at, because two signals about one person would tie that person to both.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from actions.domain.codes import ExploitationForm

WINDOW = timedelta(days=365)
"""How far apart two signals may lie to be compared."""

SHARED_SIGNS = 2
"""Signals of the catalogue that two reports must share to show one pattern."""

VAGUE_FORMS = frozenset({ExploitationForm.UNKNOWN, ExploitationForm.NONE})
VAGUE_SECTORS = frozenset({None, "", "other", "unknown"})


class Likeness(StrEnum):
    """Why two signals may be the same case, the strongest first."""

    SAME_ADDRESS = "same_address"
    SAME_SECTOR = "same_sector"
    SAME_SIGNS = "same_signs"


@dataclass(frozen=True, slots=True)
class Traits:
    """What two signals are compared by; `places` are addresses and businesses, normalised."""

    municipality: str | None
    form: ExploitationForm
    sector: str | None
    signs: frozenset[str]
    places: frozenset[str]


def alike(one: Traits, other: Traits) -> tuple[Likeness, ...]:
    """Every reason why these may be the same case; none when they do not look it."""
    found = []
    towns = {one.municipality, other.municipality} - {None}
    if len(towns) < 2 and one.places & other.places:  # street names come back in other towns
        found.append(Likeness.SAME_ADDRESS)
    if _same_kind(one, other):
        if one.sector == other.sector and one.sector not in VAGUE_SECTORS:
            found.append(Likeness.SAME_SECTOR)
        if len(one.signs & other.signs) >= SHARED_SIGNS:
            found.append(Likeness.SAME_SIGNS)
    return tuple(found)


def _same_kind(one: Traits, other: Traits) -> bool:
    same_town = one.municipality is not None and one.municipality == other.municipality
    return same_town and one.form is other.form and one.form not in VAGUE_FORMS
