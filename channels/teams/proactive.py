"""Notices from the outbox as cards: to officers of a desk, and to reporters who asked for it.

The relay brings each notice over loopback, signed, and again until it is taken.
"""

import hashlib
import hmac
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from actions.config import TeamsSettings
from actions.domain.codes import Language, Urgency
from actions.domain.directory import deputy_key
from actions.domain.events import TO_DEPUTY, TO_REPORTER, NoticeKind
from actions.teams import notice_secret
from channels.teams.cards import Json, Words, button, card_message, heading, link, paragraph, rows
from channels.teams.connector import ConnectorError
from channels.teams.personal import Desk

OLDEST_SECONDS = 300
WAITING = frozenset(
    {
        NoticeKind.NEW_SIGNAL,
        NoticeKind.DEPUTY,
        NoticeKind.REGIONAL_TEAM,
        NoticeKind.HANDED_OVER,
    }
)
"""Notices of a signal that somebody must accept."""

log = logging.getLogger("nietpluis.teams")


class NoticeRefusedError(Exception):
    """The request does not come from our relay, or is no notice."""


class NotYetError(Exception):
    """Somebody could not be reached now; the notice should come again."""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as it came in: all that may be shown of a signal."""

    key: str
    kind: NoticeKind
    desk: str
    reference: str
    urgency: Urgency
    link: str
    language: Language = Language.NL


def read_notice(
    body: bytes, headers: Mapping[str, str], settings: TeamsSettings, now: datetime
) -> Told:
    """The notice of a request that our relay signed a moment ago; raises NoticeRefusedError."""
    moment = headers.get("x-nietpluis-timestamp", "")
    secret = notice_secret(settings).encode()
    expected = hmac.new(secret, moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    given = headers.get("x-nietpluis-signature", "")
    if not hmac.compare_digest(expected.encode(), given.encode()) or not moment.isdecimal():
        raise NoticeRefusedError("signature")
    if abs(now.timestamp() - int(moment)) > OLDEST_SECONDS:
        raise NoticeRefusedError("age")
    try:
        raw: Mapping[str, Any] = json.loads(body)
        return Told(
            str(raw["key"]),
            NoticeKind(raw["kind"]),
            str(raw["desk"]),
            str(raw["reference"]),
            Urgency(raw["urgency"]),
            str(raw["link"]),
            Language(raw.get("language", Language.NL)),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise NoticeRefusedError(type(error).__name__) from None


class Notices:
    """Gives every notice to whom it is for, each of them once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def deliver(self, told: Told) -> int:
        """How many people have it now; raises NotYetError when one of them could not be reached."""
        people = self._reporters(told) if told.kind in TO_REPORTER else self._officers(told)
        failed = 0
        for person in people:
            failed += not await self._give(person, told)
        log.info("teams.notice kind=%s people=%d failed=%d", told.kind, len(people), failed)
        if failed:
            raise NotYetError
        if told.kind is NoticeKind.REPORTER_CLOSED:
            self._desk.store.unfollow(told.reference)
        return len(people)

    def _reporters(self, told: Told) -> list[str]:
        return self._desk.store.followers(told.reference)

    def _officers(self, told: Told) -> list[str]:
        wanted = self._keys(told)
        find = self._desk.people.find
        return [p for p, chat in self._desk.store.chats() if find(chat.user).desks & wanted]

    def _keys(self, told: Told) -> frozenset[str]:
        desk = self._desk.services.directory().desk(told.desk)
        if told.kind not in TO_DEPUTY or desk is None or desk.deputy is None:
            return frozenset({told.desk})
        return frozenset({deputy_key(desk.key), *([desk.deputy.desk] if desk.deputy.desk else ())})

    async def _give(self, person: str, told: Told) -> bool:
        """Whether this person has the notice, or is gone and needs none."""
        store = self._desk.store
        chat = store.chat(person)
        if chat is None or store.was_sent(told.key, person):
            return True
        here = self._desk.officers is not None
        card = notice_card(told, self._desk.words(told.language), may_accept=here)
        try:
            await self._desk.connector.send(chat.place, card, tries=1)
        except ConnectorError as error:
            if error.gone:
                store.forget_conversation(chat.place.conversation)
            return error.gone
        store.sent(told.key, person)
        return True


def notice_card(told: Told, words: Words, *, may_accept: bool) -> Json:
    """Reference, urgency and a link; a reporter's names no urgency, since others may look on.

    With `may_accept` who is signed in can accept a signal that waits for it.
    """
    accepts = may_accept and told.kind in WAITING
    to_reporter = told.kind in TO_REPORTER
    title = words(f"notice_{told.kind}")
    lines = [words("reference", reference=told.reference)]
    if not to_reporter:
        urgency = words.texts.say(words.language, f"codes.urgency_{told.urgency}")
        first = words("accept_here" if accepts else "sign_in_first")
        lines += [words("urgency", urgency=urgency), first]
    buttons = [link(words("follow_up" if to_reporter else "open_inbox"), told.link)]
    if accepts:
        signal_id = told.link.rsplit("/", 1)[-1]
        buttons.insert(0, button(words("accept"), {"accept": signal_id}))
    body = [heading(title), *(paragraph(line) for line in lines), *rows(buttons)]
    return card_message(body, "\n".join([title, *lines, told.link]), words)
