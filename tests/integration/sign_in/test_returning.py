"""Who comes back from the provider with something that is not right."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from actions.config import read_settings
from tests.integration.sign_in.conftest import Open, write_file
from tests.integration.sign_in.provider import Provider, free_port
from tests.integration.sign_in.refusing import Claims, assert_refused
from tests.integration.sign_in.somebody import PAGE, Somebody, query_of
from tests.unit.channels.fakes import Clock


@pytest.mark.parametrize("state", ["", "ander", "é", "a" * 3_000])
def test_an_answer_with_another_state_is_refused(somebody: Somebody, state: str) -> None:
    asked = query_of(somebody.grant(somebody.leave(), "balie"))
    answer = somebody.come_back(f"/aanmelden/terug?{urlencode({**asked, 'state': state})}")
    assert (answer.status_code, "code: attempt." in answer.text) == (400, True)
    assert somebody.rows("session") == 0
    assert somebody.provider.asked.count("token") == 0


def test_an_answer_that_is_opened_again_opens_nothing(somebody: Somebody) -> None:
    back = somebody.grant(somebody.leave(), "balie")
    kept = somebody.client.cookies["nietpluis_session-aanmelden"]
    assert somebody.come_back(back).status_code == 303
    again = {**PAGE, "cookie": f"nietpluis_session-aanmelden={kept}"}
    somebody.client.cookies.clear()
    assert "code: attempt." in somebody.client.get(back, headers=again).text
    assert (somebody.rows("session"), somebody.provider.asked.count("token")) == (1, 1)


def test_a_code_works_once(somebody: Somebody) -> None:
    used = query_of(somebody.grant(somebody.leave(), "balie"))
    somebody.come_back(f"/aanmelden/terug?{urlencode(used)}")
    somebody.client.cookies.clear()
    fresh = query_of(somebody.grant(somebody.leave(), "collega"))
    answer = somebody.come_back(f"/aanmelden/terug?{urlencode({**fresh, 'code': used['code']})}")
    assert "code: provider_refused." in answer.text
    assert somebody.rows("session") == 1


def test_a_code_of_another_sign_in_opens_nothing(somebody: Somebody) -> None:
    """PKCE: the code was not given to the one who holds this verifier."""
    theirs = query_of(somebody.grant(somebody.leave(), "functionaris"))
    mine = query_of(somebody.grant(somebody.leave(), "balie"))
    answer = somebody.come_back(f"/aanmelden/terug?{urlencode({**mine, 'code': theirs['code']})}")
    assert "code: provider_refused." in answer.text
    assert somebody.rows("session") == 0


def test_an_answer_meant_for_another_browser_opens_nothing(somebody: Somebody) -> None:
    """Nobody is signed in as somebody else by a link that was sent to them."""
    back = somebody.grant(somebody.leave(), "functionaris")
    somebody.client.cookies.clear()
    somebody.leave()
    answer = somebody.come_back(back)
    assert "code: attempt." in answer.text
    assert somebody.rows("session") == 0


def test_who_takes_too_long_begins_again(somebody: Somebody, clock: Clock) -> None:
    back = somebody.grant(somebody.leave(), "balie")
    clock.forward(minutes=10, seconds=1)
    assert_refused(somebody, somebody.come_back(back), "attempt", 400)


def test_an_answer_of_another_provider_is_refused(somebody: Somebody, provider: Provider) -> None:
    provider.lie.answer_issuer = "https://elders.example"
    assert_refused(somebody, somebody.sign_in(), "token", 403)


def test_an_answer_that_does_not_say_of_which_provider_is_refused(somebody: Somebody) -> None:
    asked = query_of(somebody.grant(somebody.leave(), "balie"))
    asked.pop("iss")
    answer = somebody.come_back(f"/aanmelden/terug?{urlencode(asked)}")
    assert_refused(somebody, answer, "token", 403)


@pytest.mark.parametrize(
    ("error", "code", "status"),
    [
        ("access_denied", "cancelled", 400),
        ("server_error", "provider_refused", 403),
        ("<script>alert(1)</script>", "provider_refused", 403),
    ],
)
def test_an_error_of_the_provider_is_told_plainly(
    somebody: Somebody, provider: Provider, error: str, code: str, status: int
) -> None:
    provider.lie.error = error
    answer = somebody.sign_in()
    assert_refused(somebody, answer, code, status)
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    ("status", "body", "code", "answered"),
    [
        (400, {"error": "invalid_grant"}, "provider_refused", 403),
        (401, {"error": "iemand@gemeente.example"}, "provider_refused", 403),
        (500, {"x": 1}, "provider_down", 503),
        (200, ["een", "lijst"], "provider_down", 503),
        (200, {"access_token": "x", "token_type": "Bearer"}, "token", 403),
        (200, {"id_token": {"x": 1}}, "token", 403),
    ],
)
def test_tokens_that_do_not_come_open_nothing(
    somebody: Somebody, provider: Provider, status: int, body: Any, code: str, answered: int
) -> None:
    provider.lie.token_status, provider.lie.token_body = status, body
    assert_refused(somebody, somebody.sign_in(), code, answered)
    assert "iemand" not in str(somebody.audit())


def test_a_provider_that_is_down_is_told_with_112(
    opened: Open, environ: dict[str, str], provider: Provider, tmp_path: Path
) -> None:
    write_file(tmp_path, provider, issuer=f"http://127.0.0.1:{free_port()}")
    with opened(read_settings(environ)) as somebody:
        answer = somebody.client.get("/aanmelden", headers=PAGE)
        assert_refused(somebody, answer, "provider_down", 503)


@pytest.mark.parametrize(
    "description",
    [
        {"issuer": "https://elders.example"},
        {"token_endpoint": "ftp://elders.example/token"},
        {"jwks_uri": None},
    ],
)
def test_a_provider_that_describes_itself_wrongly_is_not_used(
    somebody: Somebody, provider: Provider, description: Claims
) -> None:
    provider.lie.description = description
    answer = somebody.client.get("/aanmelden", headers=PAGE)
    assert_refused(somebody, answer, "provider_down", 503)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elders.example",
        "//elders.example",
        "/\\elders.example",
        "\\\\elders.example",
        "/\t/elders.example",
        "/%0a/elders.example\n",
        "javascript:alert(1)",
        "elders.example",
        "///elders.example",
        "/aanmelden?next=/",
        "/afmelden",
        "",
    ],
)
def test_signing_in_leads_to_our_own_pages_only(somebody: Somebody, elsewhere: str) -> None:
    assert somebody.sign_in(next_page=elsewhere).headers["location"] == "/"
    again = somebody.client.get(f"/aanmelden?{urlencode({'next': elsewhere})}", headers=PAGE)
    assert again.headers["location"] == "/"
