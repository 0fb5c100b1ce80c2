"""Keys of the doors: one secret file, a key derived from it for each purpose."""

import hashlib
import hmac
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_FILE = "gateway.key"
"""Name of the doors' secret file below the var folder."""
KEY_BYTES = 32
NONCE_BYTES = 12


class UnsealError(ValueError):
    """The sealed bytes were changed, or sealed with another key or for another row."""


class Keys:
    """Derives a key per purpose, so that one that leaks opens nothing else."""

    def __init__(self, master: bytes) -> None:
        self._master = master

    def derive(self, purpose: str) -> bytes:
        """32 bytes for this purpose (HKDF, RFC 5869)."""
        kdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode())
        return kdf.derive(self._master)


class Sealer:
    """Encrypts small values with AES-GCM, bound to the row they belong to."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, plain: bytes, row: str) -> bytes:
        """Nonce and ciphertext; opens only with the same `row`."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, row.encode())

    def unseal(self, sealed: bytes, row: str) -> bytes:
        """The plain value; raises UnsealError."""
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], row.encode())
        except (InvalidTag, ValueError) as error:
            raise UnsealError(row) from error


def keyed_hash(key: bytes, *parts: str) -> str:
    """128 bits in hex; the parts are told apart by their lengths."""
    joined = b"".join(len(raw).to_bytes(8, "big") + raw for raw in (p.encode() for p in parts))
    return hmac.new(key, joined, hashlib.sha256).hexdigest()[:32]


def load_or_create(path: Path) -> Keys:
    """The keys of this installation; the secret file is made once, for its owner's eyes only."""
    if not path.exists():
        _create(path)
    return Keys(path.read_bytes())


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(os.urandom(KEY_BYTES))
    try:
        # A link is made whole or not at all, so two processes starting at once share one key.
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
