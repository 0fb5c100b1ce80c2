"""Text that lost its layout is mended without breaking what was right."""

from collections import Counter

import pytest

from knowledge.cleaning import (
    fold_echoes,
    join_lines,
    mark_glued,
    normalise,
    take_marks,
    tidy,
    unlike,
)
from knowledge.model import Block

WORDS = Counter({"fietsenmaker": 2, "informatie-uitwisseling": 1, "re": 1})


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("de fietsen-", "maker komt", "de fietsenmaker komt"),
        ("om informatie-", "uitwisseling vragen", "om informatie-uitwisseling vragen"),
        ("in Zuid-", "Oost wonen", "in Zuid-Oost wonen"),
        ("het non-", "punishment beginsel", "het non-punishment beginsel"),
        ("zorg-", "en hulp", "zorg- en hulp"),
        ("gewoon", "verder", "gewoon verder"),
    ],
)
def test_a_hyphen_at_a_line_end_is_judged_by_the_words_of_the_document(
    left: str, right: str, joined: str
) -> None:
    assert join_lines(left, right, WORDS) == joined


@pytest.mark.parametrize(
    ("text", "clean", "marks"),
    [
        ("volgens de politie12 is dat zo", "volgens de politie is dat zo", ("12",)),
        ("artikel 273f en B12 blijven", "artikel 273f en B12 blijven", ()),
        ("de jaren 2016-201812 waren", "de jaren 2016-2018 waren", ("12",)),
        ("dat kost 12 euro", "dat kost 12 euro", ()),
        ("op bladzijde.12 Daarna", "op bladzijde. Daarna", ("12",)),
    ],
)
def test_only_figures_glued_to_words_are_footnote_marks(
    text: str, clean: str, marks: tuple[str, ...]
) -> None:
    assert take_marks(mark_glued(text, ("12",))) == (clean, marks)


def test_soft_hyphens_and_control_signs_disappear() -> None:
    assert normalise("ge\u00admeente\u200b\x07 huis\r\n") == "gemeente huis\n"


def test_markup_left_by_converters_disappears() -> None:
    text = "**Let op** zie [de lijst](#) , <b>nu</b> en a\\_b bij tuin@ voorbeeld.nl"
    assert tidy(text) == "Let op zie de lijst, nu en a_b bij tuin@voorbeeld.nl"


def test_of_two_equal_blocks_the_first_stays() -> None:
    block = Block("Een tuin vraagt om aandacht en water in de warme zomer.")
    assert fold_echoes((block, Block(block.text + ""))) == (block,)


def test_of_texts_that_nearly_repeat_each_other_the_first_stays() -> None:
    box = "De tuinman komt elke dinsdag om te snoeien en te maaien en blijft tot het donker is."
    other = "De kas is van glas en staat in de volle zon naast de sloot achter het huis."
    assert unlike([box, f"{box} Dat is zo.", other], 3) == [0, 2]
    assert unlike([box, other], 1) == [0]
