"""Likelihoods that do not follow how often a label was written."""

from pathlib import Path

import numpy as np
from components.evenness import evened, raised
from components.text_model import Document, TextModel, TextModelSettings

LEARNED = ["report"] * 6 + ["bye"] * 2 + ["danger"] * 2
LABELS = ["bye", "danger", "report"]


def test_a_label_is_raised_by_how_seldom_it_was_written() -> None:
    whole = raised(LEARNED, LABELS, power=1.0, apart="danger")
    assert whole.round(6).tolist() == [5.0, 0.0, round(10 / 6, 6)]
    assert raised(LEARNED, LABELS, power=0.0, apart="").tolist() == [1.0, 1.0, 1.0]


def test_what_stands_apart_keeps_its_likelihood_and_the_others_their_sum() -> None:
    by = raised(LEARNED, LABELS, power=1.0, apart="danger")
    even = evened(np.array([[0.2, 0.4, 0.4]]), by)
    assert even.round(6).tolist() == [[0.36, 0.4, 0.24]]


def test_where_all_but_the_one_apart_are_impossible_nothing_changes() -> None:
    by = raised(LEARNED, LABELS, power=1.0, apart="danger")
    assert evened(np.array([[0.0, 1.0, 0.0]]), by).tolist() == [[0.0, 1.0, 0.0]]


def test_an_unclear_message_leans_less_to_what_was_written_most() -> None:
    texts = ["hij werkt zonder loon", "zij mag niet weg", "er staat een busje", "tot ziens"] * 5
    labels = ["report", "report", "report", "bye"] * 5
    documents = [Document(text) for text in texts]
    plain = TextModel(TextModelSettings()).fit(documents, labels)
    even = TextModel(TextModelSettings(evenness=0.4)).fit(documents, labels)
    unclear = Document("ziens loon")
    assert even.probabilities(unclear)["bye"] > plain.probabilities(unclear)["bye"]
    assert abs(sum(even.probabilities(unclear).values()) - 1) < 1e-6


def test_a_model_is_loaded_as_even_as_it_was_saved(tmp_path: Path) -> None:
    documents = [Document(text) for text in ["zonder loon", "mag niet weg", "tot ziens"] * 4]
    labels = ["report", "danger", "bye"] * 3 + ["report"] * 3
    settings = TextModelSettings(evenness=0.4, apart="danger")
    model = TextModel(settings).fit(documents, labels)
    model.save(tmp_path)
    unclear = Document("weg loon")
    assert TextModel.load(tmp_path).probabilities(unclear) == model.probabilities(unclear)
