"""A grown index is what ingestion would have made of the same passages."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from evaluation.retrieval import growing
from evaluation.retrieval.run import Asked
from evaluation.retrieval.whole import grow, search
from knowledge.embedding import StaticEmbedder, shipped_folder
from knowledge.ingest import ingest
from knowledge.lexical import WordIndex
from knowledge.retrieval import Retriever, open_retriever
from knowledge.words import tokens

TEXTS = {
    "tuin": "# Tuin\n\nDe tuinman geeft de rozen elke avond water uit de grote regenton.\n",
    "keuken": "# Keuken\n\nDe kok bakt elke ochtend vers brood in de oven van de kelder.\n",
    "stal": "# Stal\n\nDe boer borstelt het oude paard voordat de zon boven het erf staat.\n",
}
OTHER = tokens("de trein rijdt langs het kanaal naar de stad en stopt bij elk klein dorp")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("grown")
    for name, text in TEXTS.items():
        (made / f"{name}.md").write_text(text, encoding="utf-8")
    ingest([made], made / "index")
    return made


@pytest.fixture(scope="module")
def retriever(folder: Path) -> Retriever:
    return open_retriever(folder / "index")


def test_words_and_vectors_are_those_of_the_texts_themselves(retriever: Retriever) -> None:
    parts = growing.parts_of(retriever.index.passages, 40, OTHER)
    texts = [
        " ".join(parts.texts[at] for at in (first, second) if at >= 0)
        for first, second in zip(parts.first, parts.second, strict=True)
    ]
    quick, slow = growing.word_index(parts, tokens), WordIndex.build([tokens(t) for t in texts])
    asked = dict.fromkeys(["rozen", "elke", "de", "trein", "nergens"], 1.0)
    assert np.allclose(quick.scores(asked), slow.scores(asked), atol=1e-5)
    embedder = StaticEmbedder.open(shipped_folder())
    assert np.allclose(growing.vectors(parts, embedder), embedder.passages(texts), atol=1e-5)


def test_what_was_there_stays_in_front(retriever: Retriever) -> None:
    own = retriever.index.passages
    parts = growing.parts_of(own, 40, OTHER)
    made = tuple(growing.made(own, parts))
    assert (made[: len(own)], len(made)) == (own, 40)
    assert replace(made[-1], id="", text="") in {replace(p, id="", text="") for p in own}


def test_a_grown_index_is_opened_and_measured(folder: Path) -> None:
    told = grow(folder / "index", folder / "grown", 40, OTHER)
    assert (told["passages"], told["vectors"]) == (40, "Flat")
    asked = Asked("q", "wie geeft de rozen water", "paraphrase", ())
    measured = search(folder / "grown", [asked, asked], 1)
    assert measured["recall@10 of vectors"] == 1.0
