"""From a signed token to the officer that the service layer knows."""

from actions.domain.disclosure import Officer
from channels.identity import InvalidTokenError, OfficerClaim
from channels.problems import DoorError
from channels.wiring import Wiring


def officer_of(claim: OfficerClaim) -> Officer:
    """The officer of a claim; the id is the functional name, which the audit trail keeps."""
    return Officer(id=claim.name, name=claim.name, desks=frozenset(claim.desks))


def officer_by_token(token: str, wired: Wiring) -> Officer:
    """The officer who holds this token; raises DoorError 401."""
    try:
        return officer_of(wired.tokens.read(token, wired.now()))
    except InvalidTokenError:
        raise DoorError(401, "not_signed_in", {"www-authenticate": "Bearer"}) from None
