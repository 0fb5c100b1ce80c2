"""Sections become passages of a readable size that know their place."""

from itertools import pairwise

from knowledge.chunking import LIMIT_WORDS, chunk
from knowledge.model import Block, Document, Reading, Section

DOCUMENT = Document("tuin", "Tuin")


def sentence(number: int) -> str:
    return f"Zin {number} gaat over een boom die in de tuin van de buren staat."


def test_a_long_section_is_cut_at_sentences_and_neighbours_are_linked() -> None:
    text = " ".join(sentence(i) for i in range(60))
    made = chunk(Reading(DOCUMENT, (Section(("Bomen",), (Block(text, page=3),)),)))
    assert len(made.passages) > 3
    assert all(len(p.text.split()) <= LIMIT_WORDS for p in made.passages)
    assert all(p.text.endswith(".") for p in made.passages)
    assert [(a.next, b.previous) for a, b in pairwise(made.passages)] == [
        (b.id, a.id) for a, b in pairwise(made.passages)
    ]


def test_every_passage_is_a_stretch_of_the_reading_text() -> None:
    sections = tuple(
        Section(("Tuin", f"Deel {i}"), (Block(sentence(i), "list_item"),)) for i in range(30)
    )
    made = chunk(Reading(DOCUMENT, sections))
    assert all(made.reading[p.start : p.end] == p.text for p in made.passages)


def test_small_sections_under_one_parent_share_a_passage() -> None:
    sections = (
        Section(("Tuin", "Bomen"), (Block(sentence(1), page=1),)),
        Section(("Tuin", "Rozen"), (Block(sentence(2), page=2),)),
    )
    (passage,) = chunk(Reading(DOCUMENT, sections)).passages
    assert (passage.heading, passage.page, passage.last_page) == (("Tuin", "Bomen"), 1, 2)
    assert "Rozen" in passage.text


def test_a_footnote_is_a_passage_of_its_own_that_its_text_points_at() -> None:
    section = Section(
        ("Tuin",),
        (
            Block(sentence(1), marks=("4",)),
            Block("Gemeten met een touw.", "footnote", None, ("4",)),
        ),
    )
    body, note = chunk(Reading(DOCUMENT, (section,))).passages
    assert body.notes == (note.id,)
    assert note.kind == "footnote"
    assert "touw" not in body.text
