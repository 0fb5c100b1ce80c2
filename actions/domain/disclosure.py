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

    `full` has the words as typed and the reporter; `chain` the words as typed, and the reporter
    only where named; `partner` the masked words, and the reporter only where named;
    `break_glass` is as `chain`, for somebody whose desk does not have the signal.
    """

    FULL = "full"
    CHAIN = "chain"
    PARTNER = "partner"
    BREAK_GLASS = "break_glass"


ACCESS_BY_ROLE = {
    DeskRole.HANDLING: Access.FULL,
    DeskRole.ESCALATED: Access.FULL,
    DeskRole.SHARED: Access.CHAIN,
    DeskRole.SECONDARY: Access.PARTNER,
}
"""From the most to the least; an officer of several desks has the most of them."""


def access_of(officer: Officer, desks: Mapping[str, DeskRole]) -> Access | None:
    """The access that an officer's own desks give; None where none of them has the signal.

    A confidential reporter is for the desk that handles the signal alone (product, privacy).
    """
    roles = {role for desk, role in desks.items() if desk in officer.serves}
    return next((access for role, access in ACCESS_BY_ROLE.items() if role in roles), None)


def disclosed(signal: Signal, access: Access) -> Signal:
    """The signal as this access may see it: a reporter who is not to be known is left out."""
    if access is Access.FULL or signal.reporter.disclosure is Disclosure.NAMED:
        return signal
    reporter = replace(signal.reporter, contact=None, organisation=None)
    return replace(signal, reporter=reporter)


def may_read_original(access: Access) -> bool:
    """Whether the words as typed, third parties included, are shown."""
    return access is not Access.PARTNER
