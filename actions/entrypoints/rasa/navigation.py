"""Why, who to talk to, stop and start over."""

from rasa_sdk.events import ActiveLoop, AllSlotsReset, SlotSet

from actions.domain.codes import Outcome
from actions.entrypoints.rasa.base import Event, NietPluisAction, Speaker
from actions.entrypoints.rasa.conversation import Conversation

# What outlives a fresh start: the person is the same.
KEPT = ("language", "role", "municipality", "organisation", "channel", "last_message_id")


class ExplainQuestion(NietPluisAction):
    """Says why the open question is asked."""

    action_name = "action_explain_question"

    async def perform(self, conversation: Conversation, speaker: Speaker) -> list[Event]:
        """Utters the reason; in general when nothing is open."""
        question = conversation.open_question
        speaker.say(f"utter_why_{question}" if question else "utter_why_general")
        return []


class Contacts(NietPluisAction):
    """Names the people to talk to, with their telephone numbers."""

    action_name = "action_contacts"

    async def perform(self, conversation: Conversation, speaker: Speaker) -> list[Event]:
        """Utters the desks that serve this municipality."""
        contacts = self.tools.contacts(conversation.intake.municipality, speaker.language)
        speaker.say("utter_contacts", contacts="; ".join(contacts))
        return []


class Cancel(NietPluisAction):
    """Stops; nothing is sent and nothing is kept."""

    action_name = "action_cancel"

    async def perform(self, conversation: Conversation, speaker: Speaker) -> list[Event]:
        """Says that nothing was sent and closes the case."""
        if not (conversation.tracker.active_loop or {}).get("name"):
            speaker.say("utter_nothing_to_cancel", {"outcome": Outcome.CANCELLED.value})
            return []
        speaker.say("utter_cancelled", {"outcome": Outcome.CANCELLED.value})
        return [*_forget(conversation), SlotSet("case_closed", True)]


class StartOver(NietPluisAction):
    """Forgets this case and begins again with the same person."""

    action_name = "action_start_over"

    async def perform(self, conversation: Conversation, speaker: Speaker) -> list[Event]:
        """Drops the answers and greets."""
        speaker.say("utter_start_over")
        speaker.say("utter_greet")
        return _forget(conversation)


class Silence(NietPluisAction):
    """Says nothing more: the turn action has already spoken in the person's language."""

    action_name = "action_silence"

    async def perform(self, conversation: Conversation, speaker: Speaker) -> list[Event]:
        """Greets only when nothing is open, so that the person sees where to begin."""
        if conversation.open_question is None:
            speaker.say("utter_greet")
        return []


def _forget(conversation: Conversation) -> list[Event]:
    kept = [SlotSet(name, conversation.slots.get(name)) for name in KEPT]
    return [AllSlotsReset(), *kept, ActiveLoop(None), SlotSet("requested_slot", None)]
