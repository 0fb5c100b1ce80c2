"""To whom the bot speaks: a colleague, a partner, a resident, or who it happens to."""

from enum import StrEnum

from actions.domain.codes import Role


class Voice(StrEnum):
    """Decides on tone and on a few questions, never on the route."""

    STAFF = "staff"
    PARTNER = "partner"
    RESIDENT = "resident"
    VICTIM = "victim"


def voice_of(role: str | None, *, is_victim: bool) -> Voice:
    """The voice for a role's code; None or an unknown role counts as a colleague."""
    if is_victim:
        return Voice.VICTIM
    if role == Role.RESIDENT:
        return Voice.RESIDENT
    return Voice.PARTNER if role == Role.PARTNER else Voice.STAFF


def may_be_victim(role: str | None) -> bool:
    """Whether somebody with this role may tell what happens to themself."""
    return role in (None, Role.RESIDENT)
