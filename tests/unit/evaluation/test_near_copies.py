"""What was learned from, nearly, is named by its place, and figures are told without it."""

from collections.abc import Sequence

from evaluation.intervals import Score, share
from evaluation.leak_sources import Text
from evaluation.near_copies import also_without_copies, copied
from evaluation.nlu.cases import Case
from evaluation.nlu.scores import Parsed
from evaluation.vector_leaks import own_embedder

LEARNED = [Text("learned:1", "er slapen twaalf mannen boven de winkel"), Text("learned:2", "ja")]


def _share(cases: Sequence[Case], parses: Sequence[Parsed]) -> dict[str, Score]:
    right = sum(c.intent == p["intent"] for c, p in zip(cases, parses, strict=True))
    return {"accuracy": share(right, len(cases))}


def test_a_copy_is_named_by_its_place_and_what_everybody_types_is_none() -> None:
    said = [
        "de gemeente haalt vrijdag het oud papier op",
        "Er slapen twaalf mannen boven de winkels!",
        "ja",
        "boven de winkel slapen er twaalf mannen",
    ]
    assert copied(said, LEARNED, own_embedder()) == {1, 3}


def test_each_figure_is_told_again_without_the_copies() -> None:
    cases = [Case("a", "x"), Case("b", "x"), Case("c", "y")]
    parses: list[Parsed] = [{"intent": "x"}, {"intent": "y"}, {"intent": "y"}]
    assert also_without_copies(_share, cases, parses, frozenset({0})) == {
        "accuracy": share(2, 3),
        "accuracy.without_near_copies": share(1, 2),
    }
