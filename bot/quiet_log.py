"""Rasa's log with event names and kinds of errors, and never a word that somebody typed.

Rasa puts the answer of a failed action, the whole conversation, in the text of its exception,
and structlog's tracebacks hold local variables.
"""

import logging
import sys
import traceback
from types import TracebackType
from typing import Any, Dict, Optional, Text, Tuple, Type, Union

import structlog

LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"
ExcInfo = Union[
    Tuple[Type[BaseException], BaseException, Optional[TracebackType]], Tuple[None, None, None]
]


class QuietFormatter(logging.Formatter):
    """Of an exception it keeps kind and place."""

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - the name in logging
        return "" if ei[1] is None else _kind_and_place(ei[1])

    def formatStack(self, stack_info: str) -> str:  # noqa: N802 - the name in logging
        return ""


def install(level: int = logging.WARNING) -> None:
    """Sends every log, structlog's too, through the quiet formatter to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(QuietFormatter(LINE))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    structlog.configure(
        processors=[structlog.dev.set_exc_info, _name_and_kind],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=False,
    )


def _name_and_kind(_logger: Any, _method: Text, event: Dict[Text, Any]) -> Text:
    """The event's name, and the kind of the exception that came with it."""
    given = event.get("exc_info") or event.get("error")
    error = sys.exc_info()[1] if given is True else given
    name = str(event.get("event", "")).split(" ", 1)[0]
    return f"{name} {_kind_and_place(error)}" if isinstance(error, BaseException) else name


def _kind_and_place(error: BaseException) -> Text:
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
