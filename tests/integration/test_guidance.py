"""What the conversation gets from the knowledge base, and what it hears when there is none."""

import logging
from pathlib import Path

import pytest

from actions.adapters.guidance import Guidance
from actions.domain.codes import Language
from actions.service_layer.records import AnswerQuotes, Unanswered
from knowledge.ingest import ingest

DESK = """# Aan het loket

Voelt het niet goed aan de balie, dan meldt de medewerker dat bij de aandachtsfunctionaris
mensenhandel van Demodorp. Ook een klein vermoeden van uitbuiting is genoeg om te melden.
"""
QUESTION = "bij wie meldt de medewerker een vermoeden van uitbuiting"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    file = tmp_path / "loket-2022.md"
    file.write_text(DESK, encoding="utf-8")
    ingest([file], tmp_path / "index")
    return tmp_path / "index"


def test_without_an_index_a_question_is_not_called_unknown(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    guidance = Guidance(tmp_path / "none", "http://demo")
    with caplog.at_level(logging.ERROR):
        heard = [guidance.answer(QUESTION, None, Language.NL) for _ in range(2)]
    assert heard == [Unanswered.NO_INDEX] * 2
    assert guidance.find(QUESTION, None, Language.NL) == ()
    told = [record.getMessage() for record in caplog.records]
    assert len(told) == 1
    assert "nietpluis setup" in told[0]


def test_what_nothing_answers_is_unknown(index: Path) -> None:
    guidance = Guidance(index, "http://demo")
    assert guidance.answer("wat kost een pizza", None, Language.NL) == Unanswered.UNKNOWN


def test_a_quote_links_to_its_own_sentence(index: Path) -> None:
    answer = Guidance(index, "http://demo/").answer(QUESTION, None, Language.EN)
    assert isinstance(answer, AnswerQuotes)
    assert answer.language == Language.NL
    assert len(answer.quotes) <= 4
    for quote in answer.quotes:
        path, _, span = quote.url.partition("?")
        start, end = (int(part.partition("=")[2]) for part in span.split("&"))
        assert path.startswith("http://demo/kennis/loket-2022:")
        assert end - start == len(quote.quote)
    assert [passage.document for passage in answer.passages] == ["loket-2022"]


def test_a_historic_source_tells_its_year(tmp_path: Path) -> None:
    file = tmp_path / "loket-2012.md"
    file.write_text(DESK, encoding="utf-8")
    ingest([file], tmp_path / "index")
    answer = Guidance(tmp_path / "index", "").answer(
        "wat is genoeg, is een klein vermoeden van uitbuiting genoeg", None, Language.NL
    )
    assert isinstance(answer, AnswerQuotes)
    assert answer.old_year == 2012
