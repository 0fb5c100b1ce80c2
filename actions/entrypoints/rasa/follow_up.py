"""What became of an earlier report: status and feedback, nothing else."""

from datetime import datetime

from rasa_sdk.events import SlotSet

from actions.conversation import moment_text
from actions.domain.codes import Outcome
from actions.entrypoints.rasa.base import (
    Event,
    NietPluisAction,
    Speaker,
    contact_line,
)
from actions.entrypoints.rasa.conversation import Conversation
from actions.service_layer import records


class FollowUp(NietPluisAction):
    """Looks a reference up for the reporter."""

    action_name = "action_follow_up"

    async def perform(self, conversation: Conversation, speaker: Speaker) -> list[Event]:
        """Tells status, feedback and what may still be expected."""
        forget = [SlotSet("reference", None)]
        contact = contact_line(self.tools, conversation)
        ended = {"outcome": Outcome.INFORMATION.value}
        if not self.tools.guesses.allow(conversation.tracker.sender_id):
            speaker.say("utter_follow_up_wait", ended, contact=contact)
            return forget
        found = self.tools.services.follow_up(str(conversation.slots.get("reference") or ""))
        if found is None:
            speaker.say("utter_follow_up_unknown", ended, contact=contact)
            return forget
        texts, language = self.tools.texts, speaker.language
        feedback = (
            texts.get(language, "feedback", text=found.feedback)
            if found.feedback
            else texts.get(language, "no_feedback")
        )
        happens = texts.label(language, "follow_up_next", found.status.value)
        due = moment_text(texts, language, _still_due(found, self.tools.services.now()))
        speaker.say(
            "utter_follow_up",
            ended | {"status": found.status.value},
            status=texts.label(language, "status", found.status.value),
            feedback=feedback,
            due=f"{happens} {due}".strip(),
        )
        return forget


def _still_due(found: records.FollowUp, now: datetime) -> datetime | None:
    """When to expect an answer; None once there is one, or when that moment is past."""
    due = found.response_due
    return due if due is not None and found.feedback is None and due >= now else None
