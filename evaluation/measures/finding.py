"""Conditions on the knowledge base: whether passages are found, and when none should be quoted."""

from collections.abc import Sequence
from pathlib import Path

from evaluation.bench import Bench
from evaluation.conditions import Case, Condition, Measured
from evaluation.intervals import measured, share
from evaluation.retrieval import metrics
from evaluation.retrieval.conditions import conditions
from evaluation.retrieval.run import Asked, Outcome, gold_rows, outcomes, read_questions
from knowledge.answering import calibration, confidence
from knowledge.index import Index
from knowledge.ranking import Mixture, query_of

OURS, PLAIN = "hybrid", "bm25 plain"
FIRST = 5
UNANSWERABLE = "unanswerable"


def retrieval(bench: Bench, condition: Condition, data: Path) -> Measured:
    """Questions with an answer in a document of this knowledge base, ours beside plain BM25."""
    index = bench.retriever.index
    questions = [q for q in asked(index, data) if q.kind != UNANSWERABLE]
    golds = {q.id: gold_rows(q, index) for q in questions}
    systems = {c.name: c for c in conditions(index, bench.retriever.lexicon, Mixture())}
    found = outcomes(systems[OURS], questions, golds)
    plain = outcomes(systems[PLAIN], questions, golds)
    times = [1000 * each.seconds for each in found]
    scores = {
        "recall_5": measured(found, _recall),
        "mrr_10": measured(found, lambda d: metrics.mean(list(map(_rank, d)))),
        "ndcg_10": measured(found, lambda d: metrics.mean(list(map(_gain, d)))),
        "plain_recall_5": measured(plain, _recall),
        "milliseconds": measured(times, lambda d: sorted(d)[len(d) // 2]),
    }
    return Measured(scores, list(map(_as_case, found)))


def answerability(bench: Bench, condition: Condition, data: Path) -> Measured:
    """Whether confidence tells the questions that have an answer from those that have none."""
    index, lexicon = bench.retriever.index, bench.retriever.lexicon
    limit = calibration().threshold
    sure: dict[bool, list[float]] = {True: [], False: []}
    told = []
    for question in asked(index, data):
        answered = question.kind != UNANSWERABLE
        found = confidence(query_of(question.question, index, lexicon, question.language), index)
        sure[answered].append(found)
        right = (found >= limit) is answered
        what = f"{'stopped' if answered else 'answered'}, {found:.2f} against {limit:.2f}"
        told.append(Case(question.id, right, question.question, () if right else (what,)))
    area = metrics.auroc(sure[True], sure[False])
    low, high = metrics.auroc_interval(sure[True], sure[False])
    scores = {
        "auroc": {"value": round(area, 4), "low": round(low, 4), "high": round(high, 4),
                  "n": len(told)},
        "answered": share(sum(found >= limit for found in sure[True]), len(sure[True])),
        "stopped": share(sum(found < limit for found in sure[False]), len(sure[False])),
    }  # fmt: skip
    return Measured(scores, told)


def asked(index: Index, data: Path) -> list[Asked]:
    """The questions that this knowledge base could answer, and those that none answers.

    An installation may hold the guidance alone, without the policy documents.
    """
    held = {passage.document for passage in index.passages}
    questions = read_questions(data)
    return [q for q in questions if not q.gold or any(name in held for name, _ in q.gold)]


def _recall(found: Sequence[Outcome]) -> float:
    return metrics.mean([metrics.recall_at(each.found, FIRST) for each in found])


def _rank(each: Outcome) -> float:
    return metrics.reciprocal_rank_at(each.found)


def _gain(each: Outcome) -> float:
    return metrics.ndcg_at(each.found, each.golds)


def _as_case(each: Outcome) -> Case:
    right = bool(metrics.recall_at(each.found, FIRST))
    place = each.found.index(1) + 1 if 1 in each.found else None
    what = f"first right passage at {place}" if place else "no right passage in ten"
    return Case(each.asked.id, right, each.asked.question, () if right else (what,))
