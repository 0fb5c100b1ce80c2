"""Our side of the Bot Connector: a token of our own, and messages into a conversation.

Reference: Bot Connector REST API v3; throttling by 429 with Retry-After.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, TypeAlias
from urllib.parse import quote

import httpx

from actions.config import TeamsSettings
from channels.teams.activity import Place

SCOPE = "https://api.botframework.com/.default"
TRIES = 5
LONGEST_WAIT_S = 600.0
"""Who is told to wait longer than this gets no answer any more; a notice goes by the relay."""
FIRST_WAIT_S = 1.0
EARLY = timedelta(minutes=5)
"""A token is renewed this long before it ends."""
PASSING = frozenset({408, 412, 425, 429, 500, 502, 503, 504})
GONE = frozenset({403, 404})
"""The app was taken away, or the person left: nobody is there to be written to."""
REFUSED = frozenset({400, 413, 415, 422})

Json: TypeAlias = Mapping[str, Any]
log = logging.getLogger("nietpluis.teams")


class ConnectorError(Exception):
    """A message did not arrive.

    `gone` means that nobody is there any more, `refused` that this message will never be taken.
    """

    def __init__(self, reason: str, *, gone: bool = False, refused: bool = False) -> None:
        super().__init__(reason)
        self.gone = gone
        self.refused = refused


@dataclass(slots=True)
class _Token:
    value: str
    until: datetime


class Connector:
    """Sends; obeys throttling, and tries again what may pass. `sleep` takes seconds."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        settings: TeamsSettings,
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._http = http
        self._settings = settings
        self._now = now
        self._sleep = sleep
        self._token: _Token | None = None
        self._asking = asyncio.Lock()
        self._quiet_until = now()

    async def send(self, place: Place, activity: Json, *, tries: int = TRIES) -> None:
        """Put an activity into a conversation; raises ConnectorError.

        With one try nothing is waited for, and nothing is sent while the service asks for quiet.
        """
        path = f"/v3/conversations/{quote(place.conversation, safe='')}/activities"
        sender = {"from": {"id": place.bot}} if place.bot else {}
        await self._post(place, path, {**sender, **activity}, tries)

    async def open_personal(self, place: Place, sender: str) -> Place:
        """The personal chat with somebody who wrote elsewhere; raises ConnectorError."""
        body = {
            "bot": {"id": place.bot},
            "members": [{"id": sender}],
            "isGroup": False,
            "tenantId": place.tenant,
            "channelData": {"tenant": {"id": place.tenant}},
        }
        opened = await self._post(place, "/v3/conversations", body)
        conversation = opened.get("id")
        if not isinstance(conversation, str) or not conversation:
            raise ConnectorError("no conversation")
        return Place(place.service_url, conversation, place.tenant, place.bot)

    async def _post(self, place: Place, path: str, body: Json, tries: int = TRIES) -> Json:
        for tried in range(1, tries + 1):
            await self._wait_for_quiet(patient=tries > 1)
            response = await self._once(f"{place.service_url}{path}", body)
            if response is not None and response.is_success:
                return _json(response)
            if response is not None and response.status_code not in PASSING:
                raise self._final(response)
            self._be_quiet(response, tried)
        raise ConnectorError("unreachable" if response is None else f"http {response.status_code}")

    async def _wait_for_quiet(self, *, patient: bool) -> None:
        seconds = (self._quiet_until - self._now()).total_seconds()
        if seconds <= 0:
            return
        if not patient or seconds > LONGEST_WAIT_S:
            raise ConnectorError("throttled")
        await self._sleep(seconds)

    def _be_quiet(self, response: httpx.Response | None, tried: int) -> None:
        """Until when: what the service asks, else doubling."""
        asked = response.headers.get("retry-after", "") if response is not None else ""
        seconds = _seconds(asked, self._now())
        wait = FIRST_WAIT_S * 2 ** (tried - 1) if seconds is None else seconds
        self._quiet_until = max(self._quiet_until, self._now() + timedelta(seconds=wait))

    async def _once(self, url: str, body: Json) -> httpx.Response | None:
        headers = await self._headers()
        try:
            # A redirect would carry our token to an address that no gate has looked at.
            return await self._http.post(url, json=body, headers=headers, follow_redirects=False)
        except httpx.HTTPError as error:
            log.warning("teams.not_sent reason=%s", type(error).__name__)
            return None

    def _final(self, response: httpx.Response) -> ConnectorError:
        if response.status_code == httpx.codes.UNAUTHORIZED:
            self._token = None
        code = response.status_code
        log.warning("teams.refused status=%d", code)
        return ConnectorError(f"http {code}", gone=code in GONE, refused=code in REFUSED)

    async def _headers(self) -> dict[str, str]:
        if self._settings.unauthenticated:
            return {}
        async with self._asking:
            if self._token is None or self._token.until <= self._now():
                self._token = await self._fetch_token()
        return {"Authorization": f"Bearer {self._token.value}"}

    async def _fetch_token(self) -> _Token:
        settings = self._settings
        form = {
            "grant_type": "client_credentials",
            "client_id": settings.app_id,
            "client_secret": settings.secret,
            "scope": SCOPE,
        }
        url = f"{settings.login_url}/{settings.tenant}/oauth2/v2.0/token"
        try:
            response = await self._http.post(url, data=form)
            response.raise_for_status()
            found = response.json()
            span = timedelta(seconds=int(found["expires_in"]))
            return _Token(str(found["access_token"]), self._now() + span - EARLY)
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            raise ConnectorError(f"token {type(error).__name__}") from None


def _seconds(asked: str, now: datetime) -> float | None:
    if asked.strip().isdecimal():
        return float(asked)
    try:
        return max(0.0, (parsedate_to_datetime(asked) - now).total_seconds())
    except (ValueError, TypeError):
        return None


def _json(response: httpx.Response) -> Json:
    try:
        found = response.json()
    except ValueError:
        return {}
    return found if isinstance(found, Mapping) else {}
