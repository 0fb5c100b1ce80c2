"""The facts of a stored signal against the facts that the story holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.intervals import Score, bootstrap
from evaluation.nlu.scores import Tally
from evaluation.sectors import Words, sector_agrees

NOTHING = (None, "", "unknown")
Signal = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """One field of one conversation: what it should be and what was stored."""

    slot: str
    gold: str | None
    stored: str | None
    agrees: bool


def compare(gold: Mapping[str, Any], signal: Signal, words: Words) -> list[Told]:
    """Every gold field that the stored signal can show, in the order of the gold."""
    compared = []
    for slot, value in gold.items():
        if _is_hidden(slot, signal):
            continue
        expected, stored = _code(value), _code(_read(signal, PATHS[slot]))
        agrees = expected == stored
        if slot == "sector" and expected and stored:
            agrees = sector_agrees(expected, stored, words)
        compared.append(Told(slot, expected, stored, agrees))
    return compared


def tally(told: Sequence[Told]) -> Tally:
    """Counts of one slot over conversations; a wrong value is both wrong and missed."""
    return Tally(
        right=sum(each.agrees and each.gold is not None for each in told),
        wrong=sum(not each.agrees and each.stored is not None for each in told),
        missed=sum(not each.agrees and each.gold is not None for each in told),
    )


def slot_scores(told: Sequence[Told]) -> dict[str, Score]:
    """Per slot: precision, recall and F1 with the interval of F1."""
    scores = {}
    for slot in sorted({each.slot for each in told}):
        of_slot = [each for each in told if each.slot == slot]
        whole = tally(of_slot)
        low, high = bootstrap(of_slot, lambda drawn: tally(drawn).f1)
        scores[slot] = {
            "precision": round(whole.precision, 4),
            "recall": round(whole.recall, 4),
            "value": round(whole.f1, 4),
            "low": round(low, 4),
            "high": round(high, 4),
            "n": len(of_slot),
        }
    return scores


def _is_hidden(slot: str, signal: Signal) -> bool:
    """Fields that were not read; and the row of an address is for counters, of help for adults."""
    if slot not in PATHS or PATHS[slot][0] not in signal:
        return True
    if slot == "address_involved":
        return _read(signal, PATHS["setting"]) not in ("counter", None)
    return slot == "help_asked" and signal.get("age_group") == "minor"


def _read(signal: Signal, path: Sequence[str]) -> Any:
    value: Any = signal
    for name in path:
        if isinstance(value, list):
            return name in value
        value = (value or {}).get(name)
    return value


def _code(value: object) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value in NOTHING else str(value)


PATHS: Mapping[str, tuple[str, ...]] = {
    "exploitation_form": ("exploitation_form",),
    "adjacent_concern": ("adjacent_concern",),
    "age_group": ("age_group",),
    "unaccompanied_minor": ("unaccompanied_minor",),
    "source": ("source",),
    "ongoing": ("ongoing",),
    "role": ("reporter", "role"),
    "disclosure": ("reporter", "disclosure"),
    "reporter_municipality": ("reporter", "municipality"),
    "municipality": ("place", "municipality"),
    "setting": ("place", "setting"),
    "sector": ("place", "sector"),
    # Not stored as such: the row of the decision table that the fact sets off tells it.
    "address_involved": ("routing", "reasons", "f"),
    "help_asked": ("routing", "reasons", "h"),
}
"""Where the stored signal shows a field, by the name that the gold has for it."""
