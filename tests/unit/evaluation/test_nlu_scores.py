"""Whether a message was understood as annotated."""

import pytest

from evaluation.nlu.cases import as_case
from evaluation.nlu.scores import facet_agrees

TEXT = "hij werkt in de kassen bij het dorp"


@pytest.mark.parametrize(
    ("annotated", "start", "end", "agrees"),
    [
        ("kas", 16, 22, True),
        ("de kassen", 16, 22, True),
        ("tuinbouw", 0, 3, True),
        ("bouw", 16, 22, False),
    ],
)
def test_a_sector_agrees_when_the_words_that_told_it_are_the_annotated_ones(
    annotated: str, start: int, end: int, agrees: bool
) -> None:
    case = as_case({"text": TEXT, "sector": annotated})
    entity = {"entity": "sector", "value": "agriculture", "start": start, "end": end}
    assert facet_agrees(case, {"entities": [entity]}, "sector") is agrees


def test_another_facet_agrees_by_its_code() -> None:
    case = as_case({"text": TEXT, "form": "labour"})
    entity = {"entity": "exploitation_form", "value": "labour", "start": 0, "end": 3}
    assert facet_agrees(case, {"entities": [entity]}, "form")
    assert not facet_agrees(case, {"entities": []}, "form")
