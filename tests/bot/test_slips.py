"""Copies with slips: as people mistype, always the same, never another message altogether."""

from difflib import SequenceMatcher

import pytest
from components.lookups import LOOKUPS
from components.slips import Slips, load_slips, with_copies, with_slips

SHIPPED = load_slips(LOOKUPS / "slips.yml")
STORY = "er staat een meisje van zestien aan de balie en een man heeft haar paspoort in zijn tas"


def test_the_same_message_gets_the_same_slips() -> None:
    assert with_slips(STORY, SHIPPED) == with_slips(STORY, SHIPPED) != STORY


@pytest.mark.parametrize("at", range(6, 17))
def test_a_message_with_slips_still_reads_as_that_message(at: int) -> None:
    told = " ".join(STORY.split()[:at])
    assert SequenceMatcher(None, told, with_slips(told, SHIPPED)).ratio() > 0.8


def test_what_has_no_place_for_a_slip_stays_as_it_was() -> None:
    assert [with_slips(text, SHIPPED) for text in ("", "ja", "17")] == ["", "ja", "17"]


def test_a_short_form_takes_the_place_of_the_whole_word_alone() -> None:
    short = Slips({}, (), {"met": "mt"}, ())
    made = {with_slips(f"met met{n}", short).rstrip("0123456789") for n in range(40)}
    assert made == {"met met", "mt met"}


def test_what_sounds_alike_is_written_for_each_other() -> None:
    alike = Slips({}, (("ij", "ei"),), {}, ())
    made = {with_slips(f"hij {n}", alike).split()[0] for n in range(40)}
    assert made == {"hij", "hei"}


def test_at_most_two_little_words_fall_away_at_once() -> None:
    little = Slips({}, (), {}, ("de", "is"))
    text = "12 de is de is 34"
    kept = {len(with_slips(f"{text}{n}", little).split()) for n in range(60)}
    assert kept <= {4, 5, 6} and {4, 6} <= kept


def test_a_copy_keeps_its_label_and_what_got_no_slip_is_not_learnt_twice() -> None:
    told = [(STORY, "acute"), ("ja", "other")]
    assert with_copies(told, SHIPPED) == [*told, (with_slips(STORY, SHIPPED), "acute")]
