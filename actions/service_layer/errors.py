"""Errors of the use cases; a door has its own sentences for those that it can meet."""

from actions.domain.errors import DomainError


class ServiceError(DomainError):
    """Something asked of the service layer cannot be done; doors and logs go by `code`."""

    code = "unexpected"


class SignalNotFoundError(ServiceError):
    """No such signal, or none that this officer's desks have: the two are not told apart."""

    code = "signal_not_found"


class AlreadyAcceptedError(ServiceError):
    """Another officer accepted it first."""

    code = "already_accepted"


class ChangedMeanwhileError(ServiceError):
    """Somebody changed the signal between reading and writing."""

    code = "changed_meanwhile"


class ReasonNeededError(ServiceError):
    """Looking outside one's own desks needs a reason of some length."""

    code = "reason_needed"


class ErasedError(ServiceError):
    """The signal's term is over and its content destroyed."""

    code = "signal_erased"


class TransitionRefusedError(ServiceError):
    """The state machine has no such step from where the signal stands, or not for this desk."""

    code = "transition_refused"


class StoreBusyError(ServiceError):
    """The store cannot be written now; nothing was half written, the same call may be repeated."""

    code = "store_busy"


class KeyFileError(ServiceError):
    """The key file is missing, readable by others, or not a key file; names the file."""

    code = "key_file_invalid"


class DeliveryError(ServiceError):
    """A notice did not arrive; `permanent` means that trying again cannot help."""

    code = "delivery_failed"

    def __init__(self, reason: str, *, permanent: bool = False) -> None:
        self.reason = reason
        self.permanent = permanent
        super().__init__(reason)


class DuplicateSubmissionError(ServiceError):
    """The same conversation submitted twice at once; the first one counts."""

    code = "submitted_twice"
