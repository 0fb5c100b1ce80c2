"""Signals as cases (zaken) in a ZGW Zaken API 1.5."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime

from actions.adapters.mail import NoticeTexts
from actions.adapters.register_http import HERE, TIMEOUT_S, RegisterClient
from actions.config import ZgwSettings
from actions.domain.events import Notice
from actions.service_layer.errors import DeliveryError
from actions.service_layer.ports import Clock

CASES = "/zaken"
APPLICATION = "niet-pluis"
LONGEST_TITLE, LONGEST_TEXT = 80, 1000  # of `omschrijving` and `toelichting` in the standard


@dataclass(frozen=True, slots=True)
class ZgwRegister:
    """Opens one case a notice, of the case type that the municipality chose."""

    settings: ZgwSettings
    texts: NoticeTexts
    clock: Clock
    timeout_s: float = TIMEOUT_S

    def send(self, notice: Notice, address: str) -> None:
        """Open the case; its `identificatie` comes from the notice's key, so it opens once."""
        client = RegisterClient("zgw", self.settings.url, self._authorisation, self.timeout_s)
        if self._there(client, notice):
            return  # opened by an attempt whose answer never came
        try:
            client.create(CASES, self._case(notice))
        except DeliveryError as error:
            # Refused because another worker opened it in between: then it is there after all.
            if not error.permanent or not self._there(client, notice):
                raise

    def _there(self, client: RegisterClient, notice: Notice) -> bool:
        query = {
            "identificatie": case_number(notice),
            "bronorganisatie": self.settings.organisation,
        }
        found = client.find(CASES, query)
        return isinstance(found, dict) and bool(found.get("results"))

    def _case(self, notice: Notice) -> dict[str, object]:
        title, text = self.texts(notice.kind, notice.urgency, notice.language)
        filled = {"reference": notice.reference, "link": notice.link}
        return {
            "identificatie": case_number(notice),
            "bronorganisatie": self.settings.organisation,
            "verantwoordelijkeOrganisatie": self.settings.organisation,
            "zaaktype": self.settings.case_type,
            "startdatum": self.clock.now().astimezone(HERE).date().isoformat(),
            "omschrijving": title.format(**filled)[:LONGEST_TITLE],
            "toelichting": text.format(**filled)[:LONGEST_TEXT],
            "kenmerken": [{"kenmerk": notice.reference, "bron": APPLICATION}],
        }

    def _authorisation(self) -> str:
        token = zgw_token(self.settings.client_id, self.settings.secret, self.clock.now())
        return f"Bearer {token}"


def case_number(notice: Notice) -> str:
    """The case's `identificatie`, at most 40 characters: the same key, the same case."""
    return f"NP-{notice.key}"


def zgw_token(client_id: str, secret: str, now: datetime) -> str:
    """The signed statement of who asks, as the ZGW standard has it (JWT, HS256).

    Receivers refuse one whose `iat` is old, so it is made for each request.
    """
    header = {"typ": "JWT", "alg": "HS256"}
    claims = {
        "iss": client_id,
        "iat": int(now.timestamp()),
        "client_id": client_id,
        "user_id": APPLICATION,
        "user_representation": "Niet-Pluis",
    }
    signed = ".".join(_part(json.dumps(part).encode()) for part in (header, claims))
    signature = hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{_part(signature)}"


def _part(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
