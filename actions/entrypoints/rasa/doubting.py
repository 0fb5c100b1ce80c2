"""Keeps the masked words of a hardly understood message, where the municipality chose to.

Nothing is kept of a conversation with immediate danger or of a victim's own words; what was kept
before that showed is forgotten. Where personal data is asked for, nothing is kept either.
"""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from actions.conversation import Tools, UncertainTurn, UncertainTurns
from actions.domain.codes import Question
from actions.domain.intake import YES
from actions.domain.uncertainty import Doubt, Ranking, doubts
from actions.domain.understanding import Updates
from actions.entrypoints.rasa.conversation import Conversation

logger = logging.getLogger(__name__)
PRIVATE = frozenset({Question.CONTACT.value})
CORRECTS = "change_answer"
SHOWN = 3
LONGEST = 1000


@dataclass(frozen=True)
class Said:
    """A message of this conversation as it was read when it came."""

    id: str
    text: str
    intent: str
    ranking: Ranking
    asked: str | None
    acute: bool

    @property
    def may_be_kept(self) -> bool:
        """Typed words, and not an answer to a question about who somebody is."""
        return bool(self.text.strip()) and self.text[0] not in "/'" and self.asked not in PRIVATE


def note_doubts(tools: Tools, conversation: Conversation, updates: Updates) -> None:
    """Keeps or forgets; a fault here costs the person nothing."""
    if tools.uncertain is None:
        return
    try:
        _note(tools, tools.uncertain, conversation, updates)
    except Exception as error:  # the boundary: the turn itself goes on, whatever fails here
        logger.error("uncertain.not_kept kind=%s", type(error).__name__)


def _note(
    tools: Tools, store: UncertainTurns, conversation: Conversation, updates: Updates
) -> None:
    sender = str(conversation.tracker.sender_id)
    said = list(said_so_far(conversation))
    if not said or _must_not_be_kept(conversation, said, updates):
        store.forget(sender)
        return
    language = str(updates.get("language") or conversation.language)
    for turn, found in _doubtful(tools, conversation, said):
        if turn.may_be_kept:
            store.keep(sender, turn.id, _masked(tools, turn, found, language))


def said_so_far(conversation: Conversation) -> Iterator[Said]:
    """The messages of the person, oldest first, this one last."""
    asked = None
    for event in conversation.tracker.events:
        if event.get("event") == "slot" and event.get("name") == "requested_slot":
            asked = event.get("value")
        if event.get("event") == "user":
            yield _said(event, event.get("parse_data") or {}, asked)


def _doubtful(
    tools: Tools, conversation: Conversation, said: list[Said]
) -> Iterator[tuple[Said, tuple[Doubt, ...]]]:
    latest = said[-1]
    found = doubts(latest.ranking)
    if found:
        yield latest, found
    corrects = latest.intent == CORRECTS or tools.phrases.corrects(
        latest.text, conversation.open_question
    )
    if corrects and len(said) > 1:
        yield said[-2], (*doubts(said[-2].ranking), Doubt.CORRECTED)


def _must_not_be_kept(conversation: Conversation, said: list[Said], updates: Updates) -> bool:
    slots = {**conversation.slots, **updates}
    in_danger = YES in (slots.get("danger_now"), *_values(conversation, "danger_now"))
    victim = slots.get("is_victim") or True in _values(conversation, "is_victim")
    return bool(in_danger or victim or any(turn.acute for turn in said))


def _values(conversation: Conversation, slot: str) -> list[Any]:
    """All that a slot ever held: a danger that was taken back was still told."""
    events = conversation.tracker.events
    return [e.get("value") for e in events if e.get("event") == "slot" and e.get("name") == slot]


def _said(event: Mapping[str, Any], parsed: Mapping[str, Any], asked: Any) -> Said:
    ranking = [
        (str(each.get("name")), float(each.get("confidence") or 0.0))
        for each in parsed.get("intent_ranking") or ()
    ]
    return Said(
        id=str(event.get("message_id") or event.get("timestamp") or ""),
        text=str(event.get("text") or ""),
        intent=str((parsed.get("intent") or {}).get("name")),
        ranking=tuple(ranking),
        asked=str(asked) if asked else None,
        acute=bool((parsed.get("danger") or {}).get("acute")),
    )


def _masked(tools: Tools, turn: Said, found: tuple[Doubt, ...], language: str) -> UncertainTurn:
    masked = tools.services.parts.masker.mask(turn.text).text[:LONGEST]
    day = tools.services.now().date().isoformat()
    ranking = tuple(turn.ranking[:SHOWN])
    reasons = tuple(doubt.value for doubt in found)
    return UncertainTurn(masked, reasons, turn.intent, ranking, language, turn.asked, day)
