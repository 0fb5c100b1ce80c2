"""A model's archive is loaded only when its signature checks out, from a copy that was checked.

The other side is channels/models/signing.py; this process has the public half of the key alone.
"""

import hashlib
from pathlib import Path
from typing import Text

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class ModelRefusedError(Exception):
    """The archive is not there, or is not the one that was signed under this name."""


def checked_copy(public_key: Text, name: Text, file: Path, signature: Text, folder: Path) -> Path:
    """Copies the archive into a folder of one's own; raises ModelRefusedError.

    What is loaded is the copy, so that nobody can change it between the check and the loading.
    """
    try:
        content = file.read_bytes()
        said = f"nietpluis.model/1\n{name}\n{hashlib.sha256(content).hexdigest()}".encode()
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), said)
    except (OSError, ValueError, InvalidSignature) as error:
        raise ModelRefusedError(f"model {name}: {type(error).__name__}") from error
    copy = folder / f"{name}.tar.gz"
    copy.write_bytes(content)
    return copy
