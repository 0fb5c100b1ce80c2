"""A number in an answer to the question how old somebody is."""

import pytest

from actions.domain.ages import age_group_in_answer


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("20 stond er op de id", "adult"),
        ("in het systeem staat 16", "minor"),
        ("geboortejaar 2012 volgens de pas", "minor"),
        ("2001", "adult"),
        ("17, wordt volgende maand 18", "unknown"),
        ("15 en 17 geloof ik", "minor"),
        ("al 3 weken niet gezien", None),
        ("om 14:30 kwam hij", None),
        ("voor 50 euro", None),
        ("in 2031", None),
        ("geen idee", None),
        ("21 bedoel ik!! niet 12", "adult"),
        ("niet 20, 15", "minor"),
        ("24 instead of 14", "adult"),
        ("Geen 17, 19 is ie", "adult"),
        ("nog geen 17", "minor"),
        ("woont daar al 12 jaar", None),
        ("sinds 14 oktober niet gezien", None),
        ("geen idee, staat op kamer 12", None),
        ("weet ik niet, op nr. 14 misschien wel", None),
        ("stuur maar naar toestel 24", None),
        ("06 heb ik niet", None),
        ("past daar op kinderen van 3 en 5", None),
        ("4 vrouwen", None),
        ("jonger dan 18", None),
        ("ouder dan 14", None),
    ],
)
def test_a_number_tells_the_age_group(text: str, group: str | None) -> None:
    assert age_group_in_answer(text, this_year=2026) == group
