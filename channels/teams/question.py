"""Is this a general question, that colleagues may read along with? In doubt it is not."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import yaml

CUES = Path(__file__).parent / "data" / "cues.yml"
LONGEST = 200
"""Characters; who writes more tells something."""
_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
_SENTENCES = re.compile(r"[.!?\n]+\s*(?=\S)")


class Reads(Protocol):
    """How the heart reads a text."""

    def find_indicators(self, text: str) -> Sequence[Any]:
        """Catalogue signals that it shows, each with its `evidence` and whether it is `firm`."""
        ...

    def mask(self, text: str) -> Any:
        """The text without third parties' data; `found` names the kinds that were there."""
        ...


@dataclass(frozen=True, slots=True)
class Cues:
    """Beginnings of questions, what may stand before them, words of a story, and names of the
    subject itself, which are no sign of anything."""

    question: tuple[str, ...]
    lead: tuple[str, ...]
    story: tuple[str, ...]
    subject: tuple[str, ...]


def load_cues(path: Path = CUES) -> Cues:
    """The cues of the file; raises KeyError when a list is missing."""
    content: Mapping[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Cues(*(tuple(content[key]) for key in ("question", "lead", "story", "subject")))


def is_general_question(text: str, cues: Cues, heart: Reads) -> bool:
    """Whether the text only asks how things are: no person, no moment, no sign, no danger."""
    if not text or len(text) > LONGEST or len(_SENTENCES.split(text.strip())) > 1:
        return False
    words = " ".join(word.casefold() for word in _WORDS.findall(text))
    asked = _without_lead(words, cues.lead)
    begins = any(asked == cue or asked.startswith(f"{cue} ") for cue in cues.question)
    if not begins or any(_holds(words, cue) for cue in cues.story) or re.search(r"\d", words):
        return False
    # The trained recogniser guesses on the single words of a question, "kost" or "gemeente";
    # what it is not sure of does not make a question a story.
    shown = any(
        finding.firm and finding.evidence.casefold() not in cues.subject
        for finding in heart.find_indicators(text)
    )
    return not shown and not heart.mask(text).found


def _without_lead(words: str, leads: Sequence[str]) -> str:
    found = next((lead for lead in leads if words.startswith(f"{lead} ")), None)
    return words if found is None else _without_lead(words.removeprefix(f"{found} "), leads)


def _holds(words: str, cue: str) -> bool:
    return f" {cue} " in f" {words} "
