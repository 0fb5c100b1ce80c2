"""What goes in and out of a door: a person's message, the bot's answers."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from actions.domain.codes import Channel, Language

MAX_CHARACTERS = 5_000
"""Longest message that is passed on: about two pages, more than anybody types at a counter."""

_KEPT_CONTROLS = frozenset("\n\t")
# Cc control, Cs lone surrogate (cannot be written as UTF-8), Co private use.
_DROPPED_CATEGORIES = frozenset({"Cc", "Cs", "Co"})
# Direction overrides and isolates can make a text read otherwise than it is stored.
_BIDI = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message as a door received it; `sender` is the client's own id, never passed on.

    `message_id` is the client's id of this message, when it can send one twice;
    `keep_history` asks for the conversation to be shown again after a reload.
    """

    sender: str
    text: str
    channel: Channel
    metadata: Mapping[str, str] = field(default_factory=dict)
    message_id: str | None = None
    keep_history: bool = False

    @property
    def language(self) -> Language | None:
        """The language the client asked for, when it is one that we speak."""
        wanted = self.metadata.get("language", "")
        return Language(wanted) if wanted in set(Language) else None


@dataclass(frozen=True, slots=True)
class Button:
    """A suggested answer: what the person reads and what is sent for it."""

    title: str
    payload: str


@dataclass(frozen=True, slots=True)
class Outbound:
    """One message to the person; `custom` is contract 2's structured part."""

    text: str
    buttons: tuple[Button, ...] = ()
    custom: Mapping[str, Any] = field(default_factory=dict)

    def as_rasa(self, recipient: str) -> dict[str, Any]:
        """Rasa's REST form, addressed to the sender as the client named itself."""
        message: dict[str, Any] = {"recipient_id": recipient, "text": self.text}
        if self.buttons:
            message["buttons"] = [{"title": b.title, "payload": b.payload} for b in self.buttons]
        if self.custom:
            message["custom"] = dict(self.custom)
        return message


def read_outbound(raw: Mapping[str, Any]) -> Outbound:
    """An answer in Rasa's REST form; what has the wrong shape in it is left out."""
    custom = raw.get("custom")
    return Outbound(
        text=str(raw.get("text") or ""),
        buttons=_read_buttons(raw.get("buttons")),
        custom=dict(custom) if isinstance(custom, Mapping) else {},
    )


def clean(text: str) -> str:
    """The text without control characters, lone surrogates and outer white space."""
    return "".join(c for c in text if _is_kept(c)).strip()


def _is_kept(character: str) -> bool:
    if character in _KEPT_CONTROLS:
        return True
    return character not in _BIDI and unicodedata.category(character) not in _DROPPED_CATEGORIES


def _read_buttons(raw: object) -> tuple[Button, ...]:
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        return ()
    return tuple(
        Button(str(item["title"]), str(item["payload"]))
        for item in raw
        if isinstance(item, Mapping) and "title" in item and "payload" in item
    )
