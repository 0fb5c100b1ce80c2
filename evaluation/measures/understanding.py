"""Conditions on single messages: intents, facts and danger, read by the trained model."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from evaluation.bench import Bench
from evaluation.conditions import Case, Condition, Measured, Table
from evaluation.intervals import Score, measured, share
from evaluation.near_copies import also_without_copies, near_copies
from evaluation.nlu.cases import FACETS, read_cases
from evaluation.nlu.cases import Case as Message
from evaluation.nlu.report import OUT_OF_SCOPE, calibrations, danger_scores, fast_macro_f1, label_f1
from evaluation.nlu.report import scores as all_scores
from evaluation.nlu.run import fold
from evaluation.nlu.scores import Parsed, facet_agrees, facet_value, percentile

FOLDS = 3
Read = tuple[Sequence[Message], Sequence[Parsed]]


def intents(bench: Bench, condition: Condition, data: Path) -> Measured:
    """What each message does in the conversation, and how long reading it takes."""
    cases, parses = _read(bench, data)
    times = [float(parsed["milliseconds"]) for parsed in parses]
    took = measured(times, lambda drawn: percentile(drawn, 0.5))
    found = _of_intents(cases, parses)
    scores = also_without_copies(_intent_scores, cases, parses, _copies(cases))
    return Measured(
        {**scores, "milliseconds": took}, found.cases, found.confusions, found.calibration
    )


def folds(bench: Bench, condition: Condition, data: Path) -> Measured:
    """The pipeline over its own training messages, each read by a model that never saw it.

    Only the wrong ones are told as cases: there are thousands of messages.
    """
    cases, parses = fold(FOLDS)
    found, danger = _of_intents(cases, parses), all_scores(cases, parses)
    scores = {
        **found.scores,
        "danger_recall": danger["danger recall all"],
        "false_alarms": danger["false alarms"],
        "form": danger["form F1"],
    }
    return Measured(scores, [c for c in found.cases if not c.right], found.confusions)


def slots(bench: Bench, condition: Condition, data: Path) -> Measured:
    """The facts told in each message, by precision and recall together (F1)."""
    cases, parses = _read(bench, data)
    told = [facet for facet in FACETS if any(c.facets.get(facet) for c in cases)]

    def scored(cases: Sequence[Message], parses: Sequence[Parsed]) -> dict[str, Score]:
        found = all_scores(cases, parses)
        return {facet: found[f"{facet} F1"] for facet in told}

    return Measured(
        also_without_copies(scored, cases, parses, _copies(cases)),
        [_slots_of(*each) for each in _numbered(cases, parses)],
        [_facet_table(facet, cases, parses) for facet in told if facet != "sector"],
    )


def danger(bench: Bench, condition: Condition, data: Path) -> Measured:
    """Danger heard, told directly or sideways, and alarms where there is none, by what it is."""
    cases, parses = _read(bench, data)
    calibration = {"danger": calibrations(cases, parses)["danger"]}
    table = Counter((_kind(c), "112" if p["danger"]["acute"] else "-")
                    for c, p in zip(cases, parses, strict=True))  # fmt: skip
    right = {_kind(case): "112" if case.danger else "-" for case in cases}
    return Measured(
        also_without_copies(_danger_scores, cases, parses, _copies(cases)),
        [_danger_of(*each) for each in _numbered(cases, parses)],
        [Table("danger", [(e, g, n) for (e, g), n in sorted(table.items())], right)],
        calibration,
    )


def _read(bench: Bench, data: Path) -> Read:
    cases = read_cases(data)
    return cases, bench.parser.parse([case.text for case in cases])


def _copies(cases: Sequence[Message]) -> frozenset[int]:
    return near_copies(tuple(case.text for case in cases))


def _numbered(
    cases: Sequence[Message], parses: Sequence[Parsed]
) -> list[tuple[str, Message, Parsed]]:
    numbers = (str(number) for number in range(1, len(cases) + 1))
    return list(zip(numbers, cases, parses, strict=True))


def _of_intents(cases: Sequence[Message], parses: Sequence[Parsed]) -> Measured:
    annotated = [each for each in _numbered(cases, parses) if each[1].intent]
    pairs = _intent_pairs(cases, parses)
    told = [
        Case(number, e == g, case.text, () if e == g else (f"{g}, expected {e}",))
        for (number, case, _), (e, g) in zip(annotated, pairs, strict=True)
    ]
    counts = [(e, g, n) for (e, g), n in sorted(Counter(pairs).items())]
    calibration = {"intent": calibrations(cases, parses)["intent"]}
    scores = _intent_scores(cases, parses)
    return Measured(scores, told, [Table("intent", counts)], calibration)


def _intent_pairs(cases: Sequence[Message], parses: Sequence[Parsed]) -> list[tuple[str, str]]:
    read = zip(cases, parses, strict=True)
    return [(str(case.intent), _intent(parsed)) for case, parsed in read if case.intent]


def _intent_scores(cases: Sequence[Message], parses: Sequence[Parsed]) -> dict[str, Score]:
    pairs = _intent_pairs(cases, parses)
    return {
        "macro_f1": measured(pairs, fast_macro_f1),
        "accuracy": share(sum(e == g for e, g in pairs), len(pairs)),
        "out_of_scope": measured(pairs, lambda drawn: label_f1(drawn, OUT_OF_SCOPE)),
    }


def _slots_of(number: str, case: Message, parsed: Parsed) -> Case:
    wrong = [facet for facet in case.facets if not facet_agrees(case, parsed, facet)]
    faults = (f"{f}: {facet_value(parsed, f)}, expected {case.facets[f]}" for f in wrong)
    return Case(number, not wrong, case.text, tuple(faults))


def _facet_table(facet: str, cases: Sequence[Message], parses: Sequence[Parsed]) -> Table:
    counts = Counter(
        (case.facets[facet] or "-", facet_value(parsed, facet) or "-")
        for case, parsed in zip(cases, parses, strict=True)
        if facet in case.facets
    )
    return Table(facet, [(e, g, n) for (e, g), n in sorted(counts.items())])


def _danger_of(number: str, case: Message, parsed: Parsed) -> Case:
    verdict = parsed["danger"]
    right = bool(case.danger) == bool(verdict["acute"])
    what = "not heard" if case.danger else "false alarm"
    why = f"{what} ({_kind(case)}): {verdict['probability']:.2f}"
    because = ", ".join((*verdict["reasons"], *verdict["cleared_by"]))
    return Case(number, right, case.text, () if right else (f"{why} {because}".strip(),))


def _danger_scores(cases: Sequence[Message], parses: Sequence[Parsed]) -> dict[str, Score]:
    found = danger_scores(cases, parses)
    names = {"recall": "danger recall all", "recall_direct": "danger recall direct"}
    names |= {"recall_oblique": "danger recall oblique", "false_alarms": "false alarms"}
    return {name: found[old] for name, old in names.items()} | _alarms(cases, parses)


def _alarms(cases: Sequence[Message], parses: Sequence[Parsed]) -> dict[str, Score]:
    """False alarms over what only looks like danger, which is harder than all that is none."""
    pairs = [
        bool(parsed["danger"]["acute"])
        for case, parsed in zip(cases, parses, strict=True)
        if not case.danger and case.kind
    ]
    return {"false_alarms_lookalike": share(sum(pairs), len(pairs))}


def _kind(case: Message) -> str:
    return str(case.kind or ("danger" if case.danger else "other"))


def _intent(parsed: Parsed) -> str:
    return str(parsed["intent"]["name"])
