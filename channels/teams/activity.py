"""One activity of the Bot Framework, read from JSON: what we use of it, and nothing else.

Reading never fails on a field that it does not need: Teams adds kinds and fields at will.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from actions.domain.codes import Language

PERSONAL = "personal"
MENTION = re.compile(r"<at\b[^>]*>.*?</at>", re.IGNORECASE | re.DOTALL)
# Teams adds what was typed once more as HTML; that is no file of the person.
OWN_ATTACHMENTS = ("text/html", "text/plain")


class NotAnActivityError(ValueError):
    """The body misses what every activity has; names the field."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes: the service, and the conversation there."""

    service_url: str
    conversation: str
    tenant: str
    bot: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """What somebody did in Teams; `user` is their Entra object id where Teams gives one.

    `tenants` are all tenant ids that the activity names. `moment` is None where it has none.
    """

    type: str
    id: str
    channel: str
    place: Place
    kind: str
    sender: str
    user: str
    tenants: frozenset[str]
    text: str = ""
    name: str = ""
    action: str = ""
    value: Mapping[str, Any] = field(default_factory=dict)
    language: Language = Language.NL
    moment: datetime | None = None
    mentioned: bool = False
    has_file: bool = False
    joined: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()

    @property
    def is_personal(self) -> bool:
        """Whether nobody else reads along."""
        return self.kind == PERSONAL

    @property
    def bot_arrived(self) -> bool:
        """The app was installed here."""
        return self.place.bot in self.joined or self._installed("add")

    @property
    def bot_left(self) -> bool:
        """The app was taken away here."""
        return self.place.bot in self.left or self._installed("remove")

    def _installed(self, action: str) -> bool:
        return self.type == "installationUpdate" and self.action.startswith(action)


def read_activity(body: object) -> Activity:
    """The activity in a request's body; raises NotAnActivityError."""
    raw = _mapping(body)
    conversation, sender = _mapping(raw.get("conversation")), _mapping(raw.get("from"))
    bot = _text(_mapping(raw.get("recipient")), "id")
    tenants = _tenants(raw)
    return Activity(
        type=_needed(raw, "type"),
        id=_text(raw, "id"),
        channel=_text(raw, "channelId"),
        place=Place(
            _needed(raw, "serviceUrl").rstrip("/"),
            _needed(conversation, "id"),
            min(tenants, default=""),
            bot,
        ),
        kind=_text(conversation, "conversationType") or PERSONAL,
        sender=_text(sender, "id"),
        user=_text(sender, "aadObjectId").lower(),
        tenants=tenants,
        text=MENTION.sub(" ", _text(raw, "text")).strip(),
        name=_text(raw, "name"),
        action=_text(raw, "action"),
        value=_value(raw.get("value")),
        language=Language.EN if _text(raw, "locale").lower().startswith("en") else Language.NL,
        moment=_moment(_text(raw, "timestamp")),
        mentioned=_mentions(raw, bot),
        has_file=_has_file(raw),
        joined=_ids(raw, "membersAdded"),
        left=_ids(raw, "membersRemoved"),
    )


def _tenants(raw: Mapping[str, Any]) -> frozenset[str]:
    data, conversation = _mapping(raw.get("channelData")), _mapping(raw.get("conversation"))
    named = (
        _text(_mapping(data.get("tenant")), "id"),
        _text(conversation, "tenantId"),
        _text(_mapping(raw.get("from")), "tenantId"),
    )
    return frozenset(one.lower() for one in named if one)


def _mentions(raw: Mapping[str, Any], bot: str) -> bool:
    entities = [_mapping(one) for one in _list(raw.get("entities"))]
    mentioned = [_mapping(one.get("mentioned")) for one in entities if one.get("type") == "mention"]
    return any(_text(one, "id") == bot for one in mentioned)


def _has_file(raw: Mapping[str, Any]) -> bool:
    kinds = [_text(_mapping(one), "contentType") for one in _list(raw.get("attachments"))]
    return any(not kind.startswith(OWN_ATTACHMENTS) for kind in kinds)


def _value(raw: object) -> Mapping[str, Any]:
    # Some clients send the data of a button as text.
    try:
        return _mapping(json.loads(raw) if isinstance(raw, str) else raw)
    except (ValueError, RecursionError):
        return {}


def _ids(raw: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(_text(_mapping(one), "id") for one in _list(raw.get(key)))


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _needed(raw: Mapping[str, Any], key: str) -> str:
    found = _text(raw, key)
    if not found:
        raise NotAnActivityError(key)
    return found


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    return value if isinstance(value, str) else ""


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
