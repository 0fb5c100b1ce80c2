"""Sign-in as one thing: cookies, sessions and the provider behind it."""

import asyncio
import logging
import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import Response

from actions.config import Settings, SettingsError
from actions.domain.directory import Directory
from channels.crypto import Keys, Sealer
from channels.database import open_database
from channels.ratelimit import RateLimit
from channels.sign_in.person import RefusedError, person_of
from channels.sign_in.provider import Flow, Provider
from channels.sign_in.read_file import read_sign_in
from channels.sign_in.settings import SignInSettings
from channels.sign_in.store import ATTEMPT_TERM, Attempt, Session, SignInStore

BACK = "/aanmelden/terug"
SIGNED_OUT = "/afgemeld"
TRIES, TRIES_IN_ALL = 120, 3_000
"""Sign-ins begun or ended in five minutes: a town hall may have one address for everybody."""
SECRET_BYTES = 32
SWEEP_S = 600.0

log = logging.getLogger("nietpluis.sign_in")


@dataclass(frozen=True, slots=True)
class SignIn:
    """`public` is the address of ours that browsers use; `new_secret` gives what none can guess."""

    settings: SignInSettings
    provider: Provider
    store: SignInStore
    limit: RateLimit
    public: str
    now: Callable[[], datetime]
    new_secret: Callable[[], str]

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach us over TLS; on loopback they may do without."""
        return self.public.startswith("https://")

    @property
    def cookie(self) -> str:
        """Name of the session's cookie. `__Host-` lets no other host or path set it."""
        return "__Host-nietpluis" if self.is_secure else "nietpluis_session"

    @property
    def attempt_cookie(self) -> str:
        """Name of the cookie that ties an answer of the provider to the browser that asked."""
        return f"{self.cookie}-aanmelden"

    @property
    def origin(self) -> str:
        """Scheme and host of our own pages, as browsers name it."""
        parts = urlsplit(self.public)
        return f"{parts.scheme}://{parts.netloc}"

    def session(self, visitor: HTTPConnection) -> Session | None:
        """Whose session this browser holds, None for nobody's."""
        cookie = visitor.cookies.get(self.cookie, "")
        return self.store.find(cookie, self.now()) if cookie else None

    def session_of(self, account: str) -> Session | None:
        """The latest session of the account with this key at the provider, None without one."""
        return self.store.of_account(f"person:{account}", self.now())

    def touch(self, visitor: HTTPConnection, session: Session) -> None:
        """The person does something: the session lasts."""
        self.store.touch(visitor.cookies[self.cookie], session, self.now())

    async def leave(self, visitor: HTTPConnection, next_page: str, afresh: bool) -> Response:
        """Send the browser to the provider; raises RefusedError."""
        flow = Flow(self.new_secret(), self.new_secret(), self.new_secret())
        address = await self.provider.address(flow, afresh=afresh)
        # Several tabs may be on the way at once, so a browser keeps the cookie it has.
        browser = visitor.cookies.get(self.attempt_cookie) or self.new_secret()
        self.store.open_attempt(browser, Attempt(flow, next_page), self.now())
        answer = _redirect(address)
        self._give(answer, self.attempt_cookie, browser, int(ATTEMPT_TERM.total_seconds()))
        return answer

    def returned(self, visitor: HTTPConnection, state: str) -> Attempt:
        """The sign-in that an answer of the provider belongs to; raises RefusedError."""
        browser = visitor.cookies.get(self.attempt_cookie, "")
        attempt = self.store.take_attempt(browser, state, self.now())
        if attempt is None:
            raise RefusedError("attempt")
        return attempt

    async def enter(self, visitor: HTTPConnection, attempt: Attempt, code: str) -> Response:
        """Begin a session for who this code stands for; raises RefusedError."""
        id_token, claims = await self.provider.exchange(code, attempt.flow)
        person = person_of(claims, self.settings.rules, self.settings.provider.subject)
        # A new name at every sign-in: one that somebody else put in this browser opens nothing.
        self.store.end(visitor.cookies.get(self.cookie, ""))
        cookie, sid = self.new_secret(), claims.get("sid")
        self.store.begin(
            cookie,
            person,
            id_token,
            self.new_secret(),
            sid if isinstance(sid, str) else None,
            self.now(),
        )
        kind = "officer" if person.desks else "reporter"
        self.store.note("signed_in", person, kind, self.now())
        log.info("sign_in.done kind=%s", kind)
        answer = _redirect(attempt.next_page)
        self._give(answer, self.cookie, cookie, None)
        self._take(answer, self.attempt_cookie)
        return answer

    async def sign_out(self, visitor: HTTPConnection) -> str | None:
        """End this browser's session; where it signs out of the provider too, if it can."""
        session = self.session(visitor)
        if session is None:
            return None
        self.store.end(visitor.cookies[self.cookie])
        self.store.note("signed_out", session.person, "", self.now())
        return await self.provider.logout_address(session.id_token, f"{self.public}{SIGNED_OUT}")

    async def signed_out_there(self, logout_token: str) -> int:
        """End what the provider says has ended; how many sessions; raises RefusedError."""
        claims = await self.provider.logout_claims(logout_token)
        subject = claims.get(self.settings.provider.subject) or claims.get("sub")
        sid = claims.get("sid")
        if not isinstance(sid, str) and not isinstance(subject, str):
            raise RefusedError("token", "sub")
        # A session begun after the message was made is not meant: an old message ends nothing.
        made_at = datetime.fromtimestamp(claims["iat"], tz=self.now().tzinfo)
        ended = self.store.end_for(f"person:{subject}", sid, made_at)
        self.store.note("ended_by_provider", None, str(ended), self.now())
        return ended

    def refused(self, error: RefusedError) -> None:
        """Write down that somebody was not let in, and why."""
        log.warning("sign_in.refused code=%s reason=%s", error.code, error.reason)
        self.store.note("refused", None, f"{error.code} {error.reason}", self.now())

    def drop_cookie(self, answer: Response) -> None:
        """Take the session's cookie from the browser."""
        self._take(answer, self.cookie)

    async def sweep(self, pause_s: float = SWEEP_S) -> None:
        """Destroy what is past its term every so often, for as long as the gateway runs."""
        while True:
            try:
                self.store.sweep(self.now())
            except sqlite3.Error as error:
                log.error("sign_in.sweep_failed kind=%s", type(error).__name__)
            await asyncio.sleep(pause_s)

    def _give(self, answer: Response, name: str, value: str, seconds: int | None) -> None:
        answer.set_cookie(
            name, value, seconds, path="/", secure=self.is_secure, httponly=True, samesite="lax"
        )

    def _take(self, answer: Response, name: str) -> None:
        answer.delete_cookie(name, path="/", secure=self.is_secure, httponly=True, samesite="lax")


def open_sign_in(
    settings: Settings,
    directory: Directory,
    keys: Keys,
    database: Path,
    now: Callable[[], datetime],
) -> SignIn | None:
    """Sign-in as the settings say it, None where nobody signs in; raises SettingsError."""
    try:
        found = read_sign_in(settings, directory)
    except SettingsError as error:
        # Whoever reads the log of a start that failed finds the setting named in it.
        log.error("sign_in.setting_wrong %s", error)
        raise
    if found is None:
        return None
    sealer = Sealer(keys.derive("sign-in"))
    names = keys.derive("sign-in names")
    public = settings.public_url
    return SignIn(
        settings=found,
        provider=Provider(found.provider, found.secret, f"{public}{BACK}", now),
        store=SignInStore(open_database(database), sealer, names, found.terms),
        limit=RateLimit(TRIES, TRIES_IN_ALL, ATTEMPT_TERM / 2),
        public=public,
        now=now,
        new_secret=lambda: secrets.token_urlsafe(SECRET_BYTES),
    )


def _redirect(address: str) -> Response:
    # Written out: starlette's own would quote what the provider's address already quoted.
    return Response(status_code=303, headers={"location": address})
