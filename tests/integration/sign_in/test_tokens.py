"""Tokens that open nothing, whoever signed them."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from actions.config import read_settings
from tests.integration.sign_in.conftest import Open, write_file
from tests.integration.sign_in.provider import Lie, Provider
from tests.integration.sign_in.refusing import Claims, assert_refused
from tests.integration.sign_in.somebody import Somebody
from tests.unit.channels.fakes import Clock

NOW = int(Clock().at.timestamp())


STRANGER = RSAKey.generate_key(2048, {"kid": "stranger"})


CURVE = ECKey.generate_key("P-256", {"kid": "stranger"})


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
