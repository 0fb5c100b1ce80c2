"""Where the lexicons lie, and a fingerprint that changes with them and with the rules' code."""

import hashlib
from pathlib import Path

_HERE = Path(__file__).parent
LOOKUPS = _HERE.parent / "data" / "lookups"
WARM_UP = "goedemorgen allemaal, hoe gaat het?"
"""Read once on loading, so that no person waits for the expressions to be compiled."""


def lookups_fingerprint() -> str:
    """A digest of every lexicon and every component, so that Rasa retrains when one changes."""
    digest = hashlib.sha256()
    for path in sorted([*LOOKUPS.glob("*.yml"), *_HERE.glob("*.py")]):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
