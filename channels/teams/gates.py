"""Who may bring us an activity: every gate must open, and a refusal names the one that did not.

The token says that the Bot Framework sent something to this app, and by which service address;
it does not sign the activity. So tenant, age and repetition are looked at in the activity itself.
"""

import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from urllib.parse import urlsplit

from joserfc import jwt
from joserfc.errors import JoseError

from actions.config import LOOPBACK, TeamsSettings
from channels.teams.activity import Activity
from channels.teams.keys import SigningKey

ISSUER = "https://api.botframework.com"
CHANNEL = "msteams"
ALGORITHM = "RS256"
LEEWAY_SECONDS = 300
"""How far clocks may differ, as Microsoft's own libraries allow."""
OLDEST = timedelta(minutes=15)
"""An activity that is older was recorded and played again."""


class RefusedError(Exception):
    """A gate stayed shut; the message is its name, for the log, and holds nothing of the token."""


class FindsKeys(Protocol):
    """The keys by id."""

    async def find(self, key_id: str) -> SigningKey | None:
        """The key of this id, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Gates:
    """The checks of one installation; `now` returns an aware time."""

    settings: TeamsSettings
    keys: FindsKeys
    now: Callable[[], datetime]

    async def check(self, authorization: str | None, activity: Activity) -> None:
        """Raises RefusedError unless every gate opens, KeysUnavailableError when none can."""
        self._check_activity(activity)
        if self.settings.unauthenticated:
            return
        claims = await self._claims(authorization, activity)
        if str(claims.get("serviceurl", "")).rstrip("/") != activity.place.service_url:
            raise RefusedError("service_url_of_another_token")

    def _check_activity(self, activity: Activity) -> None:
        if activity.channel != CHANNEL:
            raise RefusedError("channel")
        self._check_service(activity.place.service_url)
        if self.settings.unauthenticated:
            return
        allowed = {tenant.lower() for tenant in self.settings.tenants}
        if not activity.tenants or not activity.tenants <= allowed:
            raise RefusedError("tenant")
        leeway = timedelta(seconds=LEEWAY_SECONDS)
        if activity.moment and not -leeway <= self.now() - activity.moment <= OLDEST:
            raise RefusedError("age")

    def _check_service(self, url: str) -> None:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.username is not None or host not in self.settings.service_hosts:
            raise RefusedError("service_host")
        if parts.scheme != "https" and host not in LOOPBACK:
            raise RefusedError("service_scheme")

    async def _claims(self, authorization: str | None, activity: Activity) -> dict[str, Any]:
        scheme, _, raw = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not raw:
            raise RefusedError("no_token")
        header = _header(raw)
        if header.get("alg") != ALGORITHM:
            raise RefusedError("algorithm")
        signing = await self.keys.find(str(header.get("kid", "")))
        if signing is None:
            raise RefusedError("key")
        if not signing.endorses(activity.channel):
            raise RefusedError("endorsement")
        return self._validated(raw, signing)

    def _validated(self, raw: str, signing: SigningKey) -> dict[str, Any]:
        app = self.settings.app_id
        registry = jwt.JWTClaimsRegistry(
            int(self.now().timestamp()),
            LEEWAY_SECONDS,
            iss={"essential": True, "value": ISSUER},
            aud={"essential": True, "value": app},
            exp={"essential": True},
        )
        try:
            claims = jwt.decode(raw, signing.key, algorithms=[ALGORITHM]).claims
            registry.validate(claims)
        except (JoseError, ValueError, TypeError) as error:
            raise RefusedError(f"token {type(error).__name__}") from None
        return claims


def _header(raw: str) -> dict[str, Any]:
    """The token's unproven header, which names the key to prove it with."""
    try:
        part = raw.split(".", 1)[0]
        found = json.loads(binascii.a2b_base64(part.replace("-", "+").replace("_", "/") + "=="))
    except (ValueError, binascii.Error, RecursionError):
        raise RefusedError("token_form") from None
    if not isinstance(found, dict):
        raise RefusedError("token_form")
    return found
