"""Who is talking: pseudonyms for senders, signed tokens for officers."""

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from channels.crypto import keyed_hash

TOKEN_TERM = timedelta(days=30)


class InvalidTokenError(ValueError):
    """The token is malformed, signed with another key, or past its term."""


class Pseudonyms:
    """Names that Rasa and the stores see instead of the client's own sender id."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def sender(self, sender: str) -> str:
        """Key under which a sender's state is kept."""
        return keyed_hash(self._key, "sender", sender)

    def conversation(self, sender: str, counter: int) -> str:
        """Sender id for Rasa: one for each case, so that each has a fresh tracker."""
        return keyed_hash(self._key, "conversation", sender, str(counter))

    def message(self, sender: str, message_id: str) -> str:
        """Name of one message, for Rasa and for knowing it again when it comes twice."""
        return keyed_hash(self._key, "message", sender, message_id)


@dataclass(frozen=True, slots=True)
class OfficerClaim:
    """What a token says: a functional name and the keys of the desks that it opens."""

    name: str
    desks: tuple[str, ...]
    expires_at: datetime


class Tokens:
    """Signed bearer tokens (HMAC-SHA256), made by the command line or at sign-in."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def issue(self, claim: OfficerClaim) -> str:
        """`body.signature`, URL-safe."""
        content = {"n": claim.name, "d": list(claim.desks), "e": int(claim.expires_at.timestamp())}
        body = _encode(json.dumps(content, separators=(",", ":")).encode())
        return f"{body}.{self._sign(body)}"

    def read(self, token: str, now: datetime) -> OfficerClaim:
        """The claim of a token that is ours and still valid; raises InvalidTokenError."""
        body, _, signature = token.partition(".")
        if not hmac.compare_digest(signature.encode(), self._sign(body).encode()):
            raise InvalidTokenError("signature")
        content = json.loads(_decode(body))
        expires_at = datetime.fromtimestamp(content["e"], tz=now.tzinfo)
        if expires_at <= now:
            raise InvalidTokenError("expired")
        return OfficerClaim(content["n"], tuple(content["d"]), expires_at)

    def _sign(self, body: str) -> str:
        return _encode(hmac.new(self._key, body.encode(), hashlib.sha256).digest())


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError) as error:
        raise InvalidTokenError("encoding") from error
