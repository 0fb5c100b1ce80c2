"""A negation reaches a word from before within its clause, or from the end of the clause."""

import pytest
from components.phrases import Span
from components.scope import negated


def _span(text: str) -> Span:
    at = text.index("mes")
    return Span(at, at + 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hij heeft geen mes", True),
        ("werkt zonder loon in het mes", False),
        ("loopt zonder mes", True),
        ("hij heeft een mes", False),
        ("niet een twee drie vier mes", True),
        ("niet een twee drie vier vijf mes", False),
        ("hij slaat niet maar heeft een mes", False),
        ("een mes heeft hij niet", True),
        ("een mes maar slaat niet", False),
        ("hij weet niet waar zijn mes ligt", False),
        ("ik weet niet of daar een mes ligt", False),
        ("niet pluis, hij heeft een mes", False),
        ("dat voelt niet pluis met dat mes", False),
        ("een mes is niet normaal", False),
        ("geen mes", True),
        ("een mes weet ik niet", False),
    ],
)
def test_what_a_negation_reaches(text: str, expected: bool) -> None:
    assert negated(text, _span(text)) is expected


def test_the_end_of_the_clause_counts_only_where_asked() -> None:
    text = "een mes heeft hij niet"
    assert negated(text, _span(text), later=False) is False


def test_the_reach_is_in_words() -> None:
    text = "niet een twee mes"
    assert negated(text, _span(text), reach=3)
    assert not negated(text, _span(text), reach=2)
