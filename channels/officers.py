"""From a signed token to the officer that the service layer knows."""

from actions.domain.directory import Directory
from actions.domain.disclosure import Officer
from channels.identity import InvalidTokenError, OfficerClaim
from channels.problems import DoorError
from channels.wiring import Wiring


def officer_of(claim: OfficerClaim, directory: Directory) -> Officer:
    """The officer of a claim; the id is the functional name, which the audit trail keeps.

    For which desks somebody stands in is what the directory says now, never the token.
    """
    own = frozenset(key for key in claim.desks if directory.deputised(key) is None)
    return Officer(
        id=claim.name,
        name=claim.name,
        desks=own,
        is_deputy_for=directory.deputy_for(claim.desks),
    )


def officer_by_token(token: str, wired: Wiring) -> Officer:
    """The officer who holds this token; raises DoorError 401."""
    try:
        claim = wired.tokens.read(token, wired.now())
    except InvalidTokenError:
        raise DoorError(401, "not_signed_in", {"www-authenticate": "Bearer"}) from None
    return officer_of(claim, wired.services.directory())
