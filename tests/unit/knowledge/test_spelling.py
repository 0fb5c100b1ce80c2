"""A word that is spelled otherwise finds its passage, by all runs of letters or by words alike."""

import pytest

from knowledge.lexical import WordIndex
from knowledge.spelling import Spelling
from knowledge.words import terms, vocabulary_of

TEXTS = (
    "De aardbeienplukker slaapt in de schuur.",
    "De tuinman geeft de rozen water.",
    "Het paspoort ligt bij de werkgever.",
)
WORDS = WordIndex.build([terms(text) for text in TEXTS])
OF_PASSAGES = Spelling.build(TEXTS, ())
OF_WORDS = Spelling.of([*vocabulary_of(TEXTS), "paspoortloos"])


@pytest.mark.parametrize("spelling", [OF_PASSAGES, OF_WORDS])
@pytest.mark.parametrize(
    ("question", "row"), [("aardbeienpluker", 0), ("tuinmanen", 1), ("pasport kwijt", 2)]
)
def test_a_misspelled_word_finds_its_passage(spelling: Spelling, question: str, row: int) -> None:
    assert int(spelling.scores(question, (), 0.25, WORDS).argmax()) == row


def test_a_word_that_passages_have_stands_for_itself_alone() -> None:
    assert not OF_WORDS.scores("paspoort", (), 0.25, WORDS).any()


def test_a_word_like_no_other_finds_nothing() -> None:
    assert not OF_WORDS.scores("xyzzy", (), 0.25, WORDS).any()
