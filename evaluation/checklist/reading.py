"""What the whole system makes of a first message: the NLU's parse through the pure domain.

The path is that of a conversation without metadata: entities fill slots as the bot's mappings do,
the action that runs at every message understands the turn, and the domain decides.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Tools
from actions.domain.intake import YES, Intake
from actions.entrypoints.rasa.base import Speaker
from actions.entrypoints.rasa.conversation import Conversation
from actions.entrypoints.rasa.turn import UnderstandTurn
from evaluation.nlu.scores import Parsed

UNKNOWN, NONE = "unknown", "none"


@dataclass(frozen=True)
class Reading:
    """A message as the system takes it, in the contract's codes."""

    intent: str
    danger: bool
    form: str
    adjacent: str
    age_group: str
    setting: str
    urgency: str
    route: str

    def value(self, name: str) -> Any:
        """One field by its name in the behavioural tests."""
        return getattr(self, name)


def read(tools: Tools, text: str, parsed: Parsed) -> Reading:
    """The system's reading of a first message that the NLU parsed."""
    intake = _intake(tools, text, parsed)
    facts = tools.facts(intake)
    urgency, decision = tools.services.preview(facts)
    return Reading(
        intent=str(parsed["intent"]["name"]),
        danger=intake.danger_now == YES,
        form=facts.exploitation_form,
        adjacent=facts.adjacent_concern or NONE,
        age_group=facts.age_group,
        setting=intake.setting or UNKNOWN,
        urgency=urgency,
        route=decision.primary.route,
    )


def _intake(tools: Tools, text: str, parsed: Parsed) -> Intake:
    slots = _mapped(parsed)
    latest = {**parsed, "text": text, "message_id": "first", "metadata": {}}
    tracker = Tracker("evaluation", slots, latest, [{"event": "user"}], False, None, {}, None)
    conversation = Conversation(tracker)
    speaker = Speaker(CollectingDispatcher(), conversation.language)
    events = asyncio.run(UnderstandTurn(tools).perform(conversation, speaker))
    slots |= {event["name"]: event["value"] for event in events}
    return conversation.intake


def _mapped(parsed: Parsed) -> dict[str, Any]:
    """Slots as the bot's domain maps them: told entities, the last of each name; no guesses."""
    entities: list[Mapping[str, Any]] = parsed.get("entities") or []
    told = [entity for entity in entities if not entity.get("role")]
    return {str(entity["entity"]): entity["value"] for entity in told}
