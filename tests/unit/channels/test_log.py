"""Nothing of a person or a secret is left in a line of the log."""

import logging

import pytest

from channels.log import RedactingFormatter, redact


@pytest.mark.parametrize(
    "secret",
    [
        "06-12345678",
        "+31 6 1234 5678",
        "050 123 45 67",
        "123456782",
        "iemand@voorbeeld.example",
        "NL91ABNA0417164300",
    ],
)
def test_numbers_and_addresses_disappear(secret: str) -> None:
    assert secret not in redact(f"event.failed value={secret} end")


def test_tokens_references_and_queries_disappear() -> None:
    line = 'GET /api/v1/follow-up/NP-7K3M-Q9XD?q=paspoort HTTP/1.1" authorization: Bearer abc.def'
    for secret in ("NP-7K3M", "paspoort", "abc.def"):
        assert secret not in redact(line)


def test_a_plain_event_stays_readable() -> None:
    line = "gateway.undelivered code=rasa_failed reason=status 502"
    assert redact(line) == line


def test_of_an_exception_only_kind_and_place_are_kept() -> None:
    try:
        raise ValueError("geheim verhaal")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, "f", 1, "doors.unexpected", (), info)
    line = RedactingFormatter().format(record)
    assert "geheim" not in line
    assert "ValueError at test_of_an_exception" in line


def test_a_refused_address_keeps_only_our_own_words() -> None:
    line = '127.0.0.1:3 - "GET /api/v1/signals/geelvink HTTP/1.1" 404'
    assert redact(line) == '127.0.0.1:3 - "GET /api/v1/signals/[part] HTTP/1.1" 404'
    line = '127.0.0.1:3 - "POST /geelvink/papegaai?q=fluit HTTP/1.1" 405'
    assert redact(line) == '127.0.0.1:3 - "POST /[part]/[part] HTTP/1.1" 405'
