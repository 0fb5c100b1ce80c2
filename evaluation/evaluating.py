"""The whole of an evaluation: choose, run, hold against the record, write, and tell."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from actions.config import read_settings
from evaluation import gates
from evaluation.bench import opened
from evaluation.conditions import WITHOUT_COPIES, Condition, Result, read_conditions
from evaluation.deployed import deployed_model
from evaluation.intervals import Score
from evaluation.nlu.run import latest_model
from evaluation.one_run import Run, chosen, earlier, run_all, write
from evaluation.report.page import Context, Texts, page, read_texts, said, shown

FOLDER = "evaluation"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Asked:
    """What the maintainer asked for; no `only` is every condition, no `model` what serves."""

    only: tuple[str, ...] = ()
    fast: bool = False
    unseen: bool = False
    model: Path | None = None
    out: Path | None = None
    record: bool = False
    language: str = "nl"


class CannotEvaluateError(Exception):
    """There is no model, or no such condition; the text says what to do."""


def evaluate_all(asked: Asked, now: Callable[[], datetime], say: Say) -> list[gates.Fall]:
    """Runs, writes and tells; the figures that fell. Raises CannotEvaluateError."""
    texts, conditions = read_texts(asked.language), read_conditions()
    unknown = [name for name in asked.only if name not in conditions]
    if unknown:
        names, known = ", ".join(unknown), ", ".join(conditions)
        raise CannotEvaluateError(texts["unknown"].format(names=names, known=known))
    model = _model(asked, texts)
    wanted = chosen(asked.only, asked.fast, asked.unseen)
    say(texts["doing"].format(model=model.name))

    def follow(result: Result) -> None:
        say(_told(result, conditions, asked.language, texts))

    with opened(model, fast=asked.fast) as bench:
        run = run_all(bench, wanted, now, follow)
    if asked.record:
        gates.write_record(gates.with_results(gates.read_record(), run.results, conditions))
        say(texts["recorded_now"].format(file=gates.FILE.name))
    return _judge(run, asked, texts, say)


def _judge(run: Run, asked: Asked, texts: Texts, say: Say) -> list[gates.Fall]:
    """Holds the run against the record, writes both files, and says what fell."""
    conditions, record = read_conditions(), gates.read_record()
    fell = gates.falls(run.results, conditions, record)
    folder = asked.out or read_settings(os.environ).var_dir / FOLDER
    file = write(run, folder)
    context = Context(run, earlier(folder, run), conditions, record, fell)
    shown_at = file.with_suffix(".html")
    shown_at.write_text(page(context, asked.language), encoding="utf-8")
    say(texts["written_json"].format(file=file))
    say(texts["written"].format(page=shown_at))
    loose = gates.unrecorded(run.results, conditions, record)
    if loose:
        say(texts["unrecorded"].format(names=", ".join(loose)))
    say(texts["gate_closed"] if fell else texts["gate_open"])
    for fall in fell:
        say(said(fall, conditions, asked.language, texts))
    return fell


def _model(asked: Asked, texts: Texts) -> Path:
    if asked.model is not None:
        return asked.model
    try:
        return deployed_model(read_settings(os.environ).var_dir) or latest_model()
    except FileNotFoundError as error:
        raise CannotEvaluateError(texts["no_model"].format(folder="bot/models")) from error


def _told(result: Result, conditions: Mapping[str, Condition], language: str, texts: Texts) -> str:
    condition = conditions[result.condition]
    name, figure = next(iter(condition.figures.items()))
    said = texts["done_one"].format(
        **_told_figure(result.scores[name], figure.title[language], language),
        condition=condition.title[language],
        set=texts[f"set_{result.set}"],
        misses=len(result.misses),
        seconds=result.seconds,
    )
    without = result.scores.get(f"{name}{WITHOUT_COPIES}")
    if without is None:
        return said
    told = _told_figure(without, figure.title[language], language)
    return f"{said}\n{texts['done_without'].format(**told, cases=without['n'])}"


def _told_figure(score: Score, title: str, language: str) -> dict[str, str]:
    numbers = {name: shown(score[name], language) for name in ("value", "low", "high")}
    return {"figure": title, **numbers}
