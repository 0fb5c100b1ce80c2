"""What the gateway remembers of an open conversation, encrypted, until it expires."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from actions.domain.codes import Channel, Language
from channels.crypto import Sealer, UnsealError
from channels.messages import Button, Inbound, Outbound
from channels.picks import picks

OPEN_TERM = timedelta(hours=24)
"""How long a conversation that nobody closed is kept."""
CLOSED_TERM = timedelta(minutes=30)
"""How long the last lines stay to be read again after the conversation has ended."""
OFFER_DEPTH = 5
"""Buttons of this many messages back still work."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the conversation as it is shown; `message_id` only on a person's line."""

    who: str
    text: str
    message_id: str | None = None
    buttons: tuple[Button, ...] = ()
    custom: Mapping[str, Any] | None = None

    def as_outbound(self) -> Outbound:
        """A bot's line as the message it was."""
        return Outbound(self.text, self.buttons, self.custom or {})


@dataclass(frozen=True, slots=True)
class Conversation:
    """State of one sender: which case, what was offered, what was said.

    `counter` goes up after each case; `offered` holds the payloads of the last few messages.
    `thread` names the history that the lines are numbered in, empty before the first of them;
    `before` counts the lines that were in it before these. `unanswered` is the metadata of the
    last line, when that is a person's whose answer is still to come.
    """

    counter: int
    offered: tuple[tuple[str, ...], ...] = ()
    language: Language = Language.NL
    lines: tuple[Line, ...] = ()
    closed: bool = False
    thread: str = ""
    before: int = 0
    unanswered: Mapping[str, str] | None = None

    def offers(self, payload: str) -> bool:
        """Whether the bot itself lately offered exactly this payload."""
        return any(payload in payloads for payloads in self.offered)

    def heard(self, inbound: Inbound) -> "Conversation":
        """The conversation with the person's line added; a closed one starts afresh."""
        case = replace(self, closed=False, language=inbound.language or self.language)
        if self.closed:
            case = replace(case, lines=(), before=self.last)
        if not inbound.keep_history:
            return case
        line = Line("person", inbound.text, inbound.message_id)
        return replace(
            case,
            thread=self.thread or f"{self.counter:x}",
            lines=(*case.lines, line),
            unanswered={**inbound.metadata, "channel": inbound.channel.value},
        )

    @property
    def last(self) -> int:
        """Number of the last line; zero before the first."""
        return self.before + len(self.lines)

    @property
    def message_ids(self) -> tuple[str, ...]:
        """The clients' ids of the messages in it."""
        return tuple(line.message_id for line in self.lines if line.message_id)

    def numbered(self, after: int = 0) -> tuple["Numbered", ...]:
        """The lines with a higher number than `after`."""
        every = enumerate(self.lines, self.before + 1)
        return tuple(Numbered(number, line) for number, line in every if number > after)

    def waiting(self, sender: str) -> Inbound | None:
        """The message whose answer is still to come, as it came in."""
        if self.unanswered is None or not self.lines:
            return None
        metadata = {key: value for key, value in self.unanswered.items() if key != "channel"}
        channel = Channel(self.unanswered["channel"])
        line = self.lines[-1]
        return Inbound(sender, line.text, channel, metadata, line.message_id, keep_history=True)

    def said(self, answers: Sequence[Outbound]) -> "Conversation":
        """The conversation after the bot's answers; an outcome ends the case."""
        closed = any("outcome" in answer.custom for answer in answers)
        return replace(
            self,
            counter=self.counter + int(closed),
            offered=(*self.offered, *(_payloads(a) for a in answers))[-OFFER_DEPTH:],
            language=_language(answers) or self.language,
            closed=closed,
        )

    def shown(self, answers: Sequence[Outbound]) -> "Conversation":
        """The conversation with these answers kept for being shown again."""
        lines = (Line("bot", a.text, None, a.buttons, a.custom) for a in answers)
        return replace(self, lines=(*self.lines, *lines), unanswered=None)

    def answers_to(self, message_id: str) -> list[Outbound] | None:
        """What was answered to this message when it came before; None when it is new."""
        ids = [line.message_id for line in self.lines]
        if message_id not in ids:
            return None
        answers = []
        for line in self.lines[ids.index(message_id) + 1 :]:
            if line.who == "person":
                break
            answers.append(line.as_outbound())
        return answers


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line with its place in the history, counted from one."""

    number: int
    line: Line


class ConversationStore:
    """Keeps each sender's conversation, sealed; forgets it at the end of its term."""

    def __init__(self, connection: sqlite3.Connection, sealer: Sealer) -> None:
        self._connection = connection
        self._sealer = sealer

    def load(self, sender: str, now: datetime) -> Conversation:
        """The sender's conversation, or a new one with a counter that was never used before."""
        row = self._connection.execute(
            "SELECT sealed FROM conversation WHERE sender = ? AND expires_at > ?",
            (sender, now.timestamp()),
        ).fetchone()
        if row is not None:
            try:
                return _read(self._sealer.unseal(row[0], sender))
            except UnsealError:
                self.forget(sender)
        # Microseconds since the epoch: later than any counter this sender had before.
        return Conversation(counter=int(now.timestamp() * 1_000_000))

    def save(self, sender: str, conversation: Conversation, now: datetime) -> None:
        """Keep the state, and drop what is past its term."""
        expires_at = now + (CLOSED_TERM if conversation.closed else OPEN_TERM)
        sealed = self._sealer.seal(json.dumps(asdict(conversation)).encode(), sender)
        self._connection.execute(
            "INSERT OR REPLACE INTO conversation VALUES (?, ?, ?)",
            (sender, sealed, expires_at.timestamp()),
        )
        self._connection.execute(
            "DELETE FROM conversation WHERE expires_at <= ?", (now.timestamp(),)
        )

    def retire(self, sender: str, ended: Conversation, now: datetime) -> None:
        """Keep the lines of a case that has ended a while, for who has not seen them yet."""
        if ended.lines:
            # The numbers make it a row of its own, that sorts by the order of the cases.
            self.save(f"{sender}/{ended.before:09d}", ended, now)

    def retired(self, sender: str, now: datetime) -> list[Conversation]:
        """Cases of this sender that ended lately, oldest first."""
        rows = self._connection.execute(
            # "0" is the character after "/".
            "SELECT sender, sealed FROM conversation"
            " WHERE sender > ? AND sender < ? AND expires_at > ? ORDER BY sender",
            (f"{sender}/", f"{sender}0", now.timestamp()),
        ).fetchall()
        return [_read(self._sealer.unseal(sealed, row)) for row, sealed in rows]

    def remember(self, sender: str, messages: Iterable[str], now: datetime) -> None:
        """Know these messages again for a day, when their lines are gone."""
        expires_at = (now + OPEN_TERM).timestamp()
        self._connection.executemany(
            "INSERT OR REPLACE INTO heard VALUES (?, ?, ?)",
            [(sender, message, expires_at) for message in messages],
        )

    def remembers(self, sender: str, message: str, now: datetime) -> bool:
        """Whether this message came before and its line is gone."""
        row = self._connection.execute(
            "SELECT 1 FROM heard WHERE sender = ? AND message = ? AND expires_at > ?",
            (sender, message, now.timestamp()),
        ).fetchone()
        return row is not None

    def forget(self, sender: str) -> None:
        """Drop everything that was said in this sender's conversation."""
        self._connection.execute(
            "DELETE FROM conversation WHERE sender = ? OR (sender > ? AND sender < ?)",
            (sender, f"{sender}/", f"{sender}0"),
        )


