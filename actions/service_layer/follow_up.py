"""What the reporter gets back by reference: status, feedback, when to expect an answer."""

from actions.domain.codes import Status
from actions.service_layer.parts import Parts
from actions.service_layer.records import FollowUp
from actions.service_layer.submission import REPORTER


def follow_up(parts: Parts, typed: str) -> FollowUp | None:
    """How the signal of a reference stands; None for a reference that leads nowhere."""
    reference = parts.references.normalise(typed)
    if reference is None:
        return None
    with parts.transactions() as work:
        stored = work.signals.by_reference(reference)
        if stored is None:
            return None
        work.audit.record(parts.clock.now(), REPORTER, "followed_up", stored.signal.id)
    signal = stored.signal
    given = [entry.feedback for entry in signal.history if entry.feedback]
    return FollowUp(
        status=signal.status,
        feedback=given[-1] if given else None,
        response_due=None if signal.status is Status.CLOSED else stored.response_due,
        language=signal.language,
    )
