"""The form: which questions still matter, and asking them with progress."""

from dataclasses import replace
from typing import Any

from rasa_sdk.events import ActionExecutionRejected, SlotSet, UserUtteranceReverted

from actions.conversation import Tools
from actions.domain.codes import Question
from actions.domain.intake import UNKNOWN, Intake, known, progress, remaining_questions
from actions.domain.noticing import noticed
from actions.domain.turn import NARRATIVE_INTENTS, STEERING_INTENTS
from actions.entrypoints.rasa.alarm import Alarm, alarm, tells_no_danger
from actions.entrypoints.rasa.answering import SURE_GUESS
from actions.entrypoints.rasa.base import Event, NietPluisAction, Speaker
from actions.entrypoints.rasa.conversation import FORM, Conversation
from actions.entrypoints.rasa.guidance import give_guidance
from actions.entrypoints.rasa.lines import noticed_text
from actions.entrypoints.rasa.steering import asks_meaning, half_answers_role, only_steers
from actions.entrypoints.rasa.voices import in_voice

# The question is left open at the third message in a row that does not answer it.
GIVE_UP_AFTER = 2.0
# A question or a word of thanks is no failure; only a long row of them is, which may be an answer
# that is taken for something else each time.
A_DIGRESSION = 0.25
# Who tells more of the story is being heard, and still must not be asked the same for ever.
MORE_OF_THE_STORY = 0.5
DIGRESSIONS = STEERING_INTENTS - {"out_of_scope"}


class ValidateSignalForm(NietPluisAction):
    """Chooses the next question; what is no answer is left to its rule first."""

    action_name = "validate_signal_form"

    async def perform(self, conversation: Conversation, speaker: Speaker) -> list[Event]:
        """Requests the first question whose answer is still unknown and matters.

        A question that stays unanswered is left open after the third time, so that
        nobody gets stuck on it.
        """
        if self._leaves_it_to_a_rule(conversation):
            return [ActionExecutionRejected(FORM)]
        if asks_meaning(self.tools, conversation):
            speaker.say(f"utter_help_{conversation.open_question}")
        self._say_what_was_noticed(conversation, speaker)
        remaining = remaining_questions(conversation.intake)
        asked_times = _times_asked(self.tools, conversation, remaining)
        events: list[Event] = []
        if _is_left_open(conversation, remaining, asked_times):
            speaker.say("utter_moving_on")
            events.append(SlotSet(remaining[0].value, UNKNOWN))
            remaining, asked_times = remaining[1:], 0.0
        events.append(SlotSet("requested_slot", remaining[0].value if remaining else None))
        return [*events, SlotSet("misunderstood", asked_times)]

    def _say_what_was_noticed(self, conversation: Conversation, speaker: Speaker) -> None:
        """A few words for what was told beside the question, and for what was corrected."""
        asked, intake = conversation.open_question, conversation.intake
        if asked in (None, Question.OBSERVATION) or conversation.was_rejected:
            return
        if alarm(self.tools, conversation) is not Alarm.NONE:
            return
        found = noticed(conversation.slots_before(), intake, asked)
        repeated = conversation.repeated_answers()
        for response, questions in (
            ("utter_corrected", found.corrected),
            ("utter_noted", found.added),
            ("utter_known", () if conversation.changed_answers() else repeated),
        ):
            if questions:
                facts = noticed_text(self.tools, questions, intake, speaker.language)
                speaker.say(response, facts=facts)

    def _leaves_it_to_a_rule(self, conversation: Conversation) -> bool:
        """A message that only steers, or that answered nothing, before its rule had its say."""
        if conversation.open_question is None or conversation.was_rejected:
            return False
        if conversation.intent in NARRATIVE_INTENTS:
            return False  # their rules go straight to the form
        if asks_meaning(self.tools, conversation) or half_answers_role(self.tools, conversation):
            return False
        if only_steers(self.tools, conversation):
            return True
        if tells_no_danger(conversation):
            return False
        return not (conversation.changed_answers() or conversation.repeated_answers())


class AskQuestion(NietPluisAction):
    """Asks one question, with its id and the progress; remembers the order for "terug"."""

    def __init__(self, tools: Tools, question: Question) -> None:
        super().__init__(tools)
        self.question = question

    def name(self) -> str:
        """`action_ask_signal_form_<question>`, where Rasa's forms look for it."""
        return f"action_ask_{FORM}_{self.question}"

    async def perform(self, conversation: Conversation, speaker: Speaker) -> list[Event]:
        """Utters the question; before disclosure the person hears what fits and what to do."""
        events: list[Event] = []
        if self.question is Question.DISCLOSURE and not conversation.slots.get("guidance_given"):
            events += give_guidance(self.tools, conversation, speaker)
        response = in_voice(f"utter_ask_{self.question}", conversation.reader)
        if self.question is Question.ROLE and half_answers_role(self.tools, conversation):
            response = "utter_ask_role_municipal"
        speaker.say(response, question_data(conversation.intake, self.question))
        return [*events, remember_asked(conversation, self.question)]


