"""Guidance is looked for in Dutch words, whatever the language of the conversation."""

from dataclasses import replace
from typing import Any

import pytest

from actions.conversation import Tools
from actions.domain.codes import ExploitationForm, Language, Setting
from actions.domain.intake import UNKNOWN
from actions.domain.signal import Indicator


class Asked:
    """Guidance that remembers what it was asked, and finds nothing."""

    def __init__(self) -> None:
        self.queries: list[str] = []

    def find(self, query: str, _municipality: str | None, _language: Language) -> tuple[Any, ...]:
        self.queries.append(query)
        return ()


@pytest.mark.parametrize(
    ("form", "setting", "query"),
    [
        (UNKNOWN, None, "niet-pluisgevoel Paspoort afgepakt signalen wat doe je nu"),
        (
            ExploitationForm.LABOUR,
            Setting.COUNTER,
            "uitbuiting op het werk aan de balie Paspoort afgepakt signalen wat doe je nu",
        ),
    ],
)
def test_what_is_known_of_the_signal_makes_the_query(
    tools: Tools, form: str, setting: Setting | None, query: str
) -> None:
    asked = Asked()
    signs = (Indicator("papers_taken", "Paspoort afgepakt", "paspoort"),)
    asking = replace(tools, guidance=asked)  # type: ignore[arg-type]
    asking.guidance_for(form, setting, signs, None, Language.EN)
    assert asked.queries == [query]
