"""Knowledge questions, answered from the documents with their source."""

from actions.domain.codes import Language, Outcome, Route
from actions.entrypoints.rasa.base import (
    Event,
    NietPluisAction,
    Speaker,
    contact_line,
)
from actions.entrypoints.rasa.conversation import Conversation
from actions.entrypoints.rasa.guidance import as_data, title_of
from actions.service_layer.records import AnswerQuotes, Unanswered

UNANSWERED = {
    Unanswered.UNKNOWN: "utter_answer_unknown",
    Unanswered.NO_INDEX: "utter_answer_no_knowledge",
}


class AnswerQuestion(NietPluisAction):
    """Quotes the passages that answer, or says that it does not know and whom to ask."""

    action_name = "action_answer_question"

    async def perform(self, conversation: Conversation, speaker: Speaker) -> list[Event]:
        """Answers; outside a signal the conversation can end here as information."""
        if conversation.is_payload:
            speaker.say("utter_ask_your_question")
            return []
        municipality = conversation.intake.municipality
        answer = self.tools.answer(conversation.text, municipality, speaker.language)
        if isinstance(answer, Unanswered):
            speaker.say(UNANSWERED[answer], contact=self._whom_to_ask(conversation))
        else:
            self._quote(answer, speaker)
        if conversation.open_question is None:
            speaker.say("utter_answer_offer", {"outcome": Outcome.INFORMATION.value})
        return []

    def _quote(self, answer: AnswerQuotes, speaker: Speaker) -> None:
        """The sentences, each with its source, around them the language of who asked."""
        foreign = speaker.language == Language.EN and answer.language == Language.NL
        speaker.say("utter_answer_intro_dutch" if foreign else "utter_answer_intro")
        for quote in answer.quotes:
            source = title_of(self.tools, quote, speaker)
            speaker.say_text(f"{quote.quote}\n({source})", {"citations": as_data((quote,))})
        if answer.old_year is not None:
            speaker.say("utter_answer_source_old", year=answer.old_year)
        speaker.say("utter_answer_read_on", {"citations": as_data(answer.passages)})

    def _whom_to_ask(self, conversation: Conversation) -> str:
        """The officer of the person's own municipality, with or without a number; else a desk
        that can be called."""
        municipality = conversation.intake.municipality
        officer = self.tools.directory.desk_for(Route.ATTENTION_OFFICER, municipality)
        if officer is None:
            return contact_line(self.tools, conversation)
        return self.tools.desk_line(officer.key, conversation.language)
