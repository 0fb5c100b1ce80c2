"""Conditions on whole conversations, told to the whole system by a scripted person."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from evaluation.bench import Bench
from evaluation.conditions import Case, Condition, Measured, Table
from evaluation.conversations import Story, read_stories
from evaluation.figures import Report
from evaluation.intervals import share
from evaluation.play import WEBHOOK, measure
from evaluation.rasa_stories import rasa_test, read_rasa_stories

NAMES = ("without_fault", "primary_route_right", "routed_fields_right", "stuck", "asked_again",
         "asked_though_told", "turns_to_handoff")  # fmt: skip


def stories(bench: Bench, condition: Condition, data: Path) -> Measured:
    """Every story, or in a fast run the first of each kind, with what must come of it."""
    chosen = read_stories(data)
    if bench.fast and condition.limit:
        chosen = first_of_each(chosen, condition.limit)
    system = bench.system
    runs, report = measure(f"{system.url}{WEBHOOK}", chosen, system.token())
    scores = {name: report[name] for name in NAMES}
    scores |= {f"slot.{name}": score for name, score in report["slots"].items()}
    scores |= {f"kind.{name}": score for name, score in report["by_kind"].items()}
    routes = Counter(
        (str(run.story.expected["primary"]), _route(run.last("handoff")))
        for run in runs
        if run.story.expected.get("primary")
    )
    table = Table("route", [(e, g, n) for (e, g), n in sorted(routes.items())])
    return Measured(scores, [_as_case(row) for row in report["cases"]], [table])


def first_of_each(told: Sequence[Story], limit: int) -> list[Story]:
    """The first so many stories of each kind, in the order in which they came."""
    seen: Counter[str] = Counter()
    chosen = []
    for story in told:
        seen[story.kind] += 1
        if seen[story.kind] <= limit:
            chosen.append(story)
    return chosen


def _route(handoff: Report | None) -> str:
    return str(((handoff or {}).get("primary") or {}).get("route") or "-")


def _as_case(row: Report) -> Case:
    told = (f"asked {question}, which was told" for question in row["told_and_asked"])
    faults = (*row["faults"], *row["slots_wrong"], *told)
    return Case(str(row["id"]), not faults, "", faults)


def rasa_stories(bench: Bench, condition: Condition, data: Path) -> Measured:
    """Test stories in Rasa's format: the intent of each message, and what is done after it."""
    told = read_rasa_stories(data)
    wrong = rasa_test(bench.model, data, bench.folder / "rasa_test")
    cases, right_intents, messages = [], 0, 0
    for story in told:
        parses = bench.parser.parse([text for text, _ in story.said])
        read = [str(parsed["intent"]["name"]) for parsed in parses]
        pairs = list(zip(story.said, read, strict=True))
        misread = [f"{text}: {got}, expected {e}" for (text, e), got in pairs if got != e]
        right_intents += len(pairs) - len(misread)
        messages += len(pairs)
        faults = (*misread, *wrong.get(story.name, ()))
        cases.append(Case(f"{story.kind}/{story.name}", not faults, "", faults))
    scores = {
        "without_fault": share(sum(case.right for case in cases), len(cases)),
        "actions": share(sum(story.name not in wrong for story in told), len(told)),
        "intents": share(right_intents, messages),
    }
    return Measured(scores, cases)
