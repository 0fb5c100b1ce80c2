"""Several answers at once: the list that may be ticked beside a question (`custom.pick`)."""

from collections.abc import Collection, Mapping
from itertools import combinations
from typing import Any

MOST = 6
"""Ticks in a list; beyond that there would be too many ways to tick them."""
PLACE = "{codes}"


def picks(custom: Mapping[str, Any]) -> tuple[str, ...]:
    """Everything that the list of a message may send: any ticks of it, or none of these."""
    found = custom.get("pick")
    if not isinstance(found, Mapping):
        return ()
    codes = codes_of(found)
    sizes = range(1, len(codes) + 1)
    ticked = (_payload(found, some) for size in sizes for some in combinations(codes, size))
    return (*ticked, str(found["none"]["payload"]))


def picked(pick: Mapping[str, Any], ticked: Collection[str]) -> str:
    """What to send for these ticks; for no tick at all, that it is none of these."""
    some = tuple(code for code in codes_of(pick) if code in ticked)
    return _payload(pick, some) if some else str(pick["none"]["payload"])


def codes_of(pick: Mapping[str, Any]) -> tuple[str, ...]:
    """The codes of the list, in its order."""
    return tuple(str(option["code"]) for option in pick["options"])[:MOST]


def _payload(pick: Mapping[str, Any], codes: tuple[str, ...]) -> str:
    return str(pick["payload"]).replace(PLACE, " ".join(codes))
