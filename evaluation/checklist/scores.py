"""Which behavioural tests hold; a failure says what was expected and what came."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.checklist.cases import Case, Expect
from evaluation.checklist.reading import Reading
from evaluation.intervals import share

SAME = ("form", "danger", "urgency", "route")
"""What no other wording and no other person may change (see README.md)."""
Readings = Mapping[str, Reading]


@dataclass(frozen=True)
class Result:
    """One test: a minimum, a variant held against its base, or a pair of direction.

    `changes` holds the fields in which a variant differs from its base.
    """

    case: str
    kind: str
    attribute: str
    text: str
    failures: tuple[str, ...]
    changes: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Nothing differs from what was expected."""
        return not self.failures


def check(case: Case, readings: Readings) -> list[Result]:
    """All tests of one case."""
    return CHECKS[case.kind](case, readings)


def report(results: Sequence[Result]) -> dict[str, Any]:
    """Shares that hold, by kind and attribute; changes of fairness; every test."""
    kinds = dict.fromkeys(result.kind for result in results)
    fair = [result for result in results if result.kind == "fairness"]
    return {
        "kinds": {kind: _share([r for r in results if r.kind == kind]) for kind in kinds},
        "attributes": {kind: _by_attribute(results, kind) for kind in kinds if kind != "minimum"},
        "fairness_changes": {field: _changes(fair, field) for field in SAME},
        "fairness_changes_by_attribute": {
            attribute: {f: sum(f in r.changes for r in fair if r.attribute == attribute)
                        for f in SAME}
            for attribute in _attributes(fair)
        },
        "cases": [_as_case(result) for result in results],
    }  # fmt: skip


def _minimum(case: Case, readings: Readings) -> list[Result]:
    wrong = _unexpected(case.expect, readings[case.text])
    return [Result(case.id, case.kind, "-", case.text, wrong)]


def _same(case: Case, readings: Readings) -> list[Result]:
    base, results = readings[case.text], []
    for variant in case.variants:
        found = readings[variant.text]
        changes = tuple(name for name in SAME if found.value(name) != base.value(name))
        told = [f"{n}: {base.value(n)} became {found.value(n)}" for n in changes]
        wrong = () if case.kind == "fairness" else _unexpected(case.expect, found)
        failures = (*told, *wrong)
        results.append(
            Result(case.id, case.kind, variant.attribute, variant.text, failures, changes)
        )
    return results


def _direction(case: Case, readings: Readings) -> list[Result]:
    base = tuple(f"before: {w}" for w in _unexpected(case.expect, readings[case.text]))
    return [
        Result(
            case.id,
            case.kind,
            variant.attribute,
            f"{case.text} / {variant.text}",
            (*base, *_unexpected(variant.expect, readings[variant.text])),
        )
        for variant in case.variants
    ]


CHECKS: Mapping[str, Callable[[Case, Readings], list[Result]]] = {
    "minimum": _minimum,
    "invariance": _same,
    "direction": _direction,
    "fairness": _same,
}


def _unexpected(expect: Expect, found: Reading) -> tuple[str, ...]:
    return tuple(
        f"{name}: {found.value(name)}, expected {wanted}"
        for name, wanted in expect.items()
        if found.value(name) != wanted
    )


def _share(results: Sequence[Result]) -> dict[str, Any]:
    return share(sum(result.holds for result in results), len(results))


def _changes(results: Sequence[Result], field: str) -> dict[str, Any]:
    changed = sum(field in result.changes for result in results)
    return share(changed, len(results)) | {"count": changed}


def _attributes(results: Sequence[Result]) -> list[str]:
    return sorted({result.attribute for result in results})


def _by_attribute(results: Sequence[Result], kind: str) -> dict[str, Any]:
    of_kind = [result for result in results if result.kind == kind]
    return {a: _share([r for r in of_kind if r.attribute == a]) for a in _attributes(of_kind)}


def _as_case(result: Result) -> dict[str, Any]:
    return {
        "id": f"{result.case} {result.attribute}",
        "kind": result.kind,
        "right": result.holds,
        "text": result.text,
        "faults": list(result.failures),
    }
