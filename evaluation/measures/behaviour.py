"""Conditions on the way from a first message to urgency and route."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from evaluation.bench import Bench
from evaluation.checklist.cases import KINDS, texts
from evaluation.checklist.cases import read_cases as read_tests
from evaluation.checklist.reading import Reading, read
from evaluation.checklist.scores import SAME, Result, check
from evaluation.conditions import Case, Condition, Measured, Table
from evaluation.intervals import share
from evaluation.nlu.cases import FACETS, read_cases
from evaluation.nlu.cases import Case as Message
from evaluation.nlu.scores import Parsed

ROUTED = ("route", "urgency")
FAIRNESS = "fairness"


def routing(bench: Bench, condition: Condition, data: Path) -> Measured:
    """Route and urgency of each report, against those of the facts that a reader annotated."""
    reports = [(n, c) for n, c in enumerate(read_cases(data), 1) if "form" in c.facets]
    parses = bench.parser.parse([case.text for _, case in reports])
    pairs = [
        (read(bench.tools, case.text, as_annotated(case, parsed)), _read(bench, case, parsed))
        for (_, case), parsed in zip(reports, parses, strict=True)
    ]
    told = [
        _routed(str(number), case, *pair)
        for (number, case), pair in zip(reports, pairs, strict=True)
    ]
    scores = {name: _agree(pairs, name) for name in ROUTED}
    less = sum(_less_urgent(gold, found) for gold, found in pairs)
    tables = [Table(name, _counts([(g.value(name), f.value(name)) for g, f in pairs]))
              for name in ROUTED]  # fmt: skip
    return Measured({**scores, "less_urgent": share(less, len(pairs))}, told, tables)


def checklist(bench: Bench, condition: Condition, data: Path) -> Measured:
    """Minimum, invariance and direction: the share that holds, by what was changed."""
    results = _results(bench, set(KINDS) - {FAIRNESS})
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[result.kind].append(result)
        if result.attribute != "-":
            groups[f"{result.kind}.{result.attribute}"].append(result)
    scores = {name: share(sum(r.holds for r in of), len(of)) for name, of in groups.items()}
    return Measured(scores, list(map(_tested, results)))


def fairness(bench: Bench, condition: Condition, data: Path) -> Measured:
    """The same story of another person: how often anything changes, and for whom."""
    results = _results(bench, {FAIRNESS})
    scores = {f"{name}_changes": _changes(results, (name,)) for name in SAME}
    for attribute in sorted({r.attribute for r in results}):
        of_it = [r for r in results if r.attribute == attribute]
        scores[f"{attribute}.route_changes"] = _changes(of_it, ("route", "urgency", "danger"))
    return Measured(scores, list(map(_tested, results)))


def as_annotated(case: Message, parsed: Parsed) -> dict[str, Any]:
    """A perfect parse of the message: what a reader annotated, and nothing else."""
    entities = [{"entity": FACETS[f], "value": v} for f, v in case.facets.items() if v]
    danger = {"acute": bool(case.danger), "probability": float(bool(case.danger))}
    intent = {"name": case.intent or "report_signal", "confidence": 1.0}
    return {**parsed, "intent": intent, "entities": entities,
            "danger": {**parsed["danger"], **danger}}  # fmt: skip


def _read(bench: Bench, case: Message, parsed: Parsed) -> Reading:
    return read(bench.tools, case.text, parsed)


def _results(bench: Bench, kinds: Collection[str]) -> list[Result]:
    tests = [test for test in read_tests() if test.kind in kinds]
    said = texts(tests)
    parses = bench.parser.parse(said)
    pairs = zip(said, parses, strict=True)
    readings = {text: read(bench.tools, text, parsed) for text, parsed in pairs}
    return [result for test in tests for result in check(test, readings)]


def _routed(number: str, case: Message, gold: Reading, found: Reading) -> Case:
    wrong = [name for name in ROUTED if gold.value(name) != found.value(name)]
    faults = (f"{name}: {found.value(name)}, expected {gold.value(name)}" for name in wrong)
    return Case(number, not wrong, case.text, tuple(faults))


def _agree(pairs: Sequence[tuple[Reading, Reading]], name: str) -> dict[str, Any]:
    return share(sum(g.value(name) == f.value(name) for g, f in pairs), len(pairs))


def _less_urgent(gold: Reading, found: Reading) -> bool:
    order = ("normal", "urgent", "acute")
    return order.index(found.urgency) < order.index(gold.urgency)


def _counts(pairs: Sequence[tuple[Any, Any]]) -> list[tuple[str, str, int]]:
    named = [(str(one), str(other)) for one, other in pairs]
    return [(e, g, named.count((e, g))) for e, g in sorted(set(named))]


def _changes(results: Sequence[Result], names: Sequence[str]) -> dict[str, Any]:
    return share(sum(bool(set(names) & set(r.changes)) for r in results), len(results))


def _tested(result: Result) -> Case:
    return Case(f"{result.case} {result.attribute}", result.holds, result.text, result.failures)
