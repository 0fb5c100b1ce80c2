"""Measures understanding: `python -m evaluation.nlu.run --cases FILE`, or `--folds 5`.

Prints the scores and every miss, and writes both as JSON where `--out` names a file.
"""

import argparse
import json
import subprocess
import sys
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluation.intervals import Score
from evaluation.nlu.cases import FACETS, Case, as_case, read_cases, read_training
from evaluation.nlu.folds import fold_numbers
from evaluation.nlu.report import as_cases, calibrations, scores
from evaluation.nlu.scores import (
    Parsed,
    confusions,
    danger_recall,
    facet_tally,
    false_alarms,
    intent_tallies,
    macro_f1,
    misses,
    percentile,
)

ROOT = Path(__file__).resolve().parents[2]
BOT = ROOT / "bot"
BOT_SIDE = Path(__file__).parent / "bot_side"
SEED = 1
Report = dict[str, Any]


def main() -> None:
    """Reads the arguments, gets the parses, prints the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, help="held-out messages as JSON lines")
    parser.add_argument("--model", type=Path, help="trained model archive; by default the latest")
    parser.add_argument("--server", help="address of a running Rasa server instead of a model")
    parser.add_argument("--folds", type=int, help="cross-validate over the training data")
    parser.add_argument("--out", type=Path, help="write the report as JSON")
    arguments = parser.parse_args()
    if arguments.folds:
        cases, parses = fold(arguments.folds)
    elif arguments.cases:
        cases = read_cases(arguments.cases)
        texts = [case.text for case in cases]
        model, server = arguments.model, arguments.server
        parses = ask_server(server, texts) if server else ask_model(model or latest_model(), texts)
    else:
        parser.error("give --folds or --cases")
    report = measure(cases, parses)
    sys.stdout.write(as_page(report))
    if arguments.out:
        arguments.out.write_text(json.dumps(report, ensure_ascii=False, indent=1), "utf-8")


def ask_model(model: Path, texts: Sequence[str]) -> list[Parsed]:
    """Parses in one process of the bot's environment; raises CalledProcessError when it fails."""
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    return _bot_side("parse.py", [str(model.resolve()), str(BOT)], lines)


def latest_model(folder: Path = BOT / "models") -> Path:
    """The trained model that was made last; raises FileNotFoundError where there is none."""
    models = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise FileNotFoundError(f"no trained model in {folder}")
    return models[-1]


def ask_server(address: str, texts: Sequence[str]) -> list[Parsed]:
    """Parses by a running Rasa server with its API enabled; raises URLError when it is away."""
    if not address.startswith(("http://", "https://")):
        raise ValueError(f"not a web address: {address}")
    parses = []
    for text in texts:
        request = urllib.request.Request(  # noqa: S310 (the scheme was checked above)
            f"{address.rstrip('/')}/model/parse", json.dumps({"text": text}).encode()
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            parses.append(json.load(answer))
    return parses


def fold(folds: int) -> tuple[list[Case], list[Parsed]]:
    """Cross-validates the pipeline of config.yml over the training data."""
    examples = read_training(BOT / "data" / "nlu")
    task = {"examples": examples, "folds": fold_numbers(examples, folds, SEED)}
    found = _bot_side("fold.py", [str(BOT)], json.dumps(task))
    return [as_case(example) for example in examples], found


def measure(cases: Sequence[Case], parses: Sequence[Parsed]) -> Report:
    """All measures, as plain JSON values."""
    pairs = [
        (case.intent, str(parsed["intent"]["name"]))
        for case, parsed in zip(cases, parses, strict=True)
        if case.intent
    ]
    tallies = intent_tallies(pairs)
    facets = {facet: facet_tally(cases, parses, facet) for facet in FACETS}
    times = [float(parsed["milliseconds"]) for parsed in parses if "milliseconds" in parsed]
    return {
        "messages": len(cases),
        "intent_macro_f1": macro_f1(tallies),
        "intents": {k: [t.precision, t.recall, t.f1] for k, t in tallies.items()},
        "confusions": confusions(pairs),
        "facets": {k: [t.precision, t.recall, t.f1, t.right + t.missed] for k, t in facets.items()},
        "danger_recall": danger_recall(cases, parses),
        "false_alarms": false_alarms(cases, parses),
        "milliseconds": {"p50": percentile(times, 0.5), "p95": percentile(times, 0.95)},
        "misses": [vars(miss) for miss in misses(cases, parses)],
        "scores": scores(cases, parses),
        "calibration": calibrations(cases, parses),
        "cases": as_cases(cases, parses),
    }


def as_page(report: Report) -> str:
    """The report for reading in a terminal."""
    lines = [f"messages {report['messages']}"]
    lines += [f"{name}: {_score(score)}" for name, score in report["scores"].items()]
    lines += [
        f"  {name:16s} precision {p:.3f} recall {r:.3f} F1 {f:.3f}"
        for name, (p, r, f) in report["intents"].items()
    ]
    lines += [f"  {e} read as {g}: {n}" for e, g, n in report["confusions"][:40]]
    lines += [
        f"facet {name:20s} precision {p:.3f} recall {r:.3f} F1 {f:.3f} of {n}"
        for name, (p, r, f, n) in report["facets"].items()
    ]
    lines += _shares("danger heard", report["danger_recall"])
    lines += _shares("false alarm", report["false_alarms"])
    times = report["milliseconds"]
    lines.append(f"milliseconds p50 {times['p50']:.1f} p95 {times['p95']:.1f}")
    lines += [
        f"miss {m['what']}: {m['expected']} | {m['got']} | {m['text']}" for m in report["misses"]
    ]
    return "\n".join(lines) + "\n"


def _score(score: Score) -> str:
    if score["value"] is None:
        return "no cases"
    return f"{score['value']:.3f} [{score['low']:.3f}, {score['high']:.3f}] of {score['n']}"


def _shares(name: str, counts: dict[str, tuple[int, int]]) -> list[str]:
    lines = [f"{name} {kind:18s} {n} of {of} ({n / of:.3f})" for kind, (n, of) in counts.items()]
    total, whole = sum(n for n, _ in counts.values()), sum(of for _, of in counts.values())
    return [*lines, f"{name} in all {total} of {whole} ({total / max(whole, 1):.4f})"]


def _bot_side(script: str, arguments: list[str], given: str) -> list[Parsed]:
    python = BOT / ".venv" / "bin" / "python"
    done = subprocess.run(  # noqa: S603 (our own script in the bot's environment)
        [str(python), str(BOT_SIDE / script), *arguments],
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{script} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    marked = [line for line in done.stdout.splitlines() if line.startswith("PARSED ")]
    return [json.loads(line.removeprefix("PARSED ")) for line in marked]


if __name__ == "__main__":
    main()
