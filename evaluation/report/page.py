"""Builds the page of a run: its figures beside the record, the run before and all runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evaluation.conditions import WITHOUT_COPIES, Condition, Result, Table
from evaluation.gates import Fall, Record, worst_allowed
from evaluation.intervals import Score
from evaluation.one_run import Run
from evaluation.report import charts

HERE = Path(__file__).parent
TEXTS = HERE.parent / "texts"
LANGUAGES = ("nl", "en")
MOST_LABELS = 30
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Context:
    """Everything a page tells of: the run, those before it, and what it is held against."""

    run: Run
    before: Sequence[Run]
    conditions: Mapping[str, Condition]
    record: Record
    falls: Sequence[Fall]


@dataclass(frozen=True)
class Line:
    """One figure on the page."""

    title: str
    value: str
    interval: str
    cases: int
    recorded: str
    previous: str
    fell: bool
    chart: Markup
    trend: Markup


def read_texts(language: str) -> Texts:
    """The words of the command and the page in a language."""
    texts: Texts = yaml.safe_load((TEXTS / f"{language}.yml").read_text(encoding="utf-8"))
    return texts


def page(context: Context, language: str) -> str:
    """The whole page as HTML."""
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    texts = read_texts(language)
    sections = [_section(context, result, language, texts) for result in context.run.results]
    return environment.get_template("page.html").render(
        t=texts,
        language=language,
        run=context.run,
        falls=[said(fall, context.conditions, language, texts) for fall in context.falls],
        sections=sections,
        before=context.before[-1] if context.before else None,
        runs=len(context.before) + 1,
        style=Markup((HERE / "style.css").read_text(encoding="utf-8")),  # noqa: S704 (our own)
    )


def said(fall: Fall, conditions: Mapping[str, Condition], language: str, texts: Texts) -> str:
    """A fallen figure as a sentence."""
    condition = conditions[fall.condition]
    return texts["fell"].format(
        condition=condition.title[language],
        set=texts[f"set_{fall.set}"],
        figure=condition.figures[fall.figure].title[language],
        value=shown(fall.value, language),
        recorded=shown(fall.recorded, language),
        limit=shown(fall.limit, language),
    )


def shown(value: float | None, language: str) -> str:
    """A number as people of the language write it; a dash where there is none."""
    if value is None:
        return "–"
    text = f"{value:.3f}" if -1 <= value <= 1 else f"{value:.1f}"
    return text.replace(".", ",") if language == "nl" else text


def _section(context: Context, result: Result, language: str, texts: Texts) -> dict[str, Any]:
    condition = context.conditions[result.condition]
    earlier = _earlier(context, result)
    return {
        "id": f"{result.condition}-{result.set}",
        "condition": condition,
        "result": result,
        "seconds": f"{result.seconds:.0f}",
        "lines": [
            _line(context, result, name, language, texts) for name in _ordered(condition, result)
        ],
        "matrices": [_matrix(table) for table in result.measured.confusions],
        "calibration": [
            _calibrated(name, found, language, texts)
            for name, found in result.measured.calibration.items()
        ],
        "turned": turned(earlier, result) if earlier else None,
    }


def _ordered(condition: Condition, result: Result) -> list[str]:
    """The figures of the condition in its own order, each with its like without near-copies
    behind it; then those of its parts.
    """
    both = (each for name in condition.figures for each in (name, f"{name}{WITHOUT_COPIES}"))
    named = [name for name in both if name in result.scores]
    return [*named, *(name for name in result.scores if name not in named)]


def turned(earlier: Result, result: Result) -> dict[str, list[Any]]:
    """The cases that came to be wrong, and to be right, since the run before."""
    was = {case.id: case.right for case in earlier.measured.cases}
    wrong = [c for c in result.misses if was.get(c.id) is True]
    right = [c for c in result.measured.cases if c.right and was.get(c.id) is False]
    return {"wrong": wrong, "right": right}


def _line(context: Context, result: Result, name: str, language: str, texts: Texts) -> Line:
    score = result.scores[name]
    figure = context.conditions[result.condition].figures.get(name)
    recorded = context.record.get(result.condition, {}).get(result.set, {}).get(name)
    limit = worst_allowed(figure, recorded) if figure and recorded else None
    title = _title(context.conditions[result.condition], name, language, texts)
    before = [r.result(result.condition, result.set) for r in context.before]
    values = [r.scores[name]["value"] if r and name in r.scores else None for r in before]
    known = [value for value in values if value is not None]
    low, high = shown(score["low"], language), shown(score["high"], language)
    value = shown(score["value"], language)
    label = texts["chart_interval"].format(figure=title, value=value, low=low, high=high)
    return Line(
        title=title,
        value=value,
        interval=f"{low} – {high}",
        cases=score["n"],
        recorded=shown(recorded["value"], language) if recorded else "–",
        previous=_change(score, known[-1] if known else None, language),
        fell=any((f.condition, f.set, f.figure) == (result.condition, result.set, name)
                 for f in context.falls),
        chart=Markup(charts.interval(score, limit, label)),  # noqa: S704 (numbers, escaped label)
        trend=Markup(  # noqa: S704 (as above)
            charts.trend([*values, score["value"]], texts["chart_trend"].format(figure=title))
        ),
    )  # fmt: skip


def _title(condition: Condition, name: str, language: str, texts: Texts) -> str:
    figure = condition.figures.get(name.removesuffix(WITHOUT_COPIES))
    if figure is None:
        return _by_part(name, texts)
    title = figure.title[language]
    return title if name in condition.figures else texts["without_copies"].format(figure=title)


def _by_part(name: str, texts: Texts) -> str:
    """A figure of a part, such as `invariance.typos`: codes, as the data spells them."""
    return texts["part"].format(name=name.replace("_", " ").replace(".", ": "))


def _change(score: Score, before: float | None, language: str) -> str:
    if before is None or score["value"] is None:
        return "–"
    moved = score["value"] - before
    return "=" if abs(moved) < 5e-4 else f"{'+' if moved > 0 else '−'}{shown(abs(moved), language)}"


def _earlier(context: Context, result: Result) -> Result | None:
    found = (run.result(result.condition, result.set) for run in reversed(context.before))
    return next((each for each in found if each is not None), None)


def _matrix(table: Table) -> dict[str, Any]:
    """Rows of what was expected, columns of what came; only labels that occur."""
    expected = sorted({e for e, _, _ in table.counts})[:MOST_LABELS]
    got = sorted({g for _, g, _ in table.counts})[:MOST_LABELS]
    counts = {(e, g): n for e, g, n in table.counts}
    rows = []
    for name in expected:
        right = table.right.get(name, name)
        cells = [(counts.get((name, other), 0), other == right) for other in got]
        total = sum(n for n, _ in cells)
        rows.append((name, [(n, same, round(n / total, 2) if total else 0) for n, same in cells]))
    return {"title": table.title, "columns": got, "rows": rows}


def _calibrated(name: str, found: Mapping[str, Any], language: str, texts: Texts) -> dict[str, Any]:
    error = shown(found["error"], language)
    label = texts["chart_calibration"].format(name=name, error=error)
    chart = Markup(charts.calibration(found["bins"], label))  # noqa: S704 (numbers, escaped label)
    bins = [
        {
            "promised": shown(b["promised"], language),
            "came": shown(b["came"], language),
            "n": b["n"],
        }
        for b in found["bins"]
    ]
    return {"name": name, "error": error, "bins": bins, "chart": chart}
