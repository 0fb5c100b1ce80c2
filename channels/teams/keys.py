"""The public keys of the Bot Framework: fetched at start, kept for a day, renewed when unknown."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

KEPT = timedelta(hours=24)
"""How long keys are used before they are fetched again; Microsoft's own advice."""
ASK_AGAIN = timedelta(minutes=5)
"""An unknown key id is looked up at most this often, so that nobody can make us ask all day."""

log = logging.getLogger("nietpluis.teams")


class KeysUnavailableError(Exception):
    """No keys could be fetched yet, so no token can be checked."""


class SigningKey:
    """A public key, and the channels whose activities it may vouch for (none named: all)."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        wanted: dict[str, str | list[str]] = {n: str(raw[n]) for n in ("kty", "n", "e")}
        self.key = RSAKey.import_key(wanted)
        self._channels = frozenset(raw.get("endorsements") or ())

    def endorses(self, channel: str) -> bool:
        """Whether this key may vouch for activities of this channel."""
        return not self._channels or channel in self._channels


class SigningKeys:
    """Fetched from the OpenID metadata, which names where the keys are."""

    def __init__(
        self, http: httpx.AsyncClient, metadata_url: str, now: Callable[[], datetime]
    ) -> None:
        self._http = http
        self._metadata_url = metadata_url
        self._now = now
        self._keys: Mapping[str, SigningKey] = {}
        self._fetched: datetime | None = None
        self._asked: datetime | None = None
        self._lock = asyncio.Lock()

    async def warm(self) -> None:
        """Fetch the keys ahead of the first message; a failure is told and tried again later."""
        try:
            await self._fetch()
        except KeysUnavailableError as error:
            log.warning("teams.keys_unavailable reason=%s", error)

    async def find(self, key_id: str) -> SigningKey | None:
        """The key of this id; None when there is none such.

        Raises:
            KeysUnavailableError: there are no keys at all, so nobody can tell.
        """
        async with self._lock:
            if self._is_stale(key_id):
                await self._renew()
        return self._keys.get(key_id)

    def _is_stale(self, key_id: str) -> bool:
        now = self._now()
        old = self._fetched is None or now - self._fetched > KEPT
        asked_lately = self._asked is not None and now - self._asked < ASK_AGAIN
        if not self._keys:
            return True
        return (old or key_id not in self._keys) and not asked_lately

    async def _renew(self) -> None:
        self._asked = self._now()
        try:
            await self._fetch()
        except KeysUnavailableError:
            if not self._keys:
                raise

    async def _fetch(self) -> None:
        try:
            metadata = await self._json(self._metadata_url)
            listed = await self._json(str(metadata["jwks_uri"]))
            keys = {str(raw["kid"]): SigningKey(raw) for raw in listed["keys"] if _signs(raw)}
        except (httpx.HTTPError, ValueError, KeyError, TypeError, JoseError) as error:
            raise KeysUnavailableError(type(error).__name__) from None
        if not keys:
            raise KeysUnavailableError("no keys")
        self._keys, self._fetched = keys, self._now()

    async def _json(self, url: str) -> Any:
        response = await self._http.get(url)
        response.raise_for_status()
        return response.json()


def _signs(raw: Mapping[str, Any]) -> bool:
    return raw.get("kty") == "RSA" and raw.get("use", "sig") == "sig"
