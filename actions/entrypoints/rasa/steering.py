"""Whether a message only steers the conversation, or answers the open question as well."""

from actions.conversation import Tools
from actions.domain.turn import ASKING_INTENTS, FACTUAL_STEERING, LEAVING_INTENTS, STEERING_INTENTS
from actions.entrypoints.rasa.conversation import Conversation


def only_steers(tools: Tools, conversation: Conversation) -> bool:
    """A message that asks, leaves or chats, and holds nothing for this case.

    What looks like chat but answers the open question is an answer: "nee hoor, dank je".
    """
    intent = conversation.intent
    if conversation.danger.get("acute") or intent not in STEERING_INTENTS - FACTUAL_STEERING:
        return False
    if conversation.is_payload or intent in ASKING_INTENTS | LEAVING_INTENTS:
        return True
    return not answers_open_question(tools, conversation)


def answers_open_question(tools: Tools, conversation: Conversation) -> bool:
    """A told fact or the first words fill the slot that was asked for."""
    question = conversation.open_question
    if question is None:
        return False
    told = any(e.name == question and not e.guess for e in conversation.entities)
    return told or tools.leading_answer(conversation.text, question) is not None
