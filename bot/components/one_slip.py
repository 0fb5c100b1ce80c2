"""Whether one word is another with a single slip of the fingers, and how plain that slip is."""

from typing import Mapping, Optional

SWAPPED, DOUBLED, MISSING, BESIDE = range(4)
"""From the plainest slip to the least plain: of two near words the plainer slip's was meant."""
_FALLS_AWAY_AT_THE_END = "nt"
"""Written as it sounds: "geslage", "gebrach". Any other letter less there is another form."""


def one_slip(typed: str, meant: str, neighbours: Mapping[str, str]) -> Optional[int]:
    """The kind of the one slip that makes `typed` of `meant`; none where it takes another.

    `neighbours` has for each key the keys beside it. The first letter is never a slip.
    """
    if typed[:1] != meant[:1] or abs(len(typed) - len(meant)) > 1:
        return None
    at = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), None)
    if at is None:
        at = min(len(typed), len(meant))
    if len(typed) < len(meant):
        return _missing(typed, meant, at)
    if len(typed) > len(meant):
        return _too_many(typed, meant, at, neighbours)
    return _of_equal_length(typed, meant, at, neighbours)


def _missing(typed: str, meant: str, at: int) -> Optional[int]:
    last = at == len(typed)
    if typed[at:] != meant[at + 1 :] or (last and meant[-1] not in _FALLS_AWAY_AT_THE_END):
        return None
    return DOUBLED if meant[at] == meant[at - 1] else MISSING


def _too_many(typed: str, meant: str, at: int, neighbours: Mapping[str, str]) -> Optional[int]:
    if typed[at + 1 :] != meant[at:]:
        return None
    if typed[at] == typed[at - 1]:
        return DOUBLED
    beside = neighbours.get(typed[at - 1], "") + neighbours.get(meant[at : at + 1], "")
    return BESIDE if at < len(meant) and typed[at] in beside else None


def _of_equal_length(
    typed: str, meant: str, at: int, neighbours: Mapping[str, str]
) -> Optional[int]:
    if typed[at + 2 :] == meant[at + 2 :] and typed[at : at + 2] == meant[at : at + 2][::-1]:
        return SWAPPED
    inside = at + 1 < len(meant)
    same_after = typed[at + 1 :] == meant[at + 1 :]
    return BESIDE if inside and same_after and typed[at] in neighbours.get(meant[at], "") else None
