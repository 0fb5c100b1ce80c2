"""Text as the rules read it: lower case, without accents, of the same length as what was typed."""

import unicodedata

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-"}
)


def fold(text: str) -> str:
    """Lower case with accents and typographic signs made plain; every offset stays the same."""
    return "".join(_fold_character(character) for character in text.translate(_PLAIN))


def _fold_character(character: str) -> str:
    if character.isspace():
        return " "
    base = unicodedata.normalize("NFKD", character)[:1] or character
    return base.lower()[:1] or base
