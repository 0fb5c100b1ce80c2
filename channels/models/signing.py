"""The signature of a model's file: who holds the key vouches, who loads it checks.

Ed25519 (RFC 8032): the Rasa process checks with the public half and so needs no secret.
`bot/components/signed_model.py` is the other side of `signed_bytes`.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from channels.crypto import Keys

PURPOSE = "model signatures"


@dataclass(frozen=True, slots=True)
class Signed:
    """A model as it is handed to the Rasa server: a file, and what vouches for it (hex)."""

    model: str
    file: Path
    signature: str


class Signer:
    """Signs and checks with the key of this installation."""

    def __init__(self, keys: Keys) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(keys.derive(PURPOSE))

    @property
    def public_key(self) -> str:
        """The half that checks, in hex; it is no secret."""
        return self._key.public_key().public_bytes_raw().hex()

    def sign(self, model: str, sha256: str) -> str:
        """Signature in hex over the name and the file's hash."""
        return self._key.sign(signed_bytes(model, sha256)).hex()

    def vouches(self, signed: Signed) -> bool:
        """Whether the file is there and is the one that was signed under this name."""
        if not signed.file.is_file():
            return False
        said = signed_bytes(signed.model, file_hash(signed.file))
        try:
            self._key.public_key().verify(bytes.fromhex(signed.signature), said)
        except (InvalidSignature, ValueError):
            return False
        return True


def signed_bytes(model: str, sha256: str) -> bytes:
    """What is signed."""
    return f"nietpluis.model/1\n{model}\n{sha256}".encode()


def file_hash(file: Path) -> str:
    """SHA-256 in hex."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
