"""A message from a door to the bot and back: in order, under a pseudonym, never lost."""

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from actions.domain.codes import Language
from channels.conversations import Conversation, ConversationStore
from channels.identity import Pseudonyms
from channels.journal import Journal, Undelivered
from channels.locks import SenderLocks
from channels.messages import MAX_CHARACTERS, Inbound, Outbound, clean
from channels.rasa_client import RasaClient, RasaError, RasaFailedError
from channels.texts import Texts

IMPORTANT = frozenset({"urgent_notice", "handoff", "outcome"})
"""Parts of an answer that the person must see even when later messages have followed."""

EMPTY_MESSAGE = "empty_message"
MESSAGE_TOO_LONG = "message_too_long"
NOT_KEPT = "not_kept"

log = logging.getLogger("nietpluis.gateway")


class PhoneBook(Protocol):
    """Finds the telephone number to call when the bot cannot answer."""

    def __call__(self, municipality: str | None, language: Language) -> str:
        """Name and number of who answers now for that municipality, else for everybody."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """What the gateway is built from; `now` returns an aware time."""

    rasa: RasaClient
    conversations: ConversationStore
    journal: Journal
    pseudonyms: Pseudonyms
    texts: Texts
    phone: PhoneBook
    now: Callable[[], datetime]


class Gateway:
    """Delivers messages to Rasa one at a time per sender, and keeps what did not arrive."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._locks = SenderLocks()

    async def handle(self, inbound: Inbound) -> list[Outbound]:
        """The answers to one message, at least one, whatever is broken behind the door."""
        message = replace(inbound, text=clean(inbound.text))
        key = self._parts.pseudonyms.sender(message.sender)
        async with self._locks.hold(key):
            conversation = self._parts.conversations.load(key, self._parts.now())
            repeated = conversation.answers_to(message.message_id) if message.message_id else None
            if repeated:
                return repeated
            unusable = self._unusable(message, conversation)
            if unusable is not None:
                return [unusable]
            return await self._converse(key, message, conversation.heard(message))

    def history(self, sender: str) -> Conversation:
        """What was said so far, for showing it again after a reload."""
        key = self._parts.pseudonyms.sender(sender)
        return self._parts.conversations.load(key, self._parts.now())

    async def forget(self, sender: str) -> None:
        """Drop the conversation and everything kept for it; the next message starts afresh."""
        key = self._parts.pseudonyms.sender(sender)
        async with self._locks.hold(key):
            self._parts.conversations.forget(key)
            self._parts.journal.forget(key)

    def _unusable(self, message: Inbound, conversation: Conversation) -> Outbound | None:
        language = message.language or conversation.language
        if not as_text(message.text):
            return self._notice(language, EMPTY_MESSAGE)
        if len(message.text) > MAX_CHARACTERS:
            size = len(message.text)
            return self._notice(language, MESSAGE_TOO_LONG, size=size, limit=MAX_CHARACTERS)
        return None

    async def _converse(
        self, key: str, message: Inbound, conversation: Conversation
    ) -> list[Outbound]:
        text = message.text if conversation.offers(message.text) else as_text(message.text)
        metadata = {**message.metadata, "channel": message.channel.value}
        exchange = Exchange(conversation)
        try:
            await self._replay(key, message.sender, exchange)
            fresh = await self._ask(message.sender, exchange.conversation, text, metadata)
        except RasaError as error:
            code = self._keep(key, text, metadata, error)
            fresh = [self._failure(message, exchange.conversation, code)]
        answers = [*exchange.earlier, *fresh]
        after = exchange.conversation.said(fresh)
        if message.keep_history:
            after = after.shown(answers)
        self._save(key, after)
        return answers

    async def _replay(self, key: str, sender: str, exchange: "Exchange") -> None:
        """Deliver what was kept; of its answers only what the person must see is passed on."""
        try:
            for item in self._parts.journal.pending(key, self._parts.now()):
                answers = await self._redeliver(sender, exchange.conversation, item)
                exchange.earlier.extend(a for a in answers if IMPORTANT & set(a.custom))
                exchange.conversation = exchange.conversation.said(answers)
        except sqlite3.Error as failure:
            # A full disk must not stand between this message and its answer.
            log.error("gateway.not_replayed reason=%s", type(failure).__name__)

    async def _redeliver(
        self, sender: str, conversation: Conversation, item: Undelivered
    ) -> list[Outbound]:
        try:
            answers = await self._ask(sender, conversation, item.text, item.metadata)
        except RasaFailedError:
            self._parts.journal.refused(item)
            raise
        self._parts.journal.delivered(item)
        return answers

    async def _ask(
        self, sender: str, conversation: Conversation, text: str, metadata: dict[str, str]
    ) -> list[Outbound]:
        pseudonym = self._parts.pseudonyms.conversation(sender, conversation.counter)
        return await self._parts.rasa.send(pseudonym, text, metadata)

    def _keep(self, key: str, text: str, metadata: dict[str, str], error: RasaError) -> str:
        """Write the message down; the code of what the person may be told about that."""
        log.warning("gateway.undelivered code=%s reason=%s", error.code, error)
        try:
            self._parts.journal.keep(key, text, metadata, self._parts.now())
        except sqlite3.Error as failure:
            log.error("gateway.not_kept reason=%s", type(failure).__name__)
            return NOT_KEPT
        return error.code

    def _save(self, key: str, conversation: Conversation) -> None:
        try:
            self._parts.conversations.save(key, conversation, self._parts.now())
        except sqlite3.Error as failure:
            # The answer itself is there and may be the word about 112: it goes out all the same.
            log.error("gateway.state_not_saved reason=%s", type(failure).__name__)

    def _failure(self, message: Inbound, conversation: Conversation, code: str) -> Outbound:
        language = conversation.language
        phone = self._parts.phone(message.metadata.get("municipality"), language)
        return self._notice(language, code, phone=phone)

    def _notice(self, language: Language, code: str, **values: object) -> Outbound:
        text = self._parts.texts.say(language, f"gateway.{code}", **values)
        return Outbound(text, custom={"error": code, "language": language.value})


@dataclass(slots=True)
class Exchange:
    """One turn under way: the state so far, and earlier answers the person must still see."""

    conversation: Conversation
    earlier: list[Outbound] = field(default_factory=list)


def as_text(message: str) -> str:
    """The message, quoted where Rasa would read it as a command (`/restart`)."""
    if not message.startswith("/"):
        return message
    return f"'{message}" if message.strip("/ \t\n") else ""
