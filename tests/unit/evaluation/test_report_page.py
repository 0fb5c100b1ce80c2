"""The page of a run stands on its own, tells every miss, and says what fell and what turned."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from evaluation.conditions import Case, Measured, Result, Table, read_conditions
from evaluation.gates import Fall
from evaluation.one_run import Run
from evaluation.report.page import LANGUAGES, Context, page, read_texts, shown, turned

SCORE = {"value": 0.96, "low": 0.8, "high": 0.99, "n": 25}
BINS = [{"n": 4, "promised": 0.2, "came": 0.25}, {"n": 5, "promised": 0.9, "came": 0.8}]


def _run(number: int, *cases: Case, value: float = 0.96) -> Run:
    scores = {name: {**SCORE, "value": value} for name in read_conditions()["danger"].figures}
    table = Table("danger", [("direct", "112", 24), ("direct", "-", 1)], {"direct": "112"})
    measured = Measured(scores, cases, [table], {"danger": {"bins": BINS, "error": 0.1}})
    facts = {
        "id": f"2026010{number}-100000", "began": "2026-01-01T10:00:00+00:00", "seconds": 3.0,
        "commit": "abc", "changed_since_commit": True, "model": {"file": "m", "sha256": "0"},
        "python": "3.11", "versions": {"numpy": "2"}, "seeds": {"folds": 1}, "data": {"a": "b"},
    }  # fmt: skip
    return Run(facts, [Result("danger", "dev", 2.0, measured)])


MISSED = Case("7", False, "zij <b>huilt</b>", ("not heard (oblique): 0.40",))
LIMIT = {"danger": {"dev": {"recall": SCORE}}}
FELL = Fall("danger", "dev", "recall", 0.7, 0.96, 0.8)


def _page(language: str = "nl", **changes: Any) -> str:
    run, before = _run(2, MISSED), [_run(1, Case("7", True, "zij huilt"), value=0.9)]
    return page(Context(run, before, read_conditions(), LIMIT, changes.get("falls", ())), language)


def test_every_miss_is_told_and_its_text_is_no_markup() -> None:
    shown_page = _page()
    assert "zij &lt;b&gt;huilt&lt;/b&gt;" in shown_page
    assert "not heard (oblique): 0.40" in shown_page


def test_the_difference_is_with_the_last_run_that_measured_the_same() -> None:
    other = Run(_run(2).facts, [Result("masking", "dev", 1.0, Measured({}))])
    run, before = _run(3, MISSED), [_run(1, MISSED, value=0.9), other]
    content = page(Context(run, before, read_conditions(), LIMIT, ()), "nl")
    assert '<td class="number">+0,060</td>' in content


def test_a_matrix_marks_what_should_have_come_as_right() -> None:
    assert '<td class="number hit">24</td>' in _page()
    assert '<td class="number miss">1</td>' in _page()


def test_nothing_is_fetched_from_anywhere() -> None:
    assert re.findall(r"(?:src|href)=\"(?!#)[^\"]*\"|@import|url\(", _page()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_fell_is_said_in_a_sentence(language: str) -> None:
    texts = read_texts(language)
    assert texts["gate_open"] in _page(language)
    closed = _page(language, falls=[FELL])
    assert texts["gate_closed"] in closed
    assert shown(0.7, language) in closed


def test_charts_say_in_words_what_they_show() -> None:
    pictures = re.findall(r"<svg[^>]*>", _page())
    assert pictures
    assert all(
        'role="img"' in one and re.search(r'aria-label="[^"]{10,}"', one) for one in pictures
    )


def test_tables_have_captions_and_headings_for_rows_and_columns() -> None:
    content = _page()
    assert content.count("<table>") == content.count("<caption>")
    assert content.count("<thead>") <= content.count('scope="col"')


def test_the_page_is_closed_as_it_was_opened() -> None:
    class Tags(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag not in ("meta", "line", "circle", "rect", "polyline"):
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            if tag not in ("meta", "line", "circle", "rect", "polyline"):
                assert self.open.pop() == tag

    tags = Tags()
    tags.feed(_page())
    assert tags.open == []


def test_a_case_that_turned_is_told_apart_from_one_that_was_wrong_before() -> None:
    old, new = _run(1, Case("7", True), Case("8", False)), _run(2, MISSED, Case("8", True))
    assert turned(old.results[0], new.results[0]) == {
        "wrong": [MISSED],
        "right": [Case("8", True)],
    }


def test_both_languages_have_the_same_texts() -> None:
    dutch, english = read_texts("nl"), read_texts("en")
    assert dutch.keys() == english.keys()
    fields = re.compile(r"\{(\w+)\}")
    assert {k: set(fields.findall(v)) for k, v in dutch.items()} == {
        k: set(fields.findall(v)) for k, v in english.items()
    }


@pytest.mark.parametrize(
    ("value", "dutch"), [(0.98, "0,980"), (84.56, "84,6"), (None, "–"), (-0.5, "-0,500")]
)
def test_numbers_are_written_as_people_write_them(value: float | None, dutch: str) -> None:
    assert shown(value, "nl") == dutch


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "Gevaar gehoord, zonder berichten die op een leerzin lijken"),
        ("en", "Danger heard, without near-copies of training texts"),
    ],
)
def test_a_figure_without_near_copies_stands_behind_the_figure_itself(
    language: str, words: str
) -> None:
    run = _run(1)
    scores = {**run.results[0].scores, "recall.without_near_copies": {**SCORE, "n": 21}}
    result = Result("danger", "dev", 2.0, Measured(scores))
    shown_page = page(Context(Run(run.facts, [result]), [], read_conditions(), LIMIT, ()), language)
    titles = re.findall(r"<tr><th scope=\"row\">([^<]+)</th><td class=\"number\">", shown_page)
    assert titles[1] == words
