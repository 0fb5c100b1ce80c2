"""Measures retrieval on questions with gold quotes, for every condition, in one command.

python -m evaluation.retrieval.run --questions FILE.jsonl --index DIR [--json OUT]
    [--model WEIGHTS] [--bank FOLDER]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.retrieval import metrics
from evaluation.retrieval.conditions import Condition, conditions
from evaluation.retrieval.variants import as_if
from knowledge.answering import calibration, confidence
from knowledge.index import Index
from knowledge.lexicon import Lexicon
from knowledge.ranking import Mixture, query_of
from knowledge.retrieval import open_retriever

DEPTH = 10
KINDS = ("paraphrase", "keyword", "fact", "similar", "english", "unanswerable")


@dataclass(frozen=True)
class Asked:
    """A question of the set, with the quotes that an answer must show."""

    id: str
    question: str
    kind: str
    gold: tuple[tuple[str, str], ...]

    @property
    def language(self) -> str:
        """English for the English questions, Dutch for all others."""
        return "en" if self.kind == "english" else "nl"


@dataclass(frozen=True)
class Outcome:
    """What one system found for one question."""

    asked: Asked
    found: tuple[int, ...]
    golds: int
    seconds: float


def read_questions(file: Path) -> tuple[Asked, ...]:
    """Questions of a JSONL file."""
    lines = (json.loads(x) for x in file.read_text(encoding="utf-8").splitlines() if x.strip())
    return tuple(
        Asked(
            str(line["id"]),
            line["question"],
            line["kind"],
            tuple((g["document"], g["quote"]) for g in line.get("gold", ())),
        )
        for line in lines
    )


def gold_rows(asked: Asked, index: Index) -> frozenset[int]:
    """Rows of the passages that count for a question."""
    return frozenset(
        row
        for row, passage in enumerate(index.passages)
        for document, quote in asked.gold
        if passage.document == document and metrics.shows(passage.text, quote)
    )


def outcomes(
    condition: Condition, questions: Sequence[Asked], golds: dict[str, frozenset[int]]
) -> list[Outcome]:
    """What a system finds for every answerable question."""
    results = []
    for asked in questions:
        started = time.perf_counter()
        rows = condition.rank(asked.question, asked.language)[:DEPTH]
        seconds = time.perf_counter() - started
        gold = golds[asked.id]
        found = tuple(int(int(row) in gold) for row in rows)
        results.append(Outcome(asked, found, len(gold), seconds))
    return results


def figures(results: Sequence[Outcome]) -> dict[str, Any]:
    """All measures of one system with 95 % intervals; latency in milliseconds."""
    table: dict[str, list[float]] = {
        f"R@{k}": [metrics.recall_at(r.found, k) for r in results] for k in (1, 3, 5, 10)
    }
    table["MRR@10"] = [metrics.reciprocal_rank_at(r.found) for r in results]
    table["nDCG@10"] = [metrics.ndcg_at(r.found, r.golds) for r in results]
    measured: dict[str, Any] = {
        name: [round(metrics.mean(v), 3), *(round(x, 3) for x in metrics.interval(v))]
        for name, v in table.items()
    }
    for kind in KINDS:
        of_kind = [metrics.recall_at(r.found, 5) for r in results if r.asked.kind == kind]
        if of_kind:
            measured[f"R@5 {kind}"] = [round(metrics.mean(of_kind), 3), len(of_kind)]
    times = sorted(r.seconds for r in results)
    measured["ms p50"] = round(1000 * times[len(times) // 2], 1)
    measured["ms p95"] = round(1000 * times[int(0.95 * (len(times) - 1))], 1)
    return measured


def answerability(index: Index, lexicon: Lexicon, questions: Sequence[Asked]) -> dict[str, Any]:
    """AUROC of the confidence, and at the threshold: answered right to, stopped right to."""
    sides: dict[bool, list[float]] = {True: [], False: []}
    for asked in questions:
        query = query_of(asked.question, index, lexicon, asked.language)
        sides[asked.kind != "unanswerable"].append(confidence(query, index))
    area = metrics.auroc(sides[True], sides[False])
    low, high = metrics.auroc_interval(sides[True], sides[False])
    limit = calibration().threshold
    return {
        "AUROC": [round(area, 3), round(low, 3), round(high, 3)],
        "answered": round(metrics.mean([float(sure >= limit) for sure in sides[True]]), 3),
        "stopped": round(metrics.mean([float(sure < limit) for sure in sides[False]]), 3),
    }


def evaluate(
    index: Index, lexicon: Lexicon, questions: Sequence[Asked], only: Collection[str] = ()
) -> dict[str, Any]:
    """Every condition, or only those named, on every question, and what could not be measured."""
    answerable = [q for q in questions if q.kind != "unanswerable"]
    golds = {q.id: gold_rows(q, index) for q in answerable}
    lost = [q.id for q in answerable if not golds[q.id]]
    report: dict[str, Any] = {
        "passages": len(index.passages),
        "questions": len(questions),
        "gold not in any passage": lost,
    }
    for condition in conditions(index, lexicon, Mixture()):
        if only and condition.name not in only:
            continue
        report[condition.name] = figures(outcomes(condition, answerable, golds))
    report["answerability"] = answerability(index, lexicon, questions)
    return report


def table(report: dict[str, Any]) -> str:
    """The report as a table for reading."""
    columns = ["R@1", "R@3", "R@5", "R@10", "MRR@10", "nDCG@10"]
    lines = ["| system | " + " | ".join(columns) + " | ms p50 |", "|---" * 8 + "|"]
    for name, values in report.items():
        if isinstance(values, dict) and "R@5" in values:
            cells = [f"{values[c][0]:.2f}" for c in columns]
            lines.append(f"| {name} | " + " | ".join(cells) + f" | {values['ms p50']} |")
    for name, values in report.items():
        if isinstance(values, dict) and "R@5" in values:
            kinds = (f"{k[4:]} {v[0]:.2f} (n={v[1]})" for k, v in values.items() if k[:4] == "R@5 ")
            low, high = values["R@5"][1:]
            lines.append(f"{name}: R@5 {low:.2f}–{high:.2f}; " + "; ".join(kinds))
    lines.append(f"answerability {report['answerability']}")
    lines.append(f"gold not in any passage: {report['gold not in any passage']}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print; with --json also write everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=Path, required=True, action="append")
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--model", type=Path, help="weights to measure instead of the index's")
    parser.add_argument("--bank", type=Path, help="folder of written questions to search by")
    chosen = parser.parse_args(arguments)
    questions = [q for file in chosen.questions for q in read_questions(file)]
    retriever = open_retriever(chosen.index)
    index = as_if(retriever.index, chosen.model, chosen.bank)
    report = evaluate(index, retriever.lexicon, questions)
    sys.stdout.write(table(report) + "\n")
    if chosen.json:
        text = json.dumps(report, ensure_ascii=False, indent=1)
        chosen.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
