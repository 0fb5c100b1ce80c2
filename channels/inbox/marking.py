"""Marks in an observation the words that showed each indicator."""

from collections.abc import Sequence
from dataclasses import dataclass

from actions.domain.signal import Indicator


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text; `label` names the indicator it shows, None for the rest."""

    text: str
    label: str | None = None


def segments(text: str, indicators: Sequence[Indicator]) -> list[Segment]:
    """The text cut where evidence begins and ends; the earliest and longest evidence wins."""
    found = _places(text, indicators)
    cut: list[Segment] = []
    position = 0
    for start, end, label in found:
        if start < position:
            continue
        if start > position:
            cut.append(Segment(text[position:start]))
        cut.append(Segment(text[start:end], label))
        position = end
    if position < len(text):
        cut.append(Segment(text[position:]))
    return cut


def _places(text: str, indicators: Sequence[Indicator]) -> list[tuple[int, int, str]]:
    lowered = text.lower()
    if len(lowered) != len(text):
        # A letter whose small form is longer would shift every mark: then compare as it stands.
        lowered = text
    found = []
    for indicator in indicators:
        evidence = indicator.evidence.strip().lower()
        start = lowered.find(evidence) if evidence else -1
        if start >= 0:
            found.append((start, start + len(evidence), indicator.label))
    return sorted(found, key=lambda place: (place[0], -place[1]))
