"""Long text is cut where a reader pauses, and nothing of it is lost."""

from hypothesis import given
from hypothesis import strategies as st

from channels.teams.pieces import pieces


def test_a_text_that_fits_stays_whole() -> None:
    assert pieces(" Bel 112. ", 20) == ["Bel 112."]


def test_nothing_gives_nothing() -> None:
    assert pieces(" \n ") == []


def test_a_paragraph_is_kept_together_before_a_sentence_is() -> None:
    text = "Een zin. Nog een zin.\n\nEen tweede stuk. En meer."
    assert pieces(text, 40) == ["Een zin. Nog een zin.", "Een tweede stuk. En meer."]


def test_a_sentence_is_kept_together_before_a_word_is() -> None:
    assert pieces("Dit is een zin. Dit is er nog een.", 25) == [
        "Dit is een zin.",
        "Dit is er nog een.",
    ]


def test_one_endless_word_is_cut() -> None:
    assert pieces("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]


@given(st.text(max_size=300), st.integers(5, 60))
def test_every_piece_fits_and_all_of_it_is_there(text: str, longest: int) -> None:
    found = pieces(text, longest)
    assert all(0 < len(piece) <= longest for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())
