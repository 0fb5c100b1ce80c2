"""Knowledge questions, answered from the documents with their source."""

from actions.entrypoints.rasa.base import (
    Event,
    NietPluisAction,
    Speaker,
    contact_line,
)
from actions.entrypoints.rasa.conversation import Conversation
from actions.entrypoints.rasa.guidance import as_data, title_of


class AnswerQuestion(NietPluisAction):
    """Quotes the passages that answer, or says that it does not know and whom to ask."""

    action_name = "action_answer_question"

    async def perform(self, conversation: Conversation, speaker: Speaker) -> list[Event]:
        """Answers; outside a signal the conversation can end here as information."""
        if conversation.is_payload:
            speaker.say("utter_ask_your_question")
            return []
        intake = conversation.intake
        answer = self.tools.answer(conversation.text, intake.municipality, speaker.language)
        if answer is None:
            speaker.say("utter_answer_unknown", contact=contact_line(self.tools, conversation))
        else:
            speaker.say("utter_answer_intro")
            for quote in answer.quotes:
                source = title_of(self.tools, quote, speaker)
                citation = {"citations": as_data((quote,))}
                speaker.say_text(f"{quote.quote}\n({source})", citation)
            if answer.old_year is not None:
                speaker.say("utter_answer_source_old", year=answer.old_year)
        if conversation.open_question is None:
            speaker.say("utter_answer_offer", {"outcome": "information"})
        return []
