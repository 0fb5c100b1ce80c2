"""Logs with event names and references: never a text, a name, a number or a secret."""

import logging
import re
import sys
from collections.abc import Iterable

# Long digit runs (telephone, BSN, account), e-mail addresses, bearer tokens, cookies.
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?i)\b(bearer)\s+\S+"), r"\1 [secret]"),
    (re.compile(r"(?i)\b(token|cookie|authorization)\b[=:]\s*(?!bearer)\S+"), r"\1=[secret]"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "[e-mail]"),
    (re.compile(r"\b[A-Z]{2}\d{2}[A-Z]{4}\d{10}\b"), "[account]"),
    (re.compile(r"(?<![\w.:])\+?\d(?:[ -]?\d){7,14}(?![\w.])"), "[number]"),
    (re.compile(r"(/api/v1/follow-up/|/opvolgen/)[^\s?\"]+"), r"\1[reference]"),
    (re.compile(r"\?[^\s\"]+"), "?[query]"),
)
_REFUSED = re.compile(r'"([A-Z]+) (/[^\s"]*) (HTTP/[\d.]+)" ([45]\d\d)')
_OUR_WORDS = frozenset({"api", "v1", "signals", "follow-up", "knowledge", "search", "openapi.json"})
_OUR_WORDS |= {"webhooks", "rest", "webhook", "health", "live", "ready", "static", "signaalkaarten"}
_OUR_WORDS |= {"inbox", "opvolgen", "monitor", "monitor.csv", "kennis"}
_OUR_WORDS |= {"aanmelden", "afmelden", "afgemeld", "terug", "uitgelogd", "stand", "verder"}
"""Parts of our own addresses; what else stands in a refused address was typed by somebody."""


def redact(text: str) -> str:
    """The text with what may point at a person taken out."""
    text = _REFUSED.sub(_known_address, text)
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return text


def _known_address(refused: re.Match[str]) -> str:
    method, path, version, status = refused.groups()
    parts = path.split("?")[0].split("/")
    known = "/".join(part if not part or part in _OUR_WORDS else "[part]" for part in parts)
    return f'"{method} {known} {version}" {status}'


class RedactingFormatter(logging.Formatter):
    """Redacts the finished line; of an exception it keeps kind and place, not the message."""

    def format(self, record: logging.LogRecord) -> str:
        """The line as it is written."""
        stamp = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        line = f"{stamp} {record.levelname} {record.name} {redact(record.getMessage())}"
        if record.exc_info and record.exc_info[1] is not None:
            line += f" | {_place(record.exc_info[1])}"
        return line


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    where = "?"
    while trace is not None:
        code = trace.tb_frame.f_code
        where = f"{code.co_qualname}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} at {where}"


def install(names: Iterable[str] = ("uvicorn", "uvicorn.error", "uvicorn.access")) -> None:
    """Send all logs to standard error through the redacting formatter, uvicorn's too."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(RedactingFormatter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    # Both log every address they ask at INFO.
    for name in ("httpx", "httpx2"):
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in names:
        logger = logging.getLogger(name)
        logger.handlers = []
        logger.propagate = True
