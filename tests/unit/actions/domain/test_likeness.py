"""What looks like the same case: places and patterns."""

from dataclasses import replace

import pytest

from actions.domain.codes import ExploitationForm
from actions.domain.likeness import Likeness, Traits, alike

ONE = Traits(
    municipality="groningen",
    form=ExploitationForm.LABOUR,
    sector="hospitality",
    signs=frozenset({"papers", "wage"}),
    places=frozenset({"kerkstraat12"}),
)
ALL = (Likeness.SAME_ADDRESS, Likeness.SAME_SECTOR, Likeness.SAME_SIGNS)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, ALL),
        ({"municipality": None}, ALL[:1]),
        ({"municipality": "oldambt"}, ()),
        ({"form": ExploitationForm.SEXUAL}, ALL[:1]),
        ({"sector": "bakery"}, (ALL[0], ALL[2])),
        ({"signs": frozenset({"papers"})}, ALL[:2]),
        ({"places": frozenset({"kerkstraat14"})}, ALL[1:]),
    ],
)
def test_two_signals_are_alike_by_place_or_by_pattern(
    changes: dict[str, object], why: tuple[Likeness, ...]
) -> None:
    other = replace(ONE, **changes)  # type: ignore[arg-type]
    assert alike(ONE, other) == alike(other, ONE) == why


@pytest.mark.parametrize("form", [ExploitationForm.UNKNOWN, ExploitationForm.NONE])
def test_a_vague_form_makes_no_pattern(form: ExploitationForm) -> None:
    vague = replace(ONE, form=form, places=frozenset())
    assert alike(vague, vague) == ()


@pytest.mark.parametrize("sector", [None, "other"])
def test_a_vague_sector_makes_no_pattern(sector: str | None) -> None:
    vague = replace(ONE, sector=sector, places=frozenset(), signs=frozenset())
    assert alike(vague, vague) == ()
