"""A message from a door to the bot and back: in order, under a pseudonym, never lost."""

import logging
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from actions.domain.codes import Language
from channels.conversations import Conversation, ConversationStore
from channels.history import History, Past
from channels.identity import Pseudonyms
from channels.journal import Journal, Undelivered
from channels.locks import SenderLocks
from channels.messages import MAX_CHARACTERS, Inbound, Outbound, clean
from channels.rasa_client import RasaClient, RasaError, RasaFailedError
from channels.rooms import Rooms
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


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered; what is not `kept` stands in no history and is to be shown now."""

    answers: Sequence[Outbound]
    kept: bool = True


@dataclass(frozen=True, slots=True)
class ToRasa:
    """A message as it goes to Rasa; one that has a name may go twice and is heard once."""

    text: str
    metadata: dict[str, str]
    name: str | None


class Gateway:
    """Delivers messages to Rasa one at a time per sender, and keeps what did not arrive."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._locks = SenderLocks()
        self._rooms = Rooms()
        self._past = Past(parts.conversations, parts.pseudonyms, parts.now)

    @property
    def rooms(self) -> Rooms:
        """Who looks at which conversation, under the names of `Gateway.room`."""
        return self._rooms

    def room(self, sender: str) -> str:
        """The name under which this sender's conversation rings."""
        return self._parts.pseudonyms.sender(sender)

    async def handle(self, inbound: Inbound) -> list[Outbound]:
        """The answers to one message, at least one, whatever is broken behind the door."""
        return list((await self.take(inbound)).answers)

    async def take(self, inbound: Inbound) -> Reply:
        """The answers, and whether they stand in the history. A message that came before,
        also before a restart, is not passed on again.
        """
        message = replace(inbound, text=clean(inbound.text))
        key = self.room(message.sender)
        async with self._locks.hold(key):
            conversation = await self._finished(key, message.sender)
            repeated = self._past.answers(key, message, conversation)
            if repeated is not None:
                return Reply(repeated)
            unusable = self._unusable(message, conversation)
            if unusable is not None:
                return Reply([unusable], kept=False)
            return await self._converse(key, message, self._heard(key, message, conversation))

    async def finish(self, sender: str) -> None:
        """Get the answer that was still to come when the gateway stopped, if there is one."""
        key = self.room(sender)
        async with self._locks.hold(key):
            await self._finished(key, sender)

    def history(self, sender: str, thread: str = "", after: int = 0) -> History:
        """What was said so far; of the `thread` that is known, only what came `after`."""
        return self._past.history(self.room(sender), thread, after)

    async def forget(self, sender: str) -> None:
        """Drop the conversation and everything kept for it; the next message starts afresh."""
        key = self.room(sender)
        async with self._locks.hold(key):
            self._past.remember(key, sender, self._load(key))
            self._parts.conversations.forget(key)
            self._parts.journal.forget(key)
        self._rooms.ring(key)

    def _load(self, key: str) -> Conversation:
        return self._parts.conversations.load(key, self._parts.now())

    async def _finished(self, key: str, sender: str) -> Conversation:
        conversation = self._load(key)
        waiting = conversation.waiting(sender)
        if waiting is None:
            return conversation
        await self._converse(key, waiting, conversation)
        return self._load(key)

    def _heard(self, key: str, message: Inbound, conversation: Conversation) -> Conversation:
        """The conversation with this message in it, written down before anybody acts on it."""
        after = conversation.heard(message)
        if message.keep_history:
            if conversation.closed:
                self._past.retire(key, message.sender, conversation)
            self._save(key, after)
        return after

    def _unusable(self, message: Inbound, conversation: Conversation) -> Outbound | None:
        language = message.language or conversation.language
        if not as_text(message.text):
            return self._notice(language, EMPTY_MESSAGE)
        if len(message.text) > MAX_CHARACTERS:
            size = len(message.text)
            return self._notice(language, MESSAGE_TOO_LONG, size=size, limit=MAX_CHARACTERS)
        return None

    async def _converse(self, key: str, message: Inbound, conversation: Conversation) -> Reply:
        send = self._passed_on(message, conversation)
        exchange = Exchange(conversation)
        try:
            await self._replay(key, message.sender, exchange)
            fresh = await self._ask(message.sender, exchange.conversation, send)
        except RasaError as error:
            code = self._keep(key, send, error)
            fresh = [self._failure(message, exchange.conversation, code)]
        answers = [*exchange.earlier, *fresh]
        after = exchange.conversation.said(fresh)
        if message.keep_history:
            after = after.shown(answers)
        return Reply(answers, kept=self._save(key, after))

    def _passed_on(self, message: Inbound, conversation: Conversation) -> ToRasa:
        text = message.text if conversation.offers(message.text) else as_text(message.text)
        metadata = {**message.metadata, "channel": message.channel.value}
        name = None
        if message.message_id:
            name = self._parts.pseudonyms.message(message.sender, message.message_id)
        return ToRasa(text, metadata, name)

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
            again = ToRasa(item.text, item.metadata, item.name)
            answers = await self._ask(sender, conversation, again)
        except RasaFailedError:
            self._parts.journal.refused(item)
            raise
        self._parts.journal.delivered(item)
        return answers

    async def _ask(self, sender: str, conversation: Conversation, send: ToRasa) -> list[Outbound]:
        pseudonym = self._parts.pseudonyms.conversation(sender, conversation.counter)
        return await self._parts.rasa.send(pseudonym, send.text, send.metadata, send.name)

    def _keep(self, key: str, send: ToRasa, error: RasaError) -> str:
        """Write the message down; the code of what the person may be told about that."""
        log.warning("gateway.undelivered code=%s reason=%s", error.code, error)
        try:
            self._parts.journal.keep(key, send.text, send.metadata, self._parts.now(), send.name)
        except sqlite3.Error as failure:
            log.error("gateway.not_kept reason=%s", type(failure).__name__)
            return NOT_KEPT
        return error.code

    def _save(self, key: str, conversation: Conversation) -> bool:
        try:
            self._parts.conversations.save(key, conversation, self._parts.now())
        except sqlite3.Error as failure:
            # The answer itself is there and may be the word about 112: it goes out all the same.
            log.error("gateway.state_not_saved reason=%s", type(failure).__name__)
            return False
        self._rooms.ring(key)
        return True

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
