"""The same measures with 95 % intervals, calibration, and every message case by case."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from evaluation.intervals import Score, measured, share
from evaluation.nlu.cases import FACETS, Case
from evaluation.nlu.scores import Parsed, Tally, facet_agrees, facet_value

BINS = 10
OUT_OF_SCOPE = "out_of_scope"
Pair = tuple[str, str]
Counts = tuple[int, int, int]


def scores(cases: Sequence[Case], parses: Sequence[Parsed]) -> dict[str, Score]:
    """Every figure by its name, with its interval."""
    pairs = [(c.intent, _intent(p)) for c, p in zip(cases, parses, strict=True) if c.intent]
    found = {
        "intent macro-F1": measured(pairs, fast_macro_f1),
        "out of scope F1": measured(pairs, lambda drawn: label_f1(drawn, OUT_OF_SCOPE)),
        "intent accuracy": share(sum(e == g for e, g in pairs), len(pairs)),
    }
    for facet in FACETS:
        counts = [c for c in map(_counter(facet), cases, parses) if c is not None]
        found[f"{facet} F1"] = measured(counts, counted_f1)
    return found | danger_scores(cases, parses)


def danger_scores(cases: Sequence[Case], parses: Sequence[Parsed]) -> dict[str, Score]:
    """Recall of direct, oblique and all danger; share of other messages with a false alarm."""
    pairs = list(zip(cases, parses, strict=True))
    found = {}
    for kind in ("direct", "oblique", None):
        heard = [_acute(p) for c, p in pairs if c.danger and kind in (c.kind, None)]
        found[f"danger recall {kind or 'all'}"] = share(sum(heard), len(heard))
    alarms = [_acute(p) for c, p in pairs if not c.danger]
    return found | {"false alarms": share(sum(alarms), len(alarms))}


def fast_macro_f1(pairs: Sequence[Pair]) -> float:
    """Mean F1 over the annotated labels, in one pass: for resampling."""
    there, said = Counter(e for e, _ in pairs), Counter(g for _, g in pairs)
    right = Counter(e for e, g in pairs if e == g)
    found = [2 * right[label] / (there[label] + said[label]) for label in there]
    return sum(found) / len(found) if found else 0.0


def label_f1(pairs: Sequence[Pair], label: str) -> float:
    """F1 of one label, 0 to 1; 1 where it is neither there nor said."""
    right = sum(e == g == label for e, g in pairs)
    named = sum((e == label) + (g == label) for e, g in pairs)
    return 2 * right / named if named else 1.0


def counted_f1(counts: Sequence[Counts]) -> float:
    """F1 from (right, wrong, missed) of each message."""
    right, wrong, missed = (sum(column) for column in zip(*counts, strict=True))
    return Tally(right, wrong, missed).f1


def calibration(sure: Sequence[tuple[float, bool]]) -> dict[str, Any]:
    """Ten bins of what a probability promised and what came true, and their mean distance.

    The distance is the expected calibration error of Guo and others (2017), 0 to 1.
    """
    bins, distance = [], 0.0
    for number in range(BINS):
        inside = [(p, true) for p, true in sure if min(int(p * BINS), BINS - 1) == number]
        if not inside:
            continue
        promised = sum(p for p, _ in inside) / len(inside)
        came = sum(true for _, true in inside) / len(inside)
        distance += abs(promised - came) * len(inside) / len(sure)
        bins.append({"n": len(inside), "promised": round(promised, 3), "came": round(came, 3)})
    return {"bins": bins, "error": round(distance, 4)}


def calibrations(cases: Sequence[Case], parses: Sequence[Parsed]) -> dict[str, Any]:
    """How far the intent's confidence and the danger probability can be believed."""
    pairs = list(zip(cases, parses, strict=True))
    intents = [(_confidence(p), _intent(p) == c.intent) for c, p in pairs if c.intent]
    dangers = [(_probability(p), bool(c.danger)) for c, p in pairs]
    return {"intent": calibration(intents), "danger": calibration(dangers)}


def as_cases(cases: Sequence[Case], parses: Sequence[Parsed]) -> list[dict[str, Any]]:
    """Each message with what was expected, what came and what was wrong in it."""
    return [
        {
            "id": str(number),
            "text": case.text,
            "intent": [case.intent, _intent(parsed), round(_confidence(parsed), 4)],
            "danger": [case.danger, _acute(parsed), round(_probability(parsed), 4)],
            "right": not (faults := _faults(case, parsed)),
            "faults": faults,
        }
        for number, (case, parsed) in enumerate(zip(cases, parses, strict=True), start=1)
    ]


def _faults(case: Case, parsed: Parsed) -> list[str]:
    faults = []
    if bool(case.danger) != _acute(parsed):
        faults.append("danger not heard" if case.danger else "false alarm")
    if case.intent and case.intent != _intent(parsed):
        faults.append(f"intent: {_intent(parsed)}, expected {case.intent}")
    wrong = [facet for facet in case.facets if not facet_agrees(case, parsed, facet)]
    told = (f"{f}: {facet_value(parsed, f)}, expected {case.facets[f]}" for f in wrong)
    return [*faults, *told]


def _counter(facet: str) -> Any:
    def count(case: Case, parsed: Parsed) -> Counts | None:
        if facet not in case.facets:
            return None
        there = case.facets[facet] is not None
        said = facet_value(parsed, facet) is not None
        agrees = facet_agrees(case, parsed, facet)
        return int(there and agrees), int(said and not agrees), int(there and not agrees)

    return count


def _intent(parsed: Parsed) -> str:
    return str(parsed["intent"]["name"])


def _confidence(parsed: Parsed) -> float:
    return float(parsed["intent"]["confidence"])


def _acute(parsed: Parsed) -> bool:
    return bool(parsed["danger"]["acute"])


def _probability(parsed: Parsed) -> float:
    return float(parsed["danger"]["probability"])
