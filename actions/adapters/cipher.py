"""Sealing of fields: AES-256-GCM with a data key per signal, wrapped by a master key.

The data key is bound to its signal and every field to its table, column and row, so that
neither can be moved elsewhere. Destroying a signal's wrapped key destroys its content.
"""

import base64
import binascii
import hashlib
import hmac
import json
import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from actions.service_layer.errors import KeyFileError

KEY_BYTES = 32
NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Master keys by id, which of them wraps new data keys, and the key of look-ups."""

    current: str
    master: Mapping[str, bytes] = field(repr=False)
    lookup: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A data key as stored beside its signal."""

    key_id: str
    blob: bytes


class DataKey:
    """Seals and opens the fields of one signal."""

    def __init__(self, raw: bytes) -> None:
        self._aead = AESGCM(raw)

    def seal(self, text: str, place: str) -> bytes:
        """Encrypt for one place (`table.column.row`)."""
        return _encrypt(self._aead, text.encode(), place)

    def open(self, blob: bytes, place: str) -> str:
        """Decrypt; raises cryptography's InvalidTag when it was not sealed for that place."""
        return _decrypt(self._aead, blob, place).decode()


class Cipher:
    """Data keys and keyed hashes from a key ring."""

    def __init__(self, ring: KeyRing) -> None:
        self._ring = ring
        self._masters = {key_id: AESGCM(raw) for key_id, raw in ring.master.items()}

    @property
    def current_key_id(self) -> str:
        """The master key that new data keys are wrapped with."""
        return self._ring.current

    def new_data_key(self, signal_id: str) -> tuple[DataKey, WrappedKey]:
        """A fresh data key and how to store it."""
        raw = secrets.token_bytes(KEY_BYTES)
        return DataKey(raw), self._wrap(raw, signal_id)

    def unwrap(self, wrapped: WrappedKey, signal_id: str) -> DataKey:
        """The data key of a signal; raises KeyFileError when its master key is not there."""
        return DataKey(self._raw(wrapped, signal_id))

    def rewrap(self, wrapped: WrappedKey, signal_id: str) -> WrappedKey:
        """The same data key under the current master key (key rotation)."""
        return self._wrap(self._raw(wrapped, signal_id), signal_id)

    def lookup(self, purpose: str, text: str) -> str:
        """A keyed hash to find a row by, without storing what it is found by."""
        return hmac.new(self._ring.lookup, f"{purpose}:{text}".encode(), hashlib.sha256).hexdigest()

    def _wrap(self, raw: bytes, signal_id: str) -> WrappedKey:
        current = self._ring.current
        return WrappedKey(current, _encrypt(self._masters[current], raw, _key_place(signal_id)))

    def _raw(self, wrapped: WrappedKey, signal_id: str) -> bytes:
        master = self._masters.get(wrapped.key_id)
        if master is None:
            raise KeyFileError(f"the key file has no master key {wrapped.key_id!r}")
        return _decrypt(master, wrapped.blob, _key_place(signal_id))


def load_keys(path: Path, *, create: bool) -> KeyRing:
    """The key ring in a file; made with mode 0600 when it is not there and `create` is set.

    Raises:
        KeyFileError: it is missing, others can read it, or it is not a key file.
    """
    if create and not path.exists():
        _create(path)
    if not path.is_file():
        raise KeyFileError(f"{path}: no key file there; give one or let development make it")
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise KeyFileError(f"{path}: others can read it; its mode must be 0600")
    try:
        return _parse(json.loads(path.read_text()))
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise KeyFileError(f"{path}: not a key file ({type(error).__name__})") from error


def _parse(document: dict[str, Any]) -> KeyRing:
    master = {str(key): base64.b64decode(raw) for key, raw in document["master"].items()}
    lookup = base64.b64decode(document["lookup"])
    sizes = {len(raw) for raw in (*master.values(), lookup)}
    if sizes != {KEY_BYTES} or document["current"] not in master:
        raise ValueError("sizes or current key")
    return KeyRing(str(document["current"]), master, lookup)


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = [base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode() for _ in range(2)]
    document = {"current": "k1", "master": {"k1": fresh[0]}, "lookup": fresh[1]}
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(document, file)
    try:
        # A link, not a rename: of two processes that start at once, the first one's keys stand.
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _encrypt(aead: AESGCM, plain: bytes, place: str) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + aead.encrypt(nonce, plain, place.encode())


def _decrypt(aead: AESGCM, blob: bytes, place: str) -> bytes:
    return aead.decrypt(blob[:NONCE_BYTES], blob[NONCE_BYTES:], place.encode())


def _key_place(signal_id: str) -> str:
    return f"signals.data_key.{signal_id}"
