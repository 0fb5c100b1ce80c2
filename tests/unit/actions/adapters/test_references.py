"""References: readable aloud, checkable, not to be guessed."""

import pytest

from actions.adapters.references import ALPHABET, CrockfordReferences, check_symbol

REFERENCES = CrockfordReferences()


def test_a_reference_is_six_groups_of_three_with_eighty_five_random_bits() -> None:
    made = {REFERENCES.new() for _ in range(500)}
    assert len(made) == 500
    assert all([len(group) for group in one.split("-")] == [3] * 6 for one in made)
    assert (len(ALPHABET) ** 17).bit_length() - 1 == 85


def test_it_is_understood_in_any_case_with_spaces_and_with_letters_that_look_alike() -> None:
    body = "0123456789ABCDEFG"
    reference = REFERENCES.normalise(body + check_symbol(body))
    assert reference is not None
    sloppy = reference.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    assert REFERENCES.normalise(sloppy) == reference


def test_one_wrong_character_is_always_noticed() -> None:
    reference = REFERENCES.new().replace("-", "")
    wrong = [
        reference[:at] + other + reference[at + 1 :]
        for at in range(len(reference))
        for other in ALPHABET
        if other != reference[at]
    ]
    assert [one for one in wrong if REFERENCES.normalise(one)] == []


@pytest.mark.parametrize("typed", ["", "hallo", "K7M-3QX", "ééé-ééé-ééé-ééé-ééé-ééé", "U" * 18])
def test_what_cannot_be_a_reference_is_none(typed: str) -> None:
    assert REFERENCES.normalise(typed) is None
