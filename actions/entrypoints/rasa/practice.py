"""Practice: the same conversation over made-up cases; nothing is stored or sent."""

from rasa_sdk.events import ActiveLoop, AllSlotsReset, SlotSet

from actions.conversation import Tools
from actions.domain.signal import Facts
from actions.entrypoints.rasa.base import Event, NietPluisAction, Speaker
from actions.entrypoints.rasa.conversation import Conversation


class StartPractice(NietPluisAction):
    """Tells a made-up case and starts the conversation about it."""

    action_name = "action_start_practice"

    async def perform(self, conversation: Conversation, speaker: Speaker) -> list[Event]:
        """Chooses a case by the conversation, so that another conversation gets another one."""
        case = self.tools.practice.choose(conversation.message_id)
        told = case.text[speaker.language]
        speaker.say("utter_practice_start", {"practice": True}, case=told)
        kept = {"language": speaker.language.value, "last_message_id": conversation.message_id}
        answers = {"role": case.role, "municipality": case.municipality, "danger_now": "no"}
        slots = kept | answers | {"practice_case": case.key}
        return [
            AllSlotsReset(),
            ActiveLoop(None),
            *(SlotSet(name, value) for name, value in slots.items()),
        ]


def give_feedback(tools: Tools, conversation: Conversation, speaker: Speaker, facts: Facts) -> None:
    """Compares what the person arrived at with what the case was made for."""
    case = tools.practice.case(str(conversation.slots.get("practice_case")))
    _, decision = tools.services.preview(facts)
    language, label = speaker.language, tools.texts.label
    right = facts.exploitation_form == case.form
    verdict = tools.texts.get(
        language,
        "practice_right" if right else "practice_other",
        form=label(language, "exploitation_form", case.form),
        own_form=label(language, "exploitation_form", facts.exploitation_form.value),
        route=tools.desk_name(decision.primary.desk, language),
    )
    speaker.say(
        "utter_practice_feedback",
        {"outcome": "information", "practice": True},
        verdict=verdict,
        lesson=case.lesson[language],
    )
