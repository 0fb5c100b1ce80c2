"""The OpenID provider: asked where it is, for a code, for tokens, for its keys."""

import logging
import ssl
from collections.abc import Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from channels.sign_in.id_token import UnknownKeyError, read_id_token, read_logout_token
from channels.sign_in.open_doors import is_loopback
from channels.sign_in.person import RefusedError
from channels.sign_in.settings import ProviderSettings

WELL_KNOWN = "/.well-known/openid-configuration"
FRESH = timedelta(hours=1)
"""How long its description and keys are used before they are asked again."""
SOONEST = timedelta(seconds=10)
"""Keys are not asked again sooner, however many tokens name a key that we do not have."""
ASK_SECONDS = 10.0
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")

log = logging.getLogger("nietpluis.sign_in")


@dataclass(frozen=True, slots=True)
class Flow:
    """The secrets of one sign-in under way."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the provider said, and when."""

    description: Mapping[str, Any]
    keys: KeySet
    at: datetime


class Provider:
    """One client at one provider; `transport` is for a network of one's own."""

    def __init__(
        self,
        settings: ProviderSettings,
        secret: str,
        redirect_uri: str,
        now: Callable[[], datetime],
    ) -> None:
        self._settings = settings
        self._secret = secret
        self._redirect_uri = redirect_uri
        self._now = now
        self._found: Found | None = None
        self._trust = _trusted(settings)

    async def address(self, flow: Flow, *, afresh: bool) -> str:
        """Where the browser goes to sign in; `afresh` asks for the password again."""
        found = await self._find()
        more = {"prompt": "login"} if afresh else {}
        async with self._client() as client:
            address, _ = client.create_authorization_url(
                found.description["authorization_endpoint"],
                state=flow.state,
                code_verifier=flow.verifier,
                nonce=flow.nonce,
                **more,
            )
        return str(address)

    async def check(self) -> int:
        """Ask who it is; how many keys it signs with; raises RefusedError."""
        return len((await self._find()).keys.keys)

    async def check_sender(self, issuer: str) -> None:
        """Refuse an answer that another provider gave (RFC 9207)."""
        found = await self._find()
        said = found.description.get("authorization_response_iss_parameter_supported") is True
        if (issuer or said) and issuer != found.description["issuer"]:
            raise RefusedError("token", "iss_parameter")

    async def exchange(self, code: str, flow: Flow) -> tuple[str, dict[str, Any]]:
        """The ID token for this code, as it stands and its checked claims; raises RefusedError."""
        found = await self._find()
        async with self._client() as client:
            try:
                tokens = await client.fetch_token(
                    found.description["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=flow.verifier,
                    redirect_uri=self._redirect_uri,
                )
            except AuthlibBaseError as error:
                raise RefusedError("provider_refused", _code(error.error)) from None
            except (httpx2.HTTPError, ValueError) as error:
                raise RefusedError("provider_down", type(error).__name__) from None
        raw, access_token = tokens.get("id_token"), tokens.get("access_token")
        if not isinstance(raw, str):
            raise RefusedError("token", "id_token")
        claims = await self._with_keys(
            lambda keys: read_id_token(
                raw, keys, self._settings.expected, flow.nonce, access_token, self._now()
            )
        )
        return raw, claims

    async def logout_claims(self, raw: str) -> dict[str, Any]:
        """What a back-channel message of signing out says; raises RefusedError."""
        expected = self._settings.expected
        return await self._with_keys(
            lambda keys: read_logout_token(raw, keys, expected, self._now())
        )

    async def logout_address(self, id_token: str, back: str) -> str | None:
        """Where the browser signs out of the provider too; None where it has no such page."""
        try:
            end = (await self._find()).description.get("end_session_endpoint")
        except RefusedError:
            return None
        if not isinstance(end, str):
            return None
        query = {
            "id_token_hint": id_token,
            "client_id": self._settings.expected.client_id,
            "post_logout_redirect_uri": back,
        }
        return f"{end}{'&' if '?' in end else '?'}{urlencode(query)}"

    async def _with_keys(self, read: Callable[[KeySet], dict[str, Any]]) -> dict[str, Any]:
        """Read a token; once more with the provider's newest keys where its key is not ours."""
        found = await self._find()
        try:
            return read(found.keys)
        except UnknownKeyError:
            newer = await self._find(after=found)
        try:
            return read(newer.keys)
        except UnknownKeyError:
            raise RefusedError("token", "kid") from None

    async def _find(self, after: Found | None = None) -> Found:
        """Description and keys; asked again when they are old, or `after` has no use."""
        known, now = self._found, self._now()
        if known is not None:
            age = now - known.at
            if age < (SOONEST if known is after else FRESH):
                return known
        try:
            self._found = await self._ask(now)
        except (httpx2.HTTPError, JoseError, ValueError, KeyError, TypeError) as error:
            log.warning("sign_in.provider_down kind=%s", type(error).__name__)
            raise RefusedError("provider_down", type(error).__name__) from None
        return self._found

    async def _ask(self, now: datetime) -> Found:
        async with self._client() as client:
            description = await _json(client, f"{self._settings.address}{WELL_KNOWN}")
            if description["issuer"] != self._settings.expected.issuer:
                raise ValueError("issuer")
            for name in ENDPOINTS:
                self._check(description[name])
            if "end_session_endpoint" in description:
                self._check(description["end_session_endpoint"])
            keys = KeySet.import_key_set(await _json(client, description["jwks_uri"]))
        return Found(description, keys, now)

    def _check(self, address: str) -> None:
        # A provider asked over TLS never names an address without it.
        scheme = urlsplit(self._settings.address).scheme
        if urlsplit(address).scheme not in {"https", scheme}:
            raise ValueError("scheme")

    @asynccontextmanager
    async def _client(self) -> Any:
        near = is_loopback(urlsplit(self._settings.address).hostname or "")
        async with AsyncOAuth2Client(
            client_id=self._settings.expected.client_id,
            client_secret=self._secret,
            # In the body: in a header a secret would have to be quoted, which few get right.
            token_endpoint_auth_method="client_secret_post",  # noqa: S106  a name
            scope=" ".join(self._settings.scopes),
            redirect_uri=self._redirect_uri,
            code_challenge_method="S256",
            timeout=ASK_SECONDS,
            follow_redirects=False,
            # The town hall's way out may be a proxy named in the environment.
            trust_env=not near,
            verify=self._trust,
        ) as client:
            yield client


def _trusted(settings: ProviderSettings) -> ssl.SSLContext | bool:
    """Whose certificates are taken: read once, since that costs more than the question."""
    if not settings.address.startswith("https://"):
        return False
    return ssl.create_default_context(cafile=settings.ca_file)


async def _json(client: AsyncOAuth2Client, address: str) -> Any:
    answer = await client.request("GET", address, withhold_token=True)
    answer.raise_for_status()
    return answer.json()


def _code(error: object) -> str:
    # What comes from elsewhere is not written to a log unless it looks like a code.
    text = str(error)
    return text if text.isascii() and text.replace("_", "").isalnum() else "other"
