"""What is not right is refused: nothing is stored, and a page says so in plain words."""

import base64
import hashlib
import hmac
import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from actions.config import read_settings
from channels.log import RedactingFormatter
from tests.integration.sign_in.conftest import PUBLIC, Open, write_file
from tests.integration.sign_in.provider import Lie, Provider, free_port
from tests.integration.sign_in.somebody import PAGE, Somebody, query_of
from tests.unit.channels.fakes import Clock, FakeRasa

NOW = int(Clock().at.timestamp())
STRANGER = RSAKey.generate_key(2048, {"kid": "stranger"})
CURVE = ECKey.generate_key("P-256", {"kid": "stranger"})
Claims = dict[str, Any]


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unsigned(header: Claims, claims: Claims) -> str:
    header = {**header, "alg": "none"}
    return f"{b64(json.dumps(header).encode())}.{b64(json.dumps(claims).encode())}."


def by_public_key(provider: Provider, form: Callable[[RSAKey], bytes]) -> Any:
    """HS256 with what everybody may know as the secret."""

    def sign(header: Claims, claims: Claims) -> str:
        header = {**header, "alg": "HS256"}
        body = f"{b64(json.dumps(header).encode())}.{b64(json.dumps(claims).encode())}"
        mac = hmac.new(form(provider.keys[0]), body.encode(), hashlib.sha256).digest()
        return f"{body}.{b64(mac)}"

    return sign


def by_stranger(header: Claims, claims: Claims) -> str:
    """Another key under the name of the right one."""
    return jwt.encode(header, claims, STRANGER)


def by_curve(header: Claims, claims: Claims) -> str:
    return jwt.encode({**header, "alg": "ES256"}, claims, CURVE)


def own_key_inside(header: Claims, claims: Claims) -> str:
    """A token that brings the key to check it with."""
    header = {**header, "kid": None, "jwk": STRANGER.as_dict(private=False)}
    header = {name: value for name, value in header.items() if value is not None}
    return jwt.encode(header, claims, STRANGER)


def with_critical(provider: Provider) -> Any:
    """Rightly signed, with an extension that must be understood (RFC 7515, 4.1.11)."""

    def sign(header: Claims, claims: Claims) -> str:
        header = {**header, "crit": ["grens"], "grens": 1}
        body = f"{b64(json.dumps(header).encode())}.{b64(json.dumps(claims).encode())}"
        key = provider.keys[0].private_key
        assert key is not None
        return f"{body}.{b64(key.sign(body.encode(), PKCS1v15(), SHA256()))}"

    return sign


def changed_afterwards(provider: Provider) -> Any:
    def sign(header: Claims, claims: Claims) -> str:
        head, _, signature = provider.signed(header, claims).split(".")
        more = {**claims, "roles": ["NietPluis.Functionaris"]}
        return f"{head}.{b64(json.dumps(more).encode())}.{signature}"

    return sign


def assert_refused(somebody: Somebody, answer: httpx.Response, code: str, status: int) -> None:
    assert (answer.status_code, f"code: {code}." in answer.text) == (status, True), answer.text
    assert "bel 112" in answer.text
    for table in ("session", "person_chat", "sign_in_attempt"):
        assert somebody.rows(table) == 0, table
    assert "nietpluis_session" not in somebody.client.cookies
    assert [line[0] for line in somebody.audit()] == ["refused"]
    assert somebody.client.get("/chat").status_code == 401


TOKENS: dict[str, Lie] = {
    "nonce of another": Lie(claims={"nonce": "ander"}),
    "no nonce": Lie(claims={"nonce": None}),
    "another issuer": Lie(claims={"iss": "https://elders.example"}),
    "issuer as a list": Lie(claims={"iss": ["https://elders.example"]}),
    "no issuer": Lie(claims={"iss": None}),
    "another audience": Lie(claims={"aud": "ander"}),
    "an audience more": Lie(claims={"aud": ["niet-pluis", "ander"], "azp": "niet-pluis"}),
    "no audience": Lie(claims={"aud": None}),
    "meant for another party": Lie(claims={"azp": "ander"}),
    "expired": Lie(claims={"exp": NOW - 61}),
    "no end": Lie(claims={"exp": None}),
    "an end that never comes": Lie(claims={"exp": float("nan")}),
    "not yet valid": Lie(claims={"nbf": NOW + 120}),
    "made in the future": Lie(claims={"iat": NOW + 120}),
    "no moment": Lie(claims={"iat": None}),
    "no account": Lie(claims={"sub": None}),
    "an empty account": Lie(claims={"sub": ""}),
    "of another access token": Lie(claims={"at_hash": b64(b"x" * 16)}),
    "unsigned": Lie(sign=unsigned),
    "the wrong key": Lie(sign=by_stranger),
    "the wrong kind of key": Lie(sign=by_curve),
    "a key of its own": Lie(sign=own_key_inside),
    "an unknown key": Lie(header={"kid": "nergens"}, sign=by_stranger),
    "no token": Lie(sign=lambda header, claims: ""),
    "nonsense": Lie(sign=lambda header, claims: "a.b.c"),
}


