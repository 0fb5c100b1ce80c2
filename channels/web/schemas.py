"""The forms in which messages come in by HTTP; what is longer or otherwise typed is refused."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictStr

from actions.domain.codes import Channel, Language, Role
from channels.messages import Inbound, clean

MAX_METADATA_CHARACTERS = 100
MAX_WAIT_SECONDS = 25.0
"""Longest that a request waits for news: shorter than the patience of any usual proxy."""
Sender = Annotated[StrictStr, Field(min_length=1, max_length=200)]


class WebhookMessage(BaseModel):
    """Rasa's REST form; keys that we do not know are left alone."""

    model_config = ConfigDict(extra="ignore")

    sender: Sender
    message: StrictStr
    metadata: dict[str, Any] | None = None

    def as_inbound(self) -> Inbound:
        """The message as the gateway takes it."""
        metadata = known_metadata(self.metadata or {})
        channel = Channel(metadata.pop("channel", Channel.REST.value))
        return Inbound(self.sender, self.message, channel, metadata)


class ChatMessage(BaseModel):
    """What the chat page sends; `id` lets it send the same message twice without harm."""

    model_config = ConfigDict(extra="forbid")

    id: Annotated[StrictStr, Field(min_length=1, max_length=64)]
    text: StrictStr
    metadata: dict[str, Any] = Field(default_factory=dict)

    def as_inbound(self, sender: str) -> Inbound:
        """The message as the gateway takes it, with its history kept for a reload."""
        metadata = known_metadata({**self.metadata, "channel": Channel.WEB.value})
        return Inbound(sender, self.text, Channel.WEB, metadata, self.id, keep_history=True)


class SayFrame(ChatMessage):
    """A message over the socket."""

    type: Literal["say"]


class Place(BaseModel):
    """Where a page is in its conversation: what it saw last, of which thread.

    `conversation` tells several of one browser apart; `wait` is in seconds.
    """

    model_config = ConfigDict(extra="ignore")

    conversation: Annotated[str, Field(pattern=r"^[a-z0-9-]{0,40}$")] = ""
    thread: Annotated[str, Field(max_length=40)] = ""
    after: Annotated[int, Field(ge=0)] = 0
    wait: Annotated[float, Field(ge=0, le=MAX_WAIT_SECONDS)] = 0


def known_metadata(raw: dict[str, Any]) -> dict[str, str]:
    """The entries that mean something to us; a wrong one is dropped, so that it is asked."""
    known: dict[str, str] = {}
    for key in ("role", "municipality", "organisation", "contact", "language", "channel"):
        value = raw.get(key)
        if isinstance(value, str) and _is_valid(key, value):
            known[key] = clean(value)
    return known


def _is_valid(key: str, value: str) -> bool:
    codes: dict[str, frozenset[str]] = {
        "role": frozenset(Role),
        "language": frozenset(Language),
        "channel": frozenset(Channel),
    }
    if key in codes:
        return value in codes[key]
    return 0 < len(clean(value)) <= MAX_METADATA_CHARACTERS
