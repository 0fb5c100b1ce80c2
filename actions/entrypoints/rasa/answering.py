"""Whether a message answers the question that was asked."""

from actions.conversation import Tools
from actions.domain.codes import Question
from actions.domain.intake import NO, YES, Intake
from actions.domain.turn import DENY, STOP
from actions.entrypoints.rasa.conversation import Conversation

CONTACT_WORDS = 12
PLACE_WORDS = 4
ANSWER_WORDS = 8
# A guess at the answer that is as good as told
SURE_GUESS = 0.8
# What a model makes of a reply to the summary, by authors that it had not read: from 0.5 up it
# hears three in four of those that send it, and one in eight of those that do not, which mostly
# begin with a no or say that they stop. Who says it again, asked for a yes or a no, means it.
LIKELY, LIKELY_AGAIN = 0.5, 0.3
REFUSING = frozenset({DENY, STOP, "change_answer"})


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
        or (question is Question.MUNICIPALITY and _is_a_place(tools, conversation))
    )


def confirms(tools: Tools, conversation: Conversation) -> bool:
    """The reply to the summary sends it: by its words, or because a model hears as much."""
    asked, text = conversation.open_question, conversation.read_as
    if asked is not Question.CONFIRM_SUMMARY or conversation.is_payload:
        return False
    if tools.phrases.holds_back(text):
        return False
    said = tools.phrases.leading_answer(text, asked)
    if said == YES:
        return True
    if conversation.intent != STOP and tools.phrases.consents(text) and _repeats(conversation):
        return True
    guessed = [e.confidence for e in conversation.entities if e.name == asked and e.guess]
    enough = LIKELY_AGAIN if conversation.is_repeated else LIKELY
    if conversation.intent in REFUSING or said == NO:
        enough = SURE_GUESS
    return not conversation.is_typed_payload and max(guessed, default=0.0) >= enough


def _repeats(conversation: Conversation) -> bool:
    """Nothing is told but what stands in the summary: "als mijn naam er niet in staat mag het"."""
    names = set(Intake.names())
    told = [e for e in conversation.entities if e.name in names and e.is_explicit]
    return bool(told) and all(conversation.knew(entity) for entity in told)


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


def _is_a_place(tools: Tools, conversation: Conversation) -> bool:
    """ "Stadjer haha. groningen" sounds like chatter, and names the place that was asked."""
    few = len(conversation.text.split()) <= ANSWER_WORDS
    return few and bool(tools.places(conversation.text))


def is_told(conversation: Conversation) -> bool:
    """A fact that fills the open question stands in the words, or is nearly certain."""
    return any(
        e.name == conversation.open_question
        and (e.confidence >= SURE_GUESS if e.guess else not e.is_weak)
        for e in conversation.entities
    )
