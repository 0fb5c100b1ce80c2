"""What was said before: shown again after a reload, resumed after a cut, known when it repeats."""

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from channels.conversations import Conversation, ConversationStore, Numbered
from channels.identity import Pseudonyms
from channels.messages import Inbound, Outbound

log = logging.getLogger("nietpluis.gateway")


@dataclass(frozen=True, slots=True)
class History:
    """Lines of one thread in order; `is_answering` while the last one's answer is to come."""

    thread: str
    lines: tuple[Numbered, ...]
    last: int
    is_answering: bool


class Past:
    """Reads what is kept of a conversation, and keeps names of messages whose lines go."""

    def __init__(
        self,
        conversations: ConversationStore,
        pseudonyms: Pseudonyms,
        now: Callable[[], datetime],
    ) -> None:
        self._conversations = conversations
        self._pseudonyms = pseudonyms
        self._now = now

    def history(self, key: str, thread: str, after: int) -> History:
        """The present case; who knows this `thread` gets all of it that came `after`."""
        conversation = self._conversations.load(key, self._now())
        resumes = bool(thread) and thread == conversation.thread
        lines = conversation.numbered(after if resumes else 0)
        if resumes:
            ended = self._conversations.retired(key, self._now())
            lines = (*(n for case in ended for n in case.numbered(after)), *lines)
        waits = conversation.unanswered is not None
        return History(conversation.thread, lines, conversation.last, waits)

    def answers(
        self, key: str, message: Inbound, conversation: Conversation
    ) -> list[Outbound] | None:
        """What was answered when this message came before; None when it is new."""
        if not message.message_id:
            return None
        for case in (conversation, *self._conversations.retired(key, self._now())):
            answers = case.answers_to(message.message_id)
            if answers is not None:
                return answers
        name = self._pseudonyms.message(message.sender, message.message_id)
        return [] if self._conversations.remembers(key, name, self._now()) else None

    def retire(self, key: str, sender: str, ended: Conversation) -> None:
        """Set the lines of a case that has ended apart, before the next one begins."""
        try:
            self._conversations.retire(key, ended, self._now())
            self.remember(key, sender, ended)
        except sqlite3.Error as failure:
            # What follows may be the word about 112: it goes on all the same.
            log.error("gateway.state_not_saved reason=%s", type(failure).__name__)

    def remember(self, key: str, sender: str, conversation: Conversation) -> None:
        """Know the messages of this conversation again when its lines are gone."""
        names = [self._pseudonyms.message(sender, one) for one in conversation.message_ids]
        self._conversations.remember(key, names, self._now())
