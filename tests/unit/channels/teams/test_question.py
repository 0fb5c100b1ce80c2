"""What is a general question, that colleagues may read along with; in doubt it is none."""

from typing import Any

import pytest

from actions.domain.indicators import IndicatorFinding
from channels.teams.question import is_general_question, load_cues

CUES = load_cues()


class Heart:
    """Finds a sign in what mentions a passport, guesses one at "meld", finds a name."""

    def find_indicators(self, text: str) -> list[IndicatorFinding]:
        return [
            IndicatorFinding("papers_taken", "Paspoort weg", word, 0, 0, firm=word != "meld")
            for word in ("paspoort", "meld", "mensenhandel")
            if word in text
        ]

    def mask(self, text: str) -> Any:
        class Masked:
            found = ("name",) if "Ionela" in text else ()

        return Masked()


@pytest.mark.parametrize(
    "text",
    [
        "Wat doet een aandachtsfunctionaris?",
        "hoi, wat is arbeidsuitbuiting",
        "Niet-Pluis, weet jij wanneer Veilig Thuis open is?",
        "Mag ik gegevens delen met de politie?",
        "welke signalen horen bij criminele uitbuiting?",
        "Hoe meld ik iets anoniem?",
        "What does an attention officer do?",
        "Who may I share information with?",
        "Is er een meldplicht voor gemeenten?",
        "Waar meld ik mensenhandel?",
    ],
)
def test_how_things_are_may_be_asked_in_the_open(text: str) -> None:
    assert is_general_question(text, CUES, Heart())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "help",
        "ik zag net iets raars",
        "er stond een meisje aan de balie",
        "wat moet ik doen met een meisje aan de balie?",
        "wat moet ik doen als zij weer komt?",
        "hoe zit het met mijn cliënt?",
        "kan iemand nu komen?",
        "wat te doen? ze wordt geslagen",
        "wie woont er op nummer 12?",
        "wat als Ionela terugkomt?",
        "wat betekent het als een baas het paspoort bewaart?",
        "waarom slaapt de jongen daar?",
        "is er mensenhandel gaande bij de sauna?",
        "wat als het mensenhandel is om de hoek?",
        "waarom bewaart bij mensenhandel een baas het paspoort?",
        "what should I do, she is crying?",
        "what if her boss comes?",
        "wat is mensenhandel? " * 12,
    ],
)
def test_what_may_be_about_somebody_is_for_a_private_chat(text: str) -> None:
    assert not is_general_question(text, CUES, Heart())