@pytest.mark.parametrize("wrong", TOKENS)
def test_a_token_that_is_not_right_opens_nothing(
    somebody: Somebody, provider: Provider, wrong: str
) -> None:
    provider.lie = TOKENS[wrong]
    assert_refused(somebody, somebody.sign_in(), "token", 403)


@pytest.mark.parametrize("form", ["pem", "jwk", "der"])
def test_the_public_key_is_no_secret_to_sign_with(
    somebody: Somebody, provider: Provider, form: str
) -> None:
    forms: dict[str, Callable[[RSAKey], bytes]] = {
        "pem": lambda key: key.as_pem(private=False),
        "der": lambda key: key.as_der(private=False),
        "jwk": lambda key: json.dumps(key.as_dict(private=False)).encode(),
    }
    provider.lie.sign = by_public_key(provider, forms[form])
    assert_refused(somebody, somebody.sign_in(), "token", 403)


def test_an_algorithm_that_is_not_on_the_list_is_refused(
    opened: Open, environ: dict[str, str], provider: Provider, tmp_path: Path
) -> None:
    before = provider.keys
    provider.keys = [RSAKey.generate_key(2048, {"kid": "for any algorithm"})]
    provider.lie.header = {"alg": "RS512"}
    provider.lie.claims = {"at_hash": None}
    with opened(read_settings(environ)) as somebody:
        assert_refused(somebody, somebody.sign_in(), "token", 403)
    write_file(tmp_path, provider, algorithms=["RS512"])
    with opened(read_settings(environ)) as somebody:
        assert somebody.sign_in().status_code == 303
    provider.keys = before


def test_a_token_that_asks_for_what_we_do_not_know_opens_nothing(
    somebody: Somebody, provider: Provider
) -> None:
    provider.lie.sign = with_critical(provider)
    assert_refused(somebody, somebody.sign_in(), "token", 403)


def test_a_token_changed_on_the_way_opens_nothing(somebody: Somebody, provider: Provider) -> None:
    provider.lie.sign = changed_afterwards(provider)
    assert_refused(somebody, somebody.sign_in(), "token", 403)


def test_a_clock_that_is_a_minute_off_does_no_harm(somebody: Somebody, provider: Provider) -> None:
    provider.lie.claims = {"exp": NOW - 59, "iat": NOW + 59}
    assert somebody.sign_in().status_code == 303


@pytest.mark.parametrize(
    ("tenants", "claims"),
    [(["t-1"], {"tid": "t-2"}), (["t-1"], {"tid": None}), (["t-1"], {"tid": ["t-1"]})],
)
def test_another_tenant_stays_outside(
    opened: Open,
    environ: dict[str, str],
    provider: Provider,
    tmp_path: Path,
    tenants: list[str],
    claims: Claims,
) -> None:
    write_file(tmp_path, provider, kind="entra", tenants=tenants)
    provider.lie.claims = claims
    with opened(read_settings(environ)) as somebody:
        assert_refused(somebody, somebody.sign_in(), "tenant", 403)


@pytest.mark.parametrize(
    ("user", "code"),
    [("onbekend", "no_access"), ("kaal", "claims_missing"), ("veel", "too_many_groups")],
)
def test_who_has_no_claim_that_counts_here_stays_outside(
    somebody: Somebody, user: str, code: str
) -> None:
    assert_refused(somebody, somebody.sign_in(user), code, 403)


def test_an_address_is_no_key_of_an_account(somebody: Somebody, provider: Provider) -> None:
    provider.lie.claims = {"sub": "iemand@gemeente.example"}
    answer = somebody.sign_in()
    assert_refused(somebody, answer, "claims_missing", 403)
    assert "iemand" not in str(somebody.audit())


def test_a_refusal_is_told_in_english_to_who_reads_that(
    somebody: Somebody, provider: Provider
) -> None:
    back = somebody.grant(somebody.leave(), "onbekend")
    page = somebody.client.get(back, headers={"accept": "text/html", "accept-language": "en"})
    assert "You have no access yet" in page.text and "call 112" in page.text


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
