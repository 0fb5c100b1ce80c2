"""How a refusal looks, for every test of what opens nothing."""

from typing import Any

import httpx

from tests.integration.sign_in.somebody import Somebody

Claims = dict[str, Any]


def assert_refused(somebody: Somebody, answer: httpx.Response, code: str, status: int) -> None:
    assert (answer.status_code, f"code: {code}." in answer.text) == (status, True), answer.text
    assert "bel 112" in answer.text
    for table in ("session", "person_chat", "sign_in_attempt"):
        assert somebody.rows(table) == 0, table
    assert "nietpluis_session" not in somebody.client.cookies
    assert [line[0] for line in somebody.audit()] == ["refused"]
    assert somebody.client.get("/chat").status_code == 401
