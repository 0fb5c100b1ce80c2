"""What a message told beside the answer that was asked for; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from actions.domain.codes import Question
from actions.domain.intake import Intake, known

# Danger has its own reply, words are repeated in the summary, and that one is being read.
SAID_BACK = tuple(
    question
    for question in Question
    if question
    not in (Question.DANGER_NOW, Question.OBSERVATION, Question.CONTACT, Question.CONFIRM_SUMMARY)
)
SLOT = {Question.MUNICIPALITY: "place_municipality"}


@dataclass(frozen=True, slots=True)
class Noticed:
    """Questions that the message answered without being asked, and answers that it changed."""

    added: tuple[Question, ...] = ()
    corrected: tuple[Question, ...] = ()


def noticed(before: Mapping[str, Any], after: Intake, asked: Question) -> Noticed:
    """Compares the answers before and after one message that came while `asked` was open."""
    changed = [q for q in SAID_BACK if _is_new(q, before, after)]
    had = [q for q in changed if known(before.get(_slot(q)))]
    added = tuple(q for q in changed if q not in had and q is not asked)
    return Noticed(added, tuple(had))


def _is_new(question: Question, before: Mapping[str, Any], after: Intake) -> bool:
    value = getattr(after, _slot(question))
    return known(value) and value != before.get(_slot(question))


def _slot(question: Question) -> str:
    return SLOT.get(question, question.value)
