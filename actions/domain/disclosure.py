"""Who may see which field of a signal: the officer of its desk, a partner, the reporter."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from actions.domain.codes import Disclosure
from actions.domain.signal import Signal


@dataclass(frozen=True, slots=True)
class Officer:
    """A signed-in person with the desks (directory keys) served, own and as deputy."""

    id: str
    name: str
    desks: frozenset[str]
    is_deputy_for: frozenset[str] = frozenset()

    @property
    def serves(self) -> frozenset[str]:
        """Every desk this officer may open signals of."""
        return self.desks | self.is_deputy_for


class DeskRole(StrEnum):
    """Why a desk sees a signal; one desk handles it: the first of the decision that is ours."""

    HANDLING = "handling"
    SECONDARY = "secondary"
    ESCALATED = "escalated"
    SHARED = "shared"


class Access(StrEnum):
    """How much of a signal an officer sees.

    `full` has the original words and the contact; `partner` the masked words and no
    reporter; `break_glass` the original words but never a confidential reporter.
    """

    FULL = "full"
    PARTNER = "partner"
    BREAK_GLASS = "break_glass"


HANDLING_ROLES = frozenset({DeskRole.HANDLING, DeskRole.ESCALATED})


def access_of(officer: Officer, desks: Mapping[str, DeskRole]) -> Access | None:
    """The access that an officer's own desks give; None where none of them has the signal.

    The desk that handles the signal knows the reporter; a desk it was shared with, or a
    secondary one, does not (product: a confidential name is for the officer alone).
    """
    roles = {role for desk, role in desks.items() if desk in officer.serves}
    if not roles:
        return None
    return Access.FULL if roles & HANDLING_ROLES else Access.PARTNER


def disclosed(signal: Signal, access: Access) -> Signal:
    """The signal as this access may see it: a reporter who is not to be known is left out."""
    if access is Access.FULL:
        return signal
    if access is Access.BREAK_GLASS and signal.reporter.disclosure is Disclosure.NAMED:
        return signal
    reporter = replace(signal.reporter, contact=None, organisation=None)
    return replace(signal, reporter=reporter)


def may_read_original(access: Access) -> bool:
    """Whether the words as typed, third parties included, are shown."""
    return access is not Access.PARTNER
