"""References: 85 random bits in Crockford base32, with a check character, in groups of three.

The check is the hybrid system of ISO 7064 (MOD 33,32): any one wrong character is noticed.
Alphabet: Crockford base32, without I, L, O and U; what people type instead is understood.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_SYMBOLS = 17
GROUP = 3
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})
_BASE = len(ALPHABET)


class CrockfordReferences:
    """Makes and reads references such as `K7M-3QX-9PA-T2D-4RW-8HC`."""

    def new(self) -> str:
        """A fresh reference."""
        body = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_SYMBOLS))
        return _grouped(body + check_symbol(body))

    def normalise(self, typed: str) -> str | None:
        """The reference meant, whatever its case, spaces and hyphens; None when it is none."""
        kept = "".join(c for c in typed.upper().translate(_READ_AS) if c.isalnum())
        if len(kept) != RANDOM_SYMBOLS + 1 or any(c not in ALPHABET for c in kept):
            return None
        if check_symbol(kept[:-1]) != kept[-1]:
            return None
        return _grouped(kept)


def check_symbol(body: str) -> str:
    """The character that makes `body` check out."""
    product = _BASE
    for symbol in body:
        total = (product + ALPHABET.index(symbol)) % _BASE or _BASE
        product = total * 2 % (_BASE + 1)
    return ALPHABET[(_BASE + 1 - product) % _BASE]


def _grouped(symbols: str) -> str:
    return "-".join(symbols[i : i + GROUP] for i in range(0, len(symbols), GROUP))
