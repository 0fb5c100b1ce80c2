"""Accepting a signal from its card: as the officer who is signed in here under the same account."""

import asyncio
import logging
from collections.abc import Callable

from actions.domain.codes import Status
from actions.domain.commands import ChangeStatus
from actions.domain.disclosure import Officer
from actions.service_layer.errors import ServiceError
from channels.identity import OfficerClaim
from channels.officers import officer_of
from channels.ports import Services
from channels.wiring import Wiring

OBJECT_ID = "oid"
"""The claim of Entra ID that Teams names people by as well."""

Officers = Callable[[str], Officer | None]
"""The officer with this Entra object id, while signed in at the inbox."""

log = logging.getLogger("nietpluis.teams")


def signed_in_officers(wired: Wiring) -> Officers | None:
    """Who is signed in by Entra object id; None where people sign in otherwise."""
    sign_in = wired.sign_in
    if sign_in is None or sign_in.settings.provider.subject != OBJECT_ID:
        return None

    def find(user: str) -> Officer | None:
        session = sign_in.session_of(user)
        if session is None or not session.person.desks:
            return None
        claim = OfficerClaim(session.person.subject, session.person.desks, session.ends_at)
        return officer_of(claim, wired.services.directory())

    return find


async def accept(officer: Officer | None, signal_id: str, services: Services) -> str:
    """Accept the signal for this officer; the key of the sentence that says what came of it."""
    if officer is None:
        return "accept_sign_in"
    try:
        await asyncio.to_thread(
            services.change_status,
            ChangeStatus(officer, signal_id, Status.ACCEPTED, None, None, None),
        )
    except ServiceError as error:
        log.info("teams.not_accepted code=%s", error.code)
        return "accept_refused"
    return "accepted"
