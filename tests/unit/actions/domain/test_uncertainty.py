"""A reading is doubted where its own figures say so."""

import pytest

from actions.domain.uncertainty import Doubt, doubts


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [
        ([("inform", 0.9), ("thanks", 0.05)], ()),
        ([("inform", 0.6), ("thanks", 0.3)], ()),
        ([("inform", 0.59), ("thanks", 0.3)], (Doubt.LOW_CONFIDENCE,)),
        ([("inform", 0.61), ("thanks", 0.42)], (Doubt.CLOSE,)),
        ([("inform", 0.3), ("thanks", 0.29)], (Doubt.LOW_CONFIDENCE, Doubt.CLOSE)),
        ([("nlu_fallback", 0.9), ("inform", 0.7), ("thanks", 0.1)], (Doubt.FALLBACK,)),
        ([("inform", 1.0)], ()),
        ([], (Doubt.FALLBACK,)),
    ],
)
def test_what_the_figures_say_against_a_reading(
    ranking: list[tuple[str, float]], expected: tuple[Doubt, ...]
) -> None:
    assert doubts(ranking) == expected
