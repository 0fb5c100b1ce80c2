"""What the models read says nothing of who somebody is."""

import pytest
from components.folding import fold
from components.neutral import load_neutral_words, neutral

SAME = [
    ("Een Poolse man werkt in de kas", "Een vrouw werkt in de kas"),
    ("Zij slaat haar man", "Hij slaat zijn vrouw"),
    ("Een Roma-kind moet bedelen", "Een kind moet bedelen"),
    ("Een meisje van 16 met autisme is weg", "Een jongen van 16 is weg"),
    ("A Nigerian woman is forced", "A gentleman is forced"),
    ("De lesbische buren maken herrie", "De katholieke buren maken herrie"),
]


def read(text: str) -> str:
    return neutral(fold(text), load_neutral_words())


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_story_of_another_reads_the_same(one: str, other: str) -> None:
    assert read(one) == read(other)


@pytest.mark.parametrize("text", ["let op de deur", "drie mannen op de gang", "ik spreek engels"])
def test_other_words_stay(text: str) -> None:
    assert read(text) == text
