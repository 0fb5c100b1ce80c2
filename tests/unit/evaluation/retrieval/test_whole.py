"""An index that is grown to measure a whole question: more of the same, its own part untouched."""

from pathlib import Path

import numpy as np
import pytest

from evaluation.retrieval.conditions import conditions
from evaluation.retrieval.run import Asked
from evaluation.retrieval.whole import grown, milliseconds
from knowledge.index import Index
from knowledge.ingest import ingest
from knowledge.ranking import Mixture
from knowledge.retrieval import Retriever, open_retriever

TEXTS = {
    "tuin": "# Tuin\n\nDe tuinman geeft de rozen elke avond water uit de grote regenton.\n",
    "keuken": "# Keuken\n\nDe kok bakt elke ochtend vers brood in de oven van de kelder.\n",
    "stal": "# Stal\n\nDe boer borstelt het oude paard voordat de zon boven het erf staat.\n",
}


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    folder: Path = tmp_path_factory.mktemp("grown")
    for name, text in TEXTS.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    ingest([folder], folder / "index")
    return open_retriever(folder / "index")


@pytest.fixture(scope="module")
def more(retriever: Retriever) -> Index:
    return grown(retriever.index, 40)


def test_what_was_there_stays_in_front_and_the_rest_is_made_of_it(
    retriever: Retriever, more: Index
) -> None:
    own = retriever.index.passages
    assert more.passages[: len(own)] == own
    assert len(more.passages) == len(more.vectors) == 40
    words = {word for passage in own for word in passage.text.split()}
    assert {word for passage in more.passages for word in passage.text.split()} == words
    assert np.allclose(np.linalg.norm(more.vectors, axis=1), 1.0, atol=1e-5)


def test_every_ranker_answers_over_the_grown_index(retriever: Retriever, more: Index) -> None:
    ranks = {c.name: c.rank for c in conditions(more, retriever.lexicon, Mixture())}
    rows = ranks["hybrid"]("wie geeft de rozen water", "nl")
    assert 0 < len(rows) <= 40
    asked = Asked("q", "wie geeft de rozen water", "paraphrase", ())
    assert [spent >= 0.0 for spent in milliseconds(ranks["hybrid"], [asked, asked])] == [True, True]
