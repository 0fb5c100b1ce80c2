"""Which desks are told of a signal, and under which idempotency key."""

import hashlib

from actions.domain.directory import Directory
from actions.domain.disclosure import DeskRole
from actions.domain.events import NoticeKind
from actions.domain.signal import RoutingDecision


def receives_here(desk_key: str, directory: Directory) -> bool:
    """Whether a desk gets notices and works from our inbox; only such a desk has an address.

    The emergency number and the national organisations have none in the directory: the person
    is told to call those, and nothing is mailed to them.
    """
    desk = directory.desk(desk_key)
    return desk is not None and desk.email is not None


def desk_roles(decision: RoutingDecision, directory: Directory) -> dict[str, DeskRole]:
    """The desks of a decision that receive here; the first of them handles the signal."""
    ours = [
        routed.desk
        for routed in (decision.primary, *decision.secondary)
        if receives_here(routed.desk, directory)
    ]
    return {
        desk: DeskRole.SECONDARY if number else DeskRole.HANDLING
        for number, desk in enumerate(ours)
    }


def notice_key(signal_id: str, desk: str, kind: NoticeKind, target: str, occasion: str = "") -> str:
    """The idempotency key of a notice: the same notice always has the same key.

    `occasion` tells apart notices of one kind that may be given more than once.
    """
    name = "|".join((signal_id, desk, kind, target, occasion))
    return hashlib.sha256(name.encode()).hexdigest()[:32]
