"""Whether a message answers the question that was asked."""

from actions.conversation import Tools
from actions.domain.codes import Question
from actions.entrypoints.rasa.conversation import Conversation

CONTACT_WORDS = 12
PLACE_WORDS = 4
# A guess at the answer that is as good as told
SURE_GUESS = 0.8


def answers_open_question(tools: Tools, conversation: Conversation) -> bool:
    """A told fact or the first words fill the slot that was asked for."""
    question = conversation.open_question
    if question is None:
        return False
    told = any(e.name == question and not e.guess for e in conversation.entities)
    return (
        told
        or tools.phrases.leading_answer(conversation.read_as, question) is not None
        or _answers_freely(conversation)
    )


def _answers_freely(conversation: Conversation) -> bool:
    """ "Bel maar" sounds like a call for a person, and "een callcenter" like another subject."""
    words = len(conversation.text.split())
    match conversation.open_question:
        case Question.CONTACT:
            return words <= CONTACT_WORDS and conversation.intent != "abuse"
        case Question.SECTOR | Question.SETTING:
            return words <= PLACE_WORDS and conversation.intent == "out_of_scope"
        case _:
            return False


def is_told(conversation: Conversation) -> bool:
    """A fact that fills the open question stands in the words, or is nearly certain."""
    return any(
        e.name == conversation.open_question
        and (e.confidence >= SURE_GUESS if e.guess else not e.is_weak)
        for e in conversation.entities
    )
