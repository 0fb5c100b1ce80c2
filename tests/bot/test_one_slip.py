"""One slip of the fingers is told from two, and from another form of the word."""

import pytest
from components.one_slip import BESIDE, DOUBLED, MISSING, SWAPPED, one_slip
from components.slips import load_slips

NEIGHBOURS = load_slips().neighbours


@pytest.mark.parametrize(
    ("typed", "meant", "kind"),
    [
        ("jnogen", "jongen", SWAPPED),
        ("werkne", "werken", SWAPPED),
        ("mannnen", "mannen", DOUBLED),
        ("manen", "mannen", DOUBLED),
        ("opgslten", "opgesloten", None),
        ("opgesoten", "opgesloten", MISSING),
        ("geslage", "geslagen", MISSING),
        ("gebrach", "gebracht", MISSING),
        ("paspiort", "paspoort", BESIDE),
        ("paspiooort", "paspoort", None),
        ("politioe", "politie", BESIDE),
        ("jagen", "jongen", None),
        ("bongen", "jongen", None),
        ("brabant", "brabants", None),
        ("klanten", "klante", None),
        ("telef", "teler", None),
    ],
)
def test_the_kind_of_a_slip(typed: str, meant: str, kind: int | None) -> None:
    assert one_slip(typed, meant, NEIGHBOURS) == kind
