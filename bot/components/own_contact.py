"""How the reporter can be reached: a number or address of their own, not one out of the story."""

import re
from typing import List

from components.facts import Fact

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w/-])(?:\+|00)?\d(?:[ -]?\d){8,12}(?![\w-])")
_EXTENSION = re.compile(r"\b(?:toestel|tst|ext|extension)\.? ?\d{1,6}\b")
_OWN_CONTACT = re.compile(
    r"\b(?:(?:mijn|mn|m'n|my) (?:\w+ )?(?:\w*nummer|number|06|\w*mail\w*|e-mail\w*|tel\w*|phone|"
    r"mobiel\w*|toestel|adres)|bereikbaar|te bereiken|reach me|contact me|call me|text me|email me|"
    r"write (?:to )?me|(?:me|mij) (?:\w+ )?bereiken|"
    r"(?:mail|bel|app|sms) (?:me|mij|maar|gerust|ons))\b|"
    r"\b(?:mailen|bellen|appen)(?: \w+){0,2} (?:naar|op) $|\b(?:bel|app|call|text) (?:op |naar )?$"
)
_NOT_THERE = re.compile(r"\b(?:niet|nooit|geen|not|never|don't|dont)\b")
_OF_ANOTHER = re.compile(r"\b(?:zijn|zn|z'n|haar|d'r|hun|his|her|their|bsn|iban|rekening\w*|van)\b")
_CONTACT_NAMED = re.compile(r"\b(?:e-?mail|mailadres|(?:telefoon|vast |mobiel )\w*n(?:r|ummer))\b")
_WORDS_BESIDE_A_CONTACT = 2


def own_contact(text: str, folded: str) -> List[Fact]:
    """An address or number that the reporter gives for themself, not one out of the story."""
    addresses = [*_EMAIL.finditer(text), *_PHONE.finditer(text)]
    own = [m for m in addresses if _is_own(folded, m)]
    matches = [*own, *_EXTENSION.finditer(folded)]
    return [Fact("contact", m.group(0), m.start(), m.end()) for m in matches[:1]]


def _is_own(folded: str, match: "re.Match[str]") -> bool:
    """Whether somebody says that it is theirs, or says nothing beside it."""
    before = re.split(r"[.,!?;] ", folded[: match.start()])[-1]
    after = re.split(r"[.!?;]", folded[match.end() :])[0]
    if _NOT_THERE.search(before):
        return False
    if _OWN_CONTACT.search(before) or _OWN_CONTACT.search(after):
        return True
    few = len(re.findall(r"[a-z]+", before + after)) <= _WORDS_BESIDE_A_CONTACT
    named = few or _CONTACT_NAMED.search(folded[: match.start()])
    return bool(named) and not _OF_ANOTHER.search(before + after)
