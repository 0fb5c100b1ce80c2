"""Which desks, and whether the reporter, are told of a signal; under which idempotency key."""

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime

from actions.domain.codes import Channel, Status
from actions.domain.directory import Desk, Directory
from actions.domain.disclosure import DeskRole
from actions.domain.events import TO_DEPUTY, NoticeKind
from actions.domain.signal import HistoryEntry, RoutingDecision, Signal
from actions.service_layer.parts import Parts
from actions.service_layer.ports import Transaction

REPORTER = "reporter"
MAIL = "mail"
TEAMS = "teams"
REGISTERS = frozenset({"objects", "zgw"})
"""Ways that keep a case: they get one entry a signal, when it comes in at the desk that handles
it. What happens afterwards is told by the other ways, and stands in the inbox."""
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")


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


def without_registers(targets: tuple[str, ...]) -> tuple[str, ...]:
    """The ways by which a desk is told, apart from where cases are kept."""
    return tuple(target for target in targets if target not in REGISTERS)


def targets_of(parts: Parts, desk: str, role: DeskRole) -> tuple[str, ...]:
    """The ways for a new signal: registers only for the desk that handles it, where chosen."""
    chosen = parts.register_desks is None or desk in parts.register_desks
    if role is DeskRole.HANDLING and chosen:
        return parts.targets
    return without_registers(parts.targets)


def tell_desk(
    parts: Parts,
    work: Transaction,
    signal_id: str,
    desk: str,
    kind: NoticeKind,
    now: datetime,
    occasion: str = "",
) -> None:
    """Queue a notice for a desk by every way in which desks are told; a register is none."""
    for target in without_registers(parts.targets):
        key = notice_key(signal_id, desk, kind, target, occasion)
        work.outbox.put(signal_id, desk, kind, target, now, key)


def tell_reporter(
    parts: Parts, work: Transaction, signal: Signal, entry: HistoryEntry, occasion: str
) -> None:
    """Queue the news for a reporter who left an address, or who told it in Teams."""
    kind = news_for_reporter(entry)
    if kind is None:
        return
    for target in _ways_to(signal):
        if target in parts.targets:
            key = notice_key(signal.id, REPORTER, kind, target, occasion)
            work.outbox.put(signal.id, REPORTER, kind, target, entry.at, key)


def _ways_to(signal: Signal) -> Iterator[str]:
    if reporter_address(signal) is not None:
        yield MAIL
    if signal.channel is Channel.TEAMS:
        yield TEAMS  # where it reaches who asked for it in that chat, and nobody else


def news_for_reporter(entry: HistoryEntry) -> NoticeKind | None:
    """What a step means to the reporter; None when there is nothing to say."""
    if entry.status is Status.CLOSED:
        return NoticeKind.REPORTER_CLOSED
    if entry.feedback:
        return NoticeKind.REPORTER_FEEDBACK
    return NoticeKind.REPORTER_ACCEPTED if entry.status is Status.ACCEPTED else None


def reporter_address(signal: Signal) -> str | None:
    """The e-mail address in what the reporter left as contact; None where there is none."""
    found = EMAIL.search(signal.reporter.contact or "")
    return found.group().rstrip(".") if found else None


def desk_address(desk: Desk | None, kind: NoticeKind) -> str:
    """The functional address of a desk, or of its deputy; empty where it has none."""
    if desk is None:
        return ""
    if kind in TO_DEPUTY and desk.deputy is not None:
        return desk.deputy.email or ""
    return desk.email or ""
