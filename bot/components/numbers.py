"""Whole numbers from 0 to 99 as people write them: digits, Dutch and English words."""

import re
from typing import Dict

_DUTCH_SMALL = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
]
_ENGLISH_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_DUTCH_TENS = [
    "twintig",
    "dertig",
    "veertig",
    "vijftig",
    "zestig",
    "zeventig",
    "tachtig",
    "negentig",
]
_SPOKEN = {
    "achtien": 18,
    "zestein": 16,
    "vijfteen": 15,
    "zeventein": 17,
    "dattien": 13,
    "dartien": 13,
    "vieftien": 15,
    "viefteen": 15,
    "zesteen": 16,
    "zeuventien": 17,
    "zeuventeen": 17,
    "achtteen": 18,
    "negenteen": 19,
}
"""Slips of the keyboard, and numbers as the north of the country says them."""
_NORTHERN_SMALL = ["ain", "twij", "drij", "vaar", "vief", "zes", "zeuven", "acht", "negen"]
_NORTHERN_TENS = {
    "twinneg": 20,
    "twinnig": 20,
    "twinteg": 20,
    "datteg": 30,
    "dattig": 30,
    "vatteg": 40,
    "viertig": 40,
    "vattig": 40,
    "viefteg": 50,
    "vieftig": 50,
    "sesteg": 60,
    "zesteg": 60,
}
_ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _table() -> Dict[str, int]:
    table = {word: n for n, word in enumerate(_DUTCH_SMALL)}
    table.update({word: n for n, word in enumerate(_ENGLISH_SMALL)})
    table.update(_SPOKEN | _NORTHERN_TENS)
    for word, value in _NORTHERN_TENS.items():
        table.update(
            {f"{unit}en{word}": value + n for n, unit in enumerate(_NORTHERN_SMALL, start=1)}
        )
    for tens, (dutch, english) in enumerate(zip(_DUTCH_TENS, _ENGLISH_TENS, strict=False), start=2):
        table[dutch] = table[english] = tens * 10
        for unit in range(1, 10):
            table[f"{_DUTCH_SMALL[unit]}en{dutch}"] = tens * 10 + unit
            table[f"{english}-{_ENGLISH_SMALL[unit]}"] = tens * 10 + unit
            table[f"{english} {_ENGLISH_SMALL[unit]}"] = tens * 10 + unit
    return table


NUMBER_WORDS = _table()
_WORDS = "|".join(sorted((w for w in NUMBER_WORDS if NUMBER_WORDS[w] > 1), key=len, reverse=True))
NUMBER = rf"(?:\d{{1,2}}|{_WORDS})"
"""A regular expression for one number; the words for 0 and 1 are left out, they mean an article."""


def number_value(written: str) -> int:
    """The value of what NUMBER matched; raises KeyError for anything else."""
    cleaned = re.sub(r"\s+", " ", written.strip().lower())
    return int(cleaned) if cleaned.isdigit() else NUMBER_WORDS[cleaned]