def _payloads(answer: Outbound) -> tuple[str, ...]:
    """What the buttons send, the lines of a summary that can be changed, and a list of ticks."""
    lines = answer.custom.get("summary") or ()
    changes = (str(line["payload"]) for line in lines if "payload" in line)
    buttons = (button.payload for button in answer.buttons)
    return (*buttons, *changes, *picks(answer.custom))


def _language(answers: Sequence[Outbound]) -> Language | None:
    spoken = [a.custom["language"] for a in answers if a.custom.get("language") in set(Language)]
    return Language(spoken[-1]) if spoken else None


def _read(plain: bytes) -> Conversation:
    raw = json.loads(plain)
    return Conversation(
        counter=raw["counter"],
        offered=tuple(tuple(payloads) for payloads in raw["offered"]),
        language=Language(raw["language"]),
        lines=tuple(_read_line(line) for line in raw["lines"]),
        closed=raw["closed"],
        thread=raw.get("thread", ""),
        before=raw.get("before", 0),
        unanswered=raw.get("unanswered"),
    )


def _read_line(raw: Mapping[str, Any]) -> Line:
    buttons = tuple(Button(b["title"], b["payload"]) for b in raw["buttons"])
    return Line(raw["who"], raw["text"], raw["message_id"], buttons, raw["custom"])
