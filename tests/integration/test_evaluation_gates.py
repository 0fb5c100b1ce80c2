"""The trained model keeps to the figures on record: danger, understanding, routes, fairness.

The fast part of `nietpluis evaluate --gate`, without a running system or a knowledge base.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evaluation.bench import Bench, opened
from evaluation.conditions import read_conditions, run_condition
from evaluation.evaluating import Asked, CannotEvaluateError, evaluate_all
from evaluation.gates import falls, read_record
from evaluation.nlu.run import latest_model
from evaluation.one_run import earlier, read
from evaluation.report.page import read_texts, said

GATED = ("danger", "intents", "slots", "routing", "fairness", "masking", "languages",
         "plain_language", "indicators")  # fmt: skip


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """The model that `make setup` trained, loaded once."""
    with opened(latest_model()) as found:
        yield found


@pytest.mark.parametrize("name", GATED)
def test_no_figure_fell_below_its_record(name: str, bench: Bench) -> None:
    conditions = read_conditions()
    fell = falls([run_condition(name, bench)], conditions, read_record())
    assert [said(fall, conditions, "en", read_texts("en")) for fall in fell] == []


def test_a_run_leaves_a_file_and_a_page_and_knows_the_run_before(tmp_path: Path) -> None:
    asked = Asked(only=("languages",), model=latest_model(), out=tmp_path, language="en")
    told: list[str] = []
    moments = [datetime(2026, 1, 1, 10, 0, second, tzinfo=UTC) for second in (1, 1, 2, 2)]
    for clock in (iter(moments[:2]), iter(moments[2:])):
        evaluate_all(asked, clock.__next__, told.append)
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == [f"20260101-10000{n}.{kind}" for n in (1, 2) for kind in ("html", "json")]
    run = read(tmp_path / "20260101-100002.json")
    assert [before.id for before in earlier(tmp_path, run)] == ["20260101-100001"]
    assert run.facts["data"]["evaluation/language/lines.tsv"]
    assert read_texts("en")["gate_open"] in told


def test_an_unknown_condition_is_answered_with_those_there_are() -> None:
    asked = Asked(only=("nothing",), language="en")
    with pytest.raises(CannotEvaluateError, match=r"no such part: nothing.*danger, intents"):
        evaluate_all(asked, lambda: datetime(2026, 1, 1, tzinfo=UTC), print)