class AlreadySaid(NietPluisAction):
    """Believes somebody who says "dat zei ik al": looks it up, else leaves the question open."""

    action_name = "action_already_said"

    async def perform(self, conversation: Conversation, speaker: Speaker) -> list[Event]:
        """Apologises, says what was found, and goes on."""
        question = conversation.open_question
        if question is None:
            speaker.say("utter_greet")
        if question is None or question is Question.CONFIRM_SUMMARY:
            return []
        said = [e for e in conversation.entities if e.name == question]
        sure = [e.value for e in said if e.confidence >= SURE_GUESS]
        found = sure[-1] if sure else conversation.told_before(question.value)
        if not known(found):
            speaker.say("utter_already_said")
            return [SlotSet(question.value, UNKNOWN)]
        answer: dict[str, Any] = {question.value: found}
        intake = replace(conversation.intake, **answer)
        facts = noticed_text(self.tools, (question,), intake, speaker.language)
        speaker.say("utter_already_said_found", facts=facts)
        return [SlotSet(question.value, found)]


class GoBack(NietPluisAction):
    """Opens the question before the one that is open."""

    action_name = "action_go_back"

    async def perform(self, conversation: Conversation, speaker: Speaker) -> list[Event]:
        """Forgets the previous answer, so that the form asks it again."""
        if conversation.open_question is None:
            speaker.say("utter_greet")
        asked = [q for q in conversation.slots.get("asked") or [] if q in set(Question)]
        if conversation.open_question:
            asked = [q for q in asked if q != conversation.open_question.value]
        if not asked:
            return []
        return [SlotSet(asked[-1], None), SlotSet("asked", asked[:-1])]


class NotUnderstood(NietPluisAction):
    """Says so; the second time in a row offers a person."""

    action_name = "action_not_understood"

    async def perform(self, conversation: Conversation, speaker: Speaker) -> list[Event]:
        """Says that it was not understood; the form counts how often a question was asked."""
        if _wants_to_change_the_summary(conversation):
            return []
        if float(conversation.slots.get("misunderstood") or 0.0) >= 1:
            contacts = self.tools.contacts(conversation.intake.municipality, speaker.language)
            speaker.say("utter_not_understood_again", contacts="; ".join(contacts))
        else:
            speaker.say("utter_not_understood")
        if conversation.open_question is None:
            return [SlotSet("misunderstood", 1.0)]
        return []


class OffTopic(NotUnderstood):
    """Says what the bot is for; the second time in a row offers a person as well."""

    action_name = "action_off_topic"

    async def perform(self, conversation: Conversation, speaker: Speaker) -> list[Event]:
        """Says so; the form counts the message as one that did not answer."""
        speaker.say("utter_out_of_scope")
        if float(conversation.slots.get("misunderstood") or 0.0) < 1:
            return []
        return await super().perform(conversation, speaker)


class DefaultFallback(NotUnderstood):
    """Rasa's own fallback, with words of ours."""

    action_name = "action_default_fallback"

    async def perform(self, conversation: Conversation, speaker: Speaker) -> list[Event]:
        """Says so and takes the message back: Rasa would choose this action again and again."""
        await super().perform(conversation, speaker)
        return [UserUtteranceReverted()]


def _is_left_open(
    conversation: Conversation, remaining: tuple[Question, ...], asked_times: float
) -> bool:
    """A question that was asked often enough, or answered beside it without harm."""
    if not remaining or remaining[0] is Question.CONFIRM_SUMMARY:
        return False
    beside = remaining[0] is Question.DANGER_NOW and tells_no_danger(conversation)
    return beside or asked_times > GIVE_UP_AFTER


def _times_asked(
    tools: Tools, conversation: Conversation, remaining: tuple[Question, ...]
) -> float:
    """How often in a row this question stays open; questions in between do not count."""
    before = float(conversation.slots.get("misunderstood") or 0.0)
    if not remaining or remaining[0] is not conversation.open_question:
        return 0.0
    if conversation.is_repeated:
        return before + 1.0
    changed = conversation.changed_answers()
    if changed == {Question.OBSERVATION}:
        return before + MORE_OF_THE_STORY
    if changed or conversation.repeated_answers():
        return before
    digresses = conversation.intent in DIGRESSIONS or asks_meaning(tools, conversation)
    return before + (A_DIGRESSION if digresses else 1.0)


def question_data(intake: Intake, question: Question) -> dict[str, Any]:
    """Custom data of a question (contract 2)."""
    step, of = progress(intake, question)
    return {"question": question.value, "progress": {"step": step, "of": of}}


def remember_asked(conversation: Conversation, question: Question) -> Event:
    """Slot event with the questions in the order they were asked, without repeats."""
    asked = [q for q in conversation.slots.get("asked") or [] if q != question.value]
    event: Event = SlotSet("asked", [*asked, question.value])
    return event


def _wants_to_change_the_summary(conversation: Conversation) -> bool:
    """ "Nee" to the summary: the summary's own question offers what to change."""
    no = conversation.intent == "deny"
    return no and conversation.open_question is Question.CONFIRM_SUMMARY
