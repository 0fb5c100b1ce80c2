"""Measures of understanding; each is a plain count, so that a miss can be looked up."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.nlu.cases import FACETS, Case
from evaluation.sectors import read_sector_words, sector_agrees

Parsed = Mapping[str, Any]


@dataclass(frozen=True)
class Tally:
    """True and false positives and false negatives of one label."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was said that is right, 0 to 1; 1 when nothing was said."""
        said = self.right + self.wrong
        return self.right / said if said else 1.0

    @property
    def recall(self) -> float:
        """Share of what was there that was found, 0 to 1; 1 when nothing was there."""
        there = self.right + self.missed
        return self.right / there if there else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Miss:
    """A message of which something was understood otherwise than annotated."""

    what: str
    text: str
    expected: str
    got: str


def intent_tallies(pairs: Sequence[tuple[str, str]]) -> dict[str, Tally]:
    """Per annotated intent, from (expected, got)."""
    tallies = {}
    for label in sorted({expected for expected, _ in pairs}):
        tallies[label] = Tally(
            right=sum(e == g == label for e, g in pairs),
            wrong=sum(g == label != e for e, g in pairs),
            missed=sum(e == label != g for e, g in pairs),
        )
    return tallies


def macro_f1(tallies: Mapping[str, Tally]) -> float:
    """Mean F1 over the labels, each counting the same, 0 to 1."""
    return sum(tally.f1 for tally in tallies.values()) / len(tallies) if tallies else 0.0


def confusions(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str, int]]:
    """(expected, got, how often) of what went wrong, most frequent first."""
    counted = Counter((e, g) for e, g in pairs if e != g)
    return [(e, g, n) for (e, g), n in counted.most_common()]


def facet_value(parsed: Parsed, facet: str) -> str | None:
    """What a message says of a facet: told, else in passing, else guessed; `unknown` is nothing."""
    found = [e for e in parsed.get("entities", []) if e["entity"] == FACETS[facet]]
    found.sort(key=lambda e: (e.get("role") == "guess", e.get("group") != "story"))
    if not found:
        return None
    value = found[0]["value"]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value == "unknown" else str(value)


def facet_agrees(case: Case, parsed: Parsed, facet: str) -> bool:
    """Whether a message says of a facet what was annotated.

    A sector is annotated with the word that names it: the words that told it must hold that
    word or stand within it, or it must be a word of the same sector.
    """
    expected = case.facets[facet]
    if facet != "sector" or expected is None:
        return facet_value(parsed, facet) == expected
    spans = [e for e in parsed.get("entities", []) if e["entity"] == FACETS[facet]]
    words = [case.text[e["start"] : e["end"]].lower() for e in spans]
    same_word = any(expected in word or word in expected for word in words)
    codes = [str(entity["value"]) for entity in spans]
    return same_word or any(sector_agrees(expected, code, read_sector_words()) for code in codes)


def facet_tally(cases: Sequence[Case], parses: Sequence[Parsed], facet: str) -> Tally:
    """Over the messages in which the facet was annotated."""
    right = wrong = missed = 0
    for case, parsed in zip(cases, parses, strict=True):
        if facet not in case.facets:
            continue
        expected, got = case.facets[facet], facet_value(parsed, facet)
        agrees = facet_agrees(case, parsed, facet)
        right += expected is not None and agrees
        wrong += got is not None and not agrees
        missed += expected is not None and not agrees
    return Tally(right, wrong, missed)


def danger_recall(cases: Sequence[Case], parses: Sequence[Parsed]) -> dict[str, tuple[int, int]]:
    """Per kind of danger: how many were heard, out of how many."""
    heard: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for case, parsed in zip(cases, parses, strict=True):
        if case.danger:
            there[case.kind or "acute"] += 1
            heard[case.kind or "acute"] += bool(parsed["danger"]["acute"])
    return {kind: (heard[kind], there[kind]) for kind in sorted(there)}


def false_alarms(cases: Sequence[Case], parses: Sequence[Parsed]) -> dict[str, tuple[int, int]]:
    """Per kind of message without danger: how many set off the alarm, out of how many."""
    alarms: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for case, parsed in zip(cases, parses, strict=True):
        if case.danger:
            continue
        kind = case.kind or case.intent or "not annotated"
        there[kind] += 1
        alarms[kind] += bool(parsed["danger"]["acute"])
    return {kind: (alarms[kind], there[kind]) for kind in sorted(there)}


def misses(cases: Sequence[Case], parses: Sequence[Parsed]) -> list[Miss]:
    """Everything understood otherwise than annotated: danger first, then intents, then facets."""
    found = []
    for case, parsed in zip(cases, parses, strict=True):
        acute = bool(parsed["danger"]["acute"])
        if acute != bool(case.danger) and (case.danger is not None or acute):
            found.append(Miss("danger", case.text, str(bool(case.danger)), _why(parsed)))
        if case.intent and parsed["intent"]["name"] != case.intent:
            found.append(Miss("intent", case.text, case.intent, str(parsed["intent"]["name"])))
        for facet, expected in case.facets.items():
            if not facet_agrees(case, parsed, facet):
                got = facet_value(parsed, facet)
                found.append(Miss(facet, case.text, str(expected), str(got)))
    order = ["danger", "intent", *FACETS]
    return sorted(found, key=lambda miss: order.index(miss.what))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share (0 to 1) of the values lies; nearest rank; 0 for none."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0


def _why(parsed: Parsed) -> str:
    danger = parsed["danger"]
    because = ",".join(danger["reasons"]) or "-"
    against = ",".join(danger["cleared_by"]) or "-"
    return f"p={danger['probability']:.2f} for={because} against={against}"
