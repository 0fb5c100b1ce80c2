"""A short word of the catalogue is known with a slip in it, unless that makes another word."""

import pytest

from actions.adapters.indicator_mistyped import MistypedTerms

MISTYPED = MistypedTerms(["drugs", "kassen", "geslagen", "loon", "klant*", "gestolen", "keuken"])


@pytest.mark.parametrize(
    ("form", "meant"),
    [
        ("durgs", "drugs"),
        ("kasen", "kassen"),
        ("keuuken", "keuken"),
        ("drugd", None),
        ("keiken", None),
        ("kussen", None),
        ("gesalgen", None),
        ("looon", None),
    ],
)
def test_what_a_mistyped_word_was_meant_for(form: str, meant: str | None) -> None:
    assert MISTYPED.meant(form) == meant


def test_two_words_as_near_tell_nothing() -> None:
    assert MistypedTerms(["steelt", "stelt"]).meant("stteelt") == "steelt"
    assert MistypedTerms(["stalen", "stelen"]).meant("stlen") is None
