"""The same words in another order are a leak by vectors; another story is none."""

from collections.abc import Sequence

import numpy as np
import pytest

from evaluation.leak_sources import Text
from evaluation.leaks import Leak
from evaluation.vector_leaks import own_embedder, vector_leaks
from knowledge.embedding import Embedder, Matrix

TOLD = "er slapen twaalf mannen boven de winkel"


class _Words:
    """A bag of the words of TOLD: order does not count."""

    name = "words"
    dimensions = 8

    def passages(self, texts: Sequence[str]) -> Matrix:
        words = [*TOLD.split(), "anders"]
        rows = [[float(t.split().count(w)) for w in words] for t in texts]
        found: Matrix = np.array(rows, dtype=np.float32) + 1e-6
        found /= np.linalg.norm(found, axis=1, keepdims=True)
        return found

    queries = passages


def _found(training: str, evaluation: str, embedder: Embedder) -> list[Leak]:
    return list(vector_leaks([Text("a:1", training)], [Text("b:1", evaluation)], embedder))


@pytest.mark.parametrize(
    ("said", "leaks"),
    [
        ("boven de winkel slapen er twaalf mannen", [Leak("a:1", "b:1", 1.0, False)]),
        ("anders anders anders anders", []),
        ("twaalf mannen", []),
    ],
)
def test_order_does_not_count_and_short_messages_are_passed_over(
    said: str, leaks: list[Leak]
) -> None:
    assert _found(TOLD, said, _Words()) == leaks


def test_nothing_to_compare_is_no_leak() -> None:
    assert list(vector_leaks([], [Text("b:1", TOLD)], _Words())) == []


def test_the_shipped_weights_see_what_was_only_turned_round() -> None:
    assert len(
        _found("nee geen gevaar nu voor haar", "nee nu geen gevaar voor haar", own_embedder())
    )
    assert not _found(TOLD, "de gemeente haalt vrijdag het oud papier op", own_embedder())
