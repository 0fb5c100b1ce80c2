"""Places in a text, in one spelling."""

import pytest

from actions.adapters.place_marks import place_marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Op de Kerkstraat 12 slapen mensen.", {"kerkstraat12"}),
        ("Aan de kerkstraat nr. 12", {"kerkstraat12"}),
        ("Postcode 9712 AB 12 en 9712ab 12", {"9712ab12"}),
        ("Bij Testbedrijf Schoonmaak B.V. werkt zij.", {"testbedrijfschoonmaakbv"}),
        ("Mevrouw Testnaam belt met 06-12345678 en is 19 jaar.", set()),
        ("Zij werkt 12 uur op een dag.", set()),
        ("", set()),
    ],
)
def test_a_place_is_read_in_one_spelling_and_a_person_not_at_all(
    text: str, marks: set[str]
) -> None:
    assert place_marks(text) == marks
