"""Practice: the same conversation over made-up cases; nothing is stored or sent."""

from dataclasses import replace

from rasa_sdk.events import ActiveLoop, AllSlotsReset, SlotSet

from actions.conversation import Tools
from actions.domain.codes import Language, Outcome
from actions.domain.intake import NO
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
        answers = {"role": case.intake.role, "municipality": case.intake.municipality}
        if case.intake.danger_now == NO:
            answers["danger_now"] = NO  # a case with danger asks: that answer is its lesson
        slots = kept | answers | {"practice_case": case.key}
        return [
            AllSlotsReset(),
            ActiveLoop(None),
            *(SlotSet(name, value) for name, value in slots.items()),
        ]


def give_feedback(tools: Tools, conversation: Conversation, speaker: Speaker, facts: Facts) -> None:
    """Compares what the person arrived at with what the case was made for."""
    case = tools.practice.case(str(conversation.slots.get("practice_case")))
    # Who may know the name is the person's own choice, and may change the route.
    meant = tools.facts(replace(case.intake, disclosure=facts.disclosure or case.intake.disclosure))
    verdict = "\n".join(
        (
            _form(tools, speaker.language, meant, facts),
            _route(tools, speaker.language, meant, facts),
        )
    )
    speaker.say(
        "utter_practice_feedback",
        {"outcome": Outcome.INFORMATION.value, "practice": True},
        verdict=verdict,
        lesson="\n" + case.lesson[speaker.language],
    )


def _form(tools: Tools, language: Language, meant: Facts, own: Facts) -> str:
    right = own.exploitation_form == meant.exploitation_form
    return tools.texts.get(
        language,
        "practice_form_right" if right else "practice_form_other",
        form=tools.texts.label(language, "exploitation_form", meant.exploitation_form),
        own=tools.texts.label(language, "exploitation_form", own.exploitation_form),
    )


def _route(tools: Tools, language: Language, meant: Facts, own: Facts) -> str:
    (_, expected), (_, reached) = tools.services.preview(meant), tools.services.preview(own)
    right = reached.primary == expected.primary
    return tools.texts.get(
        language,
        "practice_route_right" if right else "practice_route_other",
        route=tools.desk_name(expected.primary.desk, language),
        own=tools.desk_name(reached.primary.desk, language),
        reason=tools.reason(expected, language),
    )
