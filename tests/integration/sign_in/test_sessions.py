"""Sessions and pages elsewhere: what a cookie opens and what it does not."""

import logging
from collections.abc import Callable

import pytest

from actions.config import read_settings
from channels.log import RedactingFormatter
from tests.integration.sign_in.conftest import PUBLIC, Open
from tests.integration.sign_in.provider import Provider
from tests.integration.sign_in.somebody import PAGE, Somebody, query_of
from tests.unit.channels.fakes import FakeRasa


def test_a_session_name_that_was_planted_is_worth_nothing(somebody: Somebody) -> None:
    """Session fixation: the name is new at every sign-in."""
    planted = "A" * 43
    somebody.client.cookies.set("nietpluis_session", planted, domain="127.0.0.1")
    assert somebody.client.get("/chat").status_code == 401
    somebody.sign_in()
    taken = somebody.client.cookies.get("nietpluis_session", domain="127.0.0.1", path="/")
    thief = {"cookie": f"nietpluis_session={planted}"}
    somebody.client.cookies.clear()
    assert somebody.client.get("/chat", headers=thief).status_code == 401
    assert taken != planted


def test_a_new_sign_in_ends_the_session_before_it(somebody: Somebody) -> None:
    somebody.sign_in("functionaris")
    old = somebody.client.cookies["nietpluis_session"]
    somebody.sign_in_as("balie")
    assert somebody.rows("session") == 1
    somebody.client.cookies.clear()
    stolen = {"cookie": f"nietpluis_session={old}"}
    assert somebody.client.get("/chat", headers=stolen).status_code == 401


@pytest.mark.parametrize("change", [lambda c: c[:-1], lambda c: c + "A", lambda c: c[::-1]])
def test_a_cookie_that_was_changed_opens_nothing(
    somebody: Somebody, change: Callable[[str], str]
) -> None:
    somebody.sign_in()
    cookie = somebody.client.cookies["nietpluis_session"]
    somebody.client.cookies.clear()
    forged = {"cookie": f"nietpluis_session={change(cookie)}"}
    assert somebody.client.get("/chat", headers=forged).status_code == 401


def test_after_signing_out_the_cookie_is_worth_nothing(somebody: Somebody, rasa: FakeRasa) -> None:
    somebody.sign_in("functionaris")
    kept = {"cookie": f"nietpluis_session={somebody.client.cookies['nietpluis_session']}"}
    somebody.client.post("/afmelden", data={"csrf": somebody.form_key()})
    somebody.client.cookies.clear()
    assert somebody.client.get("/inbox", headers={**kept, **PAGE}).status_code == 303
    body = {"id": "m1", "text": "Hallo", "metadata": {}}
    assert somebody.client.post("/chat", json=body, headers=kept).status_code == 401
    assert rasa.heard == []


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://x.nl"}],
)
def test_a_page_elsewhere_sends_nothing_with_this_session(
    somebody: Somebody, rasa: FakeRasa, headers: dict[str, str]
) -> None:
    somebody.sign_in()
    body = {"id": "m1", "text": "Hallo", "metadata": {}}
    assert somebody.client.post("/chat", json=body, headers=headers).status_code == 403
    ours = {"origin": PUBLIC, "sec-fetch-site": "same-origin"}
    assert somebody.client.post("/chat", json=body, headers=ours).status_code == 200
    assert len(rasa.heard) == 1


def test_a_crowd_of_sign_ins_is_held_back(somebody: Somebody) -> None:
    statuses = [
        somebody.client.get("/aanmelden/terug", headers=PAGE).status_code for _ in range(121)
    ]
    assert statuses == [400] * 120 + [429]


def test_no_log_line_holds_a_token_a_code_or_a_name(
    somebody: Somebody, provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    provider.users["balie"] |= {"name": "Naam van iemand", "email": "iemand@gemeente.example"}
    back = somebody.grant(somebody.leave(), "balie")
    somebody.come_back(back)
    provider.lie.claims = {"aud": "ander"}
    again = somebody.grant(somebody.leave_afresh(), "collega")
    somebody.come_back(again)
    formatter = RedactingFormatter()
    ours = [r for r in caplog.records if not r.name.startswith(("httpx", "httpcore"))]
    written = "\n".join(formatter.format(record) for record in ours)
    assert "sign_in.done kind=reporter" in written
    assert "sign_in.refused code=token reason=aud" in written
    cookie = somebody.client.cookies["nietpluis_session"]
    secret = {query_of(back)["code"], query_of(again)["code"], query_of(back)["state"], cookie}
    for word in (*secret, "eyJ", "Naam van iemand", "iemand@", "sub-balie"):
        assert word not in written


def test_a_page_that_may_hold_the_chat_sends_messages_and_nothing_else(
    opened: Open, environ: dict[str, str], rasa: FakeRasa
) -> None:
    elsewhere = "https://intranet.example"
    with opened(read_settings({**environ, "NIETPLUIS_EMBED_ORIGINS": elsewhere})) as somebody:
        somebody.sign_in("functionaris")
        headers = {"origin": elsewhere, "sec-fetch-site": "same-site"}
        body = {"id": "m1", "text": "Hallo", "metadata": {}}
        assert somebody.client.post("/chat", json=body, headers=headers).status_code == 200
        change = {"status": "accepted", "version": 1}
        asked = somebody.client.patch("/api/v1/signals/s1", json=change, headers=headers)
        assert asked.status_code == 403
        ask = {**headers, "access-control-request-method": "POST"}
        somebody.client.cookies.clear()
        assert somebody.client.options("/chat", headers=ask).status_code == 200
        assert somebody.client.post("/chat", json=body, headers=headers).status_code == 401


def test_a_page_elsewhere_changes_no_signal_through_the_api(somebody: Somebody) -> None:
    somebody.sign_in("functionaris")
    change = {"status": "accepted", "version": 1}
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://elders.example"}):
        asked = somebody.client.patch("/api/v1/signals/s1", json=change, headers=headers)
        assert asked.status_code == 403
    ours = {"origin": PUBLIC, "sec-fetch-site": "same-origin"}
    assert somebody.client.patch("/api/v1/signals/s1", json=change, headers=ours).status_code == 200
