"""Measures the indicators: `python -m evaluation.indicators.run FILE.jsonl`; `--help` tells more.

Compares what the recogniser finds with what a reader annotated. Circumstances count with
`--context` only. Codes on which readers may differ count as absent with `--strict`, else not at
all.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from actions.adapters.indicator_file import load_indicators
from actions.adapters.indicator_matcher import IndicatorMatcher
from actions.adapters.indicator_model import load_model
from actions.adapters.indicator_recogniser import IndicatorRecogniser
from actions.domain.indicators import Kind
from evaluation.indicators.scores import (
    MEASURES,
    Outcome,
    interval,
    of_code,
    outcome,
    read_observations,
    tally,
)


def line(name: str, outcomes: Sequence[Outcome]) -> str:
    """Precision, recall and F1 with their intervals, and how often each thing was annotated."""
    whole = tally(outcomes)
    cells = [f"{name:<36}{whole.right + whole.missed:>4}"]
    for measure in MEASURES:
        low, high = interval(outcomes, measure)
        cells.append(f"{measure(whole):.3f} [{low:.3f}, {high:.3f}]")
    return "  ".join(cells)


def figures(outcomes: Sequence[Outcome]) -> list[str]:
    """The figures over all codes, then a line for each code."""
    quiet = [each for each in outcomes if not each.expected]
    lines = ["code, annotated, precision, recall, F1", line("all together", outcomes)]
    lines.append(f"silent on {sum(not e.found for e in quiet)} of {len(quiet)} without a code")
    for code in sorted({code for each in outcomes for code in each.expected | each.found}):
        lines.append(line(code, [of_code(each, code) for each in outcomes]))
    return lines


def faults(outcomes: Sequence[Outcome]) -> list[str]:
    """Every miss and every false alarm, in the order of the texts."""
    lines: list[str] = []
    for each in outcomes:
        lines += [f"missed {code}: {each.text}" for code in sorted(each.expected - each.found)]
        lines += [f"false alarm {code}: {each.text}" for code in sorted(each.found - each.expected)]
    return lines


def main() -> None:
    """Reads the arguments, runs the recogniser, prints the figures and the faults."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--context", action="store_true", help="count circumstances as well")
    parser.add_argument("--strict", action="store_true", help="count doubtful codes as absent")
    parser.add_argument("--figures", action="store_true", help="leave the texts unread")
    parser.add_argument("--patterns", action="store_true", help="leave out the trained model")
    arguments = parser.parse_args()
    catalogue = load_indicators()
    patterns = IndicatorMatcher(catalogue)
    finder = patterns if arguments.patterns else IndicatorRecogniser(patterns, load_model())
    outcomes = []
    for seen in read_observations(arguments.file):
        found = {finding.code for finding in finder.find(seen.text, seen.language)}
        if not arguments.context:
            found = {c for c in found if catalogue.entries[c].kind is not Kind.CIRCUMSTANCE}
        outcomes.append(outcome(seen, found, arguments.context, arguments.strict))
    lines = figures(outcomes) + ([] if arguments.figures else faults(outcomes))
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
