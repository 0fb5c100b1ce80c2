"""Runs the behavioural tests: `python -m evaluation.checklist.run [--model FILE] [--json FILE]`.

Each text is a first message: the trained model parses it, and the pure domain says how urgent it
is and where it goes. Prints shares by kind and attribute, and every failure.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from evaluation.checklist.cases import KINDS, read_cases, texts
from evaluation.checklist.reading import read
from evaluation.checklist.scores import check, report
from evaluation.nlu.run import ask_model, latest_model
from evaluation.running import own_tools


def measure(model: Path, kinds: tuple[str, ...] = KINDS) -> dict[str, Any]:
    """All tests of these kinds against one trained model."""
    cases = [case for case in read_cases() if case.kind in kinds]
    said = texts(cases)
    parses = ask_model(model, said)
    with tempfile.TemporaryDirectory() as folder:
        tools = own_tools(Path(folder))
        pairs = zip(said, parses, strict=True)
        readings = {text: read(tools, text, parsed) for text, parsed in pairs}
    return report([result for case in cases for result in check(case, readings)])


def as_page(found: dict[str, Any]) -> str:
    """The report for reading in a terminal."""
    lines = [f"{kind:<12}{_line(score)}" for kind, score in found["kinds"].items()]
    for kind, attributes in found["attributes"].items():
        lines += [f"  {kind} {name:<20}{_line(score)}" for name, score in attributes.items()]
    lines.append("fairness, changes:")
    lines += [f"  {f:<20}{s['count']} of {s['n']}" for f, s in found["fairness_changes"].items()]
    for name, changes in found["fairness_changes_by_attribute"].items():
        lines.append(f"  {name:<20}" + ", ".join(f"{f} {n}" for f, n in changes.items()))
    for case in found["cases"]:
        if not case["right"]:
            lines.append(f"{case['id']}: {'; '.join(case['faults'])} | {case['text']}")
    return "\n".join(lines) + "\n"


def _line(score: dict[str, Any]) -> str:
    if score["value"] is None:
        return "no cases"
    return f"{score['value']:.3f} [{score['low']:.3f}, {score['high']:.3f}] of {score['n']}"


def main() -> None:
    """Reads the arguments, runs the tests, prints and writes the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="trained model archive; by default the latest")
    parser.add_argument("--kind", choices=KINDS, action="append", help="only these kinds")
    parser.add_argument("--json", type=Path, help="write the report")
    arguments = parser.parse_args()
    found = measure(arguments.model or latest_model(), tuple(arguments.kind or KINDS))
    if arguments.json:
        arguments.json.write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
    sys.stdout.write(as_page(found))


if __name__ == "__main__":
    main()
