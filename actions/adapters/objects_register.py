"""Signals as objects of the type `signaalMensenhandel` in an Objects API (version 2).

The type's JSON Schema is `actions/data/schemas/signaal_mensenhandel.schema.json`: register it
in the Objecttypes API first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from actions.adapters.register_http import HERE, TIMEOUT_S, RegisterClient
from actions.adapters.signal_record import signal_record
from actions.config import ObjectsSettings
from actions.domain.events import Notice
from actions.domain.signal import Signal
from actions.service_layer.errors import DeliveryError
from actions.service_layer.ports import Clock

OBJECTS = "/objects"


@dataclass(frozen=True, slots=True)
class ObjectsRegister:
    """Keeps reference, urgency and link as one object a notice."""

    settings: ObjectsSettings
    clock: Clock
    timeout_s: float = TIMEOUT_S

    def send(self, notice: Notice, address: str) -> None:
        """Make the object; the notice's key is its uuid, so it is made once."""
        self._keep(notice, notice_data(notice))

    def _keep(self, notice: Notice, data: Mapping[str, object]) -> None:
        uuid = object_uuid(notice.key)
        client = RegisterClient(
            "objects", self.settings.url, lambda: f"Token {self.settings.token}", self.timeout_s
        )
        if client.find(f"{OBJECTS}/{uuid}") is not None:
            return  # made by an attempt whose answer never came
        try:
            client.create(OBJECTS, self._object(uuid, data))
        except DeliveryError as error:
            # Refused because another worker made it in between: then it is there after all.
            if not error.permanent or client.find(f"{OBJECTS}/{uuid}") is None:
                raise

    def _object(self, uuid: UUID, data: Mapping[str, object]) -> dict[str, object]:
        return {
            "uuid": str(uuid),
            "type": self.settings.object_type,
            "record": {
                "typeVersion": self.settings.type_version,
                "data": dict(data),
                "startAt": self.clock.now().astimezone(HERE).date().isoformat(),
            },
        }


class ObjectsRecordRegister(ObjectsRegister):
    """Keeps the signal itself as well, for a municipality that works from its own register."""

    __slots__ = ()

    def send_record(self, notice: Notice, signal: Signal) -> None:
        """Make the object with the signal as a partner may see it."""
        self._keep(notice, {**notice_data(notice), "signal": signal_record(signal)})


def object_uuid(key: str) -> UUID:
    """The uuid of a notice's object: the same key, the same uuid (version 4 in form)."""
    return UUID(hex=key, version=4)


def notice_data(notice: Notice) -> dict[str, Any]:
    """All that an object holds unless the full record was asked for."""
    return {
        "reference": notice.reference,
        "urgency": str(notice.urgency),
        "link": notice.link,
    }
