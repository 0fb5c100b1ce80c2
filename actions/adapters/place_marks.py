"""Addresses and businesses that a text names, normalised so that two texts can be compared.

Nothing of this is kept: it is read from two opened signals while an officer looks at one.
"""

import re

from actions.adapters.masking_places import ADDRESS, COMPANY, POSTCODE_JOINED, POSTCODE_UPPER

WITH_NUMBER = (POSTCODE_UPPER, POSTCODE_JOINED)
STREET_AND_NUMBER = re.compile(r"(\S+) (?:(?:nr|nummer|no)\.? ?)?(\d.*)$", re.IGNORECASE)
"""The last word of a street with its number: what stands before it may begin the sentence."""

BEGINNINGS = re.compile(r"^(?:(?:Bij|In|Van|Voor|Door|Via|Met|De|Het|At|From|The) )+")
"""Words with a capital that begin a sentence, and no name of a business."""


def place_marks(text: str) -> frozenset[str]:
    """Places in a text by letters and digits alone: `kerkstraat12`, `9712ab12`."""
    streets = (STREET_AND_NUMBER.search(found.group()) for found in ADDRESS.finditer(text))
    places = ["".join(street.groups()) for street in streets if street]
    places += [found.group() for pattern in WITH_NUMBER for found in pattern.finditer(text)]
    places += [BEGINNINGS.sub("", found.group()) for found in COMPANY.finditer(text)]
    return frozenset(filter(None, map(_bare, places)))


def _bare(place: str) -> str:
    return "".join(character for character in place.lower() if character.isalnum())
