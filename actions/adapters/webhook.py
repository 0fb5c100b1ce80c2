"""Notices to another system over HTTP, signed, with an idempotency key."""

import hashlib
import hmac
from dataclasses import dataclass, field

import httpx

from actions.adapters.file_drop import notice_json
from actions.domain.events import Notice
from actions.service_layer.errors import DeliveryError
from actions.service_layer.ports import Clock

TIMEOUT_S = 15.0
SIGNATURE = "X-NietPluis-Signature"
TIMESTAMP = "X-NietPluis-Timestamp"
RETRY_LATER = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True)
class Webhook:
    """POSTs each notice.

    The signature is HMAC-SHA256 over `<timestamp>.<body>`, in hexadecimal; a receiver refuses
    an old timestamp, and takes the same `Idempotency-Key` once.
    """

    url: str
    secret: str = field(repr=False)
    clock: Clock
    timeout_s: float = TIMEOUT_S

    def send(self, notice: Notice, address: str) -> None:
        """Deliver; any 2xx is arrival, other 4xx than a request to wait is for good."""
        body = notice_json(notice)
        moment = str(int(self.clock.now().timestamp()))
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": notice.key,
            TIMESTAMP: moment,
            SIGNATURE: sign(self.secret, moment, body),
        }
        try:
            answer = httpx.post(self.url, content=body, headers=headers, timeout=self.timeout_s)
        except httpx.HTTPError as error:
            raise DeliveryError(f"http {type(error).__name__}") from None
        if not answer.is_success:
            code = answer.status_code
            lasting = 400 <= code < 500 and code not in RETRY_LATER
            raise DeliveryError(f"http {code}", permanent=lasting)


def sign(secret: str, moment: str, body: bytes) -> str:
    """The signature of a body sent at a moment (seconds since 1970)."""
    return hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
