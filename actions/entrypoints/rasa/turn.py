"""Runs at every message, before anything else: safety, language, and what was told."""

import re
from dataclasses import replace
from typing import Any

from rasa_sdk.events import SlotSet

from actions.domain.codes import Channel, Language, Question, Role
from actions.domain.intake import Intake
from actions.domain.turn import (
    DONT_KNOW,
    FLAGS,
    Turn,
    Updates,
    understand,
)
from actions.entrypoints.rasa.base import Event, NietPluisAction, Speaker
from actions.entrypoints.rasa.conversation import Conversation
from actions.entrypoints.rasa.steering import only_steers

FEW_WORDS = 6
# Known answers that a few words about something else do not overwrite.
PASSING = frozenset({"exploitation_form", "setting", "sector", "source", "ongoing", "role"})
WORD = re.compile(r"\w+")


class UnderstandTurn(NietPluisAction):
    """Turns one message into slot values and speaks up at once when somebody is in danger."""

    action_name = "action_validate_slot_mappings"

    async def perform(self, conversation: Conversation, speaker: Speaker) -> list[Event]:
        """Sets language, facts and danger; the open form or a rule takes it from there."""
        updates: Updates = {"last_message_id": conversation.message_id}
        language = self._language(conversation, speaker, updates)
        speaker.language = language
        known = _from_metadata(conversation)
        updates.update(known)
        undone = self._undone(conversation)
        updates.update(undone)
        is_new = conversation.message_id != conversation.slots.get("last_message_id")
        if is_new and not only_steers(self.tools, conversation):
            answers: dict[str, Any] = {
                name: value for name, value in (known | undone).items() if name in Intake.names()
            }
            intake = replace(conversation.intake, **answers)
            updates.update(understand(self._turn(conversation), intake))
        self._warn(conversation, speaker)
        return [SlotSet(name, value) for name, value in updates.items()]

    def _language(self, conversation: Conversation, speaker: Speaker, updates: Updates) -> Language:
        spoken = _preferred(conversation)
        if conversation.is_payload or not conversation.text.strip():
            updates["language"] = spoken.value
            speaker.attach({"language": spoken.value})
            return spoken
        detected = self.tools.languages.detect(
            conversation.text, spoken, first=conversation.is_first
        )
        updates["language"] = detected.answer.value
        custom = {"language": detected.answer.value}
        if conversation.is_first or detected.foreign:
            custom["detected_language"] = detected.language
        speaker.attach(custom)
        if detected.foreign and detected.language in self.tools.other_languages:
            speaker.say_text(self.tools.other_languages[detected.language], custom)
        return detected.answer

    def _undone(self, conversation: Conversation) -> Updates:
        """Values that Rasa's mappings set and that this message does not mean.

        A question such as "mag ik een minderjarige melden?" tells nothing about this case; "sla
        maar over" says nothing but that; and who is signed in has a role already.
        """
        named = {entity.name for entity in conversation.entities}
        if only_steers(self.tools, conversation):
            return _before(conversation, named - {"reference"})
        if conversation.intent == DONT_KNOW and not conversation.is_payload:
            return _before(conversation, named - {conversation.open_question or ""})
        text = conversation.text.lower()
        about_self = conversation.intent == "change_answer" or any(
            phrase in text for phrase in self.tools.self_phrases
        )
        if self._says_it_in_passing(conversation) and not about_self:
            return _before(conversation, _in_passing(conversation, named))
        if conversation.metadata.get("role") and not about_self and not conversation.is_payload:
            return _before(conversation, named & {"role"}) | _role_of(conversation)
        return {}

    def _says_it_in_passing(self, conversation: Conversation) -> bool:
        """A short answer to something else: "nee, hij is op zijn werk" names no exploitation."""
        answers = conversation.intent in ("inform", "affirm", "deny")
        short = len(conversation.text.split()) <= FEW_WORDS
        return answers and short and not conversation.is_payload

    def _turn(self, conversation: Conversation) -> Turn:
        words = {word.lower() for word in WORD.findall(conversation.text)}
        places = () if conversation.is_payload else self.tools.places(conversation.text)
        danger = conversation.danger
        return Turn(
            text=conversation.text,
            intent=conversation.intent,
            entities=conversation.entities,
            open_question=conversation.open_question,
            acute=bool(danger.get("acute")) and not conversation.is_payload,
            denies_danger="denied" in (danger.get("cleared_by") or ()),
            is_payload=conversation.is_payload,
            says_nothing=bool(words) and words <= self.tools.empty_openings,
            places=places,
            to_change=_to_change(conversation),
            leading_answer=self.tools.leading_answer(conversation.text, conversation.open_question),
        )

    def _warn(self, conversation: Conversation, speaker: Speaker) -> None:
        said_yes = conversation.open_question == "danger_now" and conversation.intent == "affirm"
        acute = bool(conversation.danger.get("acute")) and not conversation.is_payload
        if acute or said_yes:
            speaker.say("utter_call_112", {"urgent_notice": "call_112"})


def _to_change(conversation: Conversation) -> Question | None:
    named = [e.value for e in conversation.entities if e.name == "change_slot"]
    return Question(named[-1]) if named and named[-1] in set(Question) else None


def _preferred(conversation: Conversation) -> Language:
    """The language chosen on the page, else what the conversation speaks."""
    chosen = conversation.metadata.get("language")
    if conversation.is_first and chosen in set(Language):
        return Language(chosen)
    return conversation.language


def _from_metadata(conversation: Conversation) -> Updates:
    """What the channel knows is not asked again; what the person says goes before it."""
    known: dict[str, Any] = {}
    metadata, slots = conversation.metadata, conversation.slots
    if metadata.get("role") in set(Role) and not slots.get("role"):
        known["role"] = metadata["role"]
    for name in ("municipality", "organisation", "contact"):
        if isinstance(metadata.get(name), str) and not slots.get(name):
            known[name] = (
                metadata[name].strip().lower() if name == "municipality" else metadata[name]
            )
    if "municipality" in known and not slots.get("place_municipality"):
        known["place_municipality"] = known["municipality"]
    if metadata.get("channel") in set(Channel):
        known["channel"] = metadata["channel"]
    return known


def _in_passing(conversation: Conversation, named: set[str]) -> set[str]:
    """Facts that a short answer to another question does not settle.

    "Balie" says where something was noticed, not who the person is, and a telephone number
    says how to reach somebody, not that it was noticed by telephone.
    """
    before = conversation.slots_before()
    known = {name for name in named & PASSING if before.get(name)}
    never = named & ({"role", "setting"} if _asks(conversation, "contact") else {"role"})
    return (known | never) - {conversation.open_question or ""}


def _asks(conversation: Conversation, question: str) -> bool:
    return conversation.open_question == question


def _role_of(conversation: Conversation) -> Updates:
    before = conversation.slots_before().get("role")
    return {"role": before or conversation.metadata["role"]}


def _before(conversation: Conversation, names: set[str]) -> Updates:
    """The values that these slots had before the message, flags as flags."""
    before = conversation.slots_before()
    return {
        name: bool(before.get(name)) if name in FLAGS else before.get(name)
        for name in names & set(conversation.slots)
    }
