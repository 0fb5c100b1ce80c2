"""What may be quoted: whole sentences that can be read alone, each under its own heading."""

import pytest

from knowledge.extraction import is_heading, is_quotable, leans, stretches
from knowledge.model import Hit

TEXT = """Wat doe je?
Nu
- Bel 112 bij gevaar.
- Dan wacht je buiten.
Het gaat om drie dingen:
De politie komt langs. Waarom zij?"""


def hit(text: str) -> Hit:
    return Hit(1, 1.0, "d", "D", "D › Boven", None, text, "d:1")


def test_a_passage_falls_apart_by_its_headings_and_its_broken_sentences() -> None:
    found = [(s.heading, s.sentences) for s in stretches(0, hit(TEXT)) if s.sentences]
    assert found == [
        ("Boven Wat doe je? Nu", ("Bel 112 bij gevaar.", "Dan wacht je buiten.")),
        ("Boven Wat doe je? Nu", ("De politie komt langs.",)),
    ]


@pytest.mark.parametrize("line", ["Wat is een loverboy?", "Als alles klopt", "B3.4.1 De AVG"])
def test_questions_and_lines_without_an_end_are_headings(line: str) -> None:
    assert is_heading(line)


@pytest.mark.parametrize("line", ["Je belt 112.", "Het gaat om:", "Zeker niet!"])
def test_a_line_with_an_end_is_no_heading(line: str) -> None:
    assert not is_heading(line)


@pytest.mark.parametrize(
    "sentence",
    ["maakt deel uit.", "Deze pagina zegt dat.", "Het gaat om:", "Mag dat dan?", "Ja.", ""],
)
def test_fragments_questions_and_list_openings_are_not_quoted(sentence: str) -> None:
    assert not is_quotable(sentence)


def test_a_whole_sentence_is_quoted() -> None:
    assert is_quotable("Een klein vermoeden is genoeg.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Daarom meld je het.",
        "In die tijd hoeft niemand weg.",
        "Meld het dan als niet-pluis.",
        "Het is een mensenhandelaar.",
        "They may stay.",
    ],
)
def test_a_sentence_that_points_back_leans(sentence: str) -> None:
    assert leans(sentence)


@pytest.mark.parametrize(
    "sentence", ["Het OM beslist over de zaak.", "Er zijn drie manieren.", "A victim may stay."]
)
def test_a_sentence_that_says_what_it_is_about_does_not_lean(sentence: str) -> None:
    assert not leans(sentence)
