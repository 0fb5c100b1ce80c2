"""The conditions as data: each can be run, is called something, and gives back what it wrote."""

import json
import shlex
from importlib import import_module
from importlib.util import find_spec

import pytest

from evaluation.conditions import (
    HERE,
    Case,
    Condition,
    Measured,
    Result,
    Table,
    _unread,
    from_json,
    read_conditions,
    run_condition,
)

CONDITIONS = list(read_conditions().values())
each_condition = pytest.mark.parametrize("condition", CONDITIONS, ids=lambda c: c.name)


@each_condition
def test_a_condition_names_a_function_and_sets_that_are_there(condition: Condition) -> None:
    module, _, name = condition.runner.partition(":")
    assert callable(getattr(import_module(f"evaluation.measures.{module}"), name))
    assert [path for path in condition.sets.values() if not (HERE / path).exists()] == []
    assert set(condition.sets) <= {"dev", "unseen"}


@each_condition
def test_a_condition_has_words_in_both_languages(condition: Condition) -> None:
    for words in (condition.title, condition.about, *(f.title for f in condition.figures.values())):
        assert {language: bool(words[language]) for language in words} == {"nl": True, "en": True}


@each_condition
def test_the_command_of_a_condition_exists(condition: Condition) -> None:
    words = shlex.split(condition.alone)
    if words[0] == "nietpluis":
        assert words[1:] == ["evaluate", "--only", condition.name]
    else:
        module = words[words.index("-m") + 1]
        assert module == "rasa" or find_spec(module)


def test_a_result_comes_back_as_it_was_written() -> None:
    measured = Measured(
        {"f": {"value": 1.0, "low": 0.5, "high": 1.0, "n": 3}},
        [Case("1", False, "tekst", ("fout",))],
        [Table("t", [("a", "b", 2)])],
        {"danger": {"bins": [], "error": 0.0}},
    )
    result = Result("c", "dev", 1.5, measured)
    assert from_json(json.loads(json.dumps(result.as_json()))) == result


def test_the_texts_of_the_unseen_set_are_told_to_nobody() -> None:
    measured = Measured({}, [Case("1", False, "tekst", ("fout",))])
    assert _unread(measured).cases == [Case("1", False)]


def test_an_unknown_condition_says_which_there_are() -> None:
    with pytest.raises(LookupError, match="danger"):
        run_condition("nothing", None)  # type: ignore[arg-type]
