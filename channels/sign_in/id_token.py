"""Checks tokens of the provider: whose they are, for whom, from when to when, by which key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from channels.sign_in.person import RefusedError

LEEWAY_SECONDS = 60
"""How far the provider's clock may be off."""
LOGOUT_MINUTES = 5
"""Within how long a message of signing out must arrive (OpenID Back-Channel Logout 2.6)."""
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"


class UnknownKeyError(Exception):
    """Signed with a key that is not among the provider's keys as we have them."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a token must say.

    `issuer` may hold `{tenantid}` (Entra ID for several tenants); `tenants` is empty where the
    provider has no tenants; `algorithms` are those of public keys only.
    """

    issuer: str
    client_id: str
    algorithms: tuple[str, ...]
    tenants: frozenset[str] = frozenset()


def read_id_token(
    raw: str,
    keys: KeySet,
    expected: Expected,
    nonce: str,
    access_token: str | None,
    now: datetime,
) -> dict[str, Any]:
    """The claims of an ID token that passes every check of OpenID Connect Core 3.1.3.7.

    Raises:
        UnknownKeyError: its key is not in `keys`; newer keys may help.
        RefusedError: `tenant`, or `token` with the name of what was wrong.
    """
    header, claims = _decoded(raw, keys, expected)
    options = {"sub": {"essential": True}, **_from_and_for(claims, expected)}
    params = {"nonce": nonce, "client_id": expected.client_id, "access_token": access_token}
    token = CodeIDToken(claims, header, options, params)
    try:
        token.validate(int(now.timestamp()), LEEWAY_SECONDS)
    except JoseError as error:
        raise RefusedError("token", _named(error)) from None
    return claims


def read_logout_token(raw: str, keys: KeySet, expected: Expected, now: datetime) -> dict[str, Any]:
    """The claims of a back-channel logout token; raises as `read_id_token` does."""
    _, claims = _decoded(raw, keys, expected)
    options: dict[str, Any] = {"iat": {"essential": True}, "jti": {"essential": True}}
    options |= _from_and_for(claims, expected)
    registry = jwt.JWTClaimsRegistry(int(now.timestamp()), LEEWAY_SECONDS, **options)
    try:
        registry.validate(claims)
    except JoseError as error:
        raise RefusedError("token", _named(error)) from None
    events = claims.get("events")
    if not isinstance(events, Mapping) or LOGOUT_EVENT not in events or "nonce" in claims:
        raise RefusedError("token", "events")
    if claims["iat"] < now.timestamp() - LOGOUT_MINUTES * 60:
        raise RefusedError("token", "iat")
    return claims


def _decoded(raw: str, keys: KeySet, expected: Expected) -> tuple[dict[str, Any], dict[str, Any]]:
    try:
        token = jwt.decode(raw, keys, algorithms=list(expected.algorithms))
    except InvalidKeyIdError:
        raise UnknownKeyError from None
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise RefusedError("token", _named(error)) from None
    return token.header, token.claims


def _from_and_for(claims: Mapping[str, Any], expected: Expected) -> dict[str, Any]:
    tenant = claims.get("tid")
    if expected.tenants and not (isinstance(tenant, str) and tenant in expected.tenants):
        raise RefusedError("tenant", "tid")
    # One audience, and that is us: who else may read the token could also replay it to us.
    if claims.get("aud") not in (expected.client_id, [expected.client_id]):
        raise RefusedError("token", "aud")
    issuer = expected.issuer.replace("{tenantid}", str(tenant))
    return {"iss": {"essential": True, "value": issuer}}


def _named(error: Exception) -> str:
    claim = getattr(error, "claim", None)
    return f"{type(error).__name__}:{claim}" if claim else type(error).__name__
