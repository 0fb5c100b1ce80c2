"""Whether a message only steers the conversation, or answers the open question as well."""

from actions.conversation import Tools
from actions.domain.codes import Question
from actions.domain.intake import Intake
from actions.domain.turn import (
    FACTUAL_STEERING,
    LEAVING_INTENTS,
    LOOSE_INTENTS,
    STEERING_INTENTS,
    STOP,
)
from actions.entrypoints.rasa.alarm import Alarm, alarm
from actions.entrypoints.rasa.answering import answers_open_question, confirms, is_told
from actions.entrypoints.rasa.conversation import Conversation

PRACTICE = "practice"
COMING_BACK = frozenset({"start_over", "go_back"})


def only_steers(tools: Tools, conversation: Conversation) -> bool:
    """A message that asks, leaves or chats, and holds nothing for this case.

    What looks like chat but tells a fact is an answer: "nee hoor, dank je", or "alleen de
    aandachtsfunctionaris mag het weten". What has the form of a question tells nothing.
    """
    intent = conversation.intent
    if asks_meaning(tools, conversation):
        return True
    if confirms(tools, conversation):
        return False
    if intent not in STEERING_INTENTS - FACTUAL_STEERING:
        return False
    if alarm(tools, conversation) is not Alarm.NONE:
        return False
    if conversation.is_payload or intent in LEAVING_INTENTS - _answered(tools, conversation):
        return True
    read = conversation.read_as
    asks = tools.phrases.asks(read) and not tools.phrases.skips(read)
    if asks and not _answers_beside_a_question(tools, conversation):
        return True
    answers = answers_open_question(tools, conversation) or is_told(conversation)
    return not (answers or _tells(conversation))


def _answered(tools: Tools, conversation: Conversation) -> frozenset[str]:
    """Ways to leave that this message only sounds like.

    "Ja, na elke training" answers, though training sounds like practising, and "elke dag opnieuw"
    though it sounds like starting over. "Laat maar" to how one can be reached leaves that out, and
    "ik wil niet genoemd worden" hides a name: a report is not thrown away for it.
    """
    left = {PRACTICE} if answers_open_question(tools, conversation) else set()
    left |= COMING_BACK if is_told(conversation) else set()
    question = conversation.open_question
    said = tools.phrases.leading_answer(conversation.read_as, question)
    unreachable = question is Question.CONTACT and said is not None
    core = tools.phrases.core_answer(conversation.text, Question.DISCLOSURE)
    hides = question is Question.DISCLOSURE and core is not None
    return frozenset(left | ({STOP} if unreachable or hides else set()))


def _answers_beside_a_question(tools: Tools, conversation: Conversation) -> bool:
    """ "Kan het zonder mijn naam? Doe dat dan, anoniem": the answer stands behind the question."""
    asked_until, question = conversation.text.rfind("?"), conversation.open_question
    ends_otherwise = not conversation.text.rstrip().endswith("?")
    if question is Question.DANGER_NOW and ends_otherwise:
        return tools.phrases.leading_answer(conversation.read_as, question) is not None
    return any(
        e.name == conversation.open_question and e.is_explicit and e.start > asked_until >= 0
        for e in conversation.entities
    )


def asks_meaning(tools: Tools, conversation: Conversation) -> bool:
    """ "Wat bedoel je?" is about the open question, whatever intent it was taken for."""
    if conversation.open_question is None or conversation.is_payload:
        return False
    if alarm(tools, conversation) is not Alarm.NONE or conversation.intent in LEAVING_INTENTS:
        return False
    return tools.phrases.asks_meaning(conversation.read_as) and not _tells(conversation)


def half_answers_role(tools: Tools, conversation: Conversation) -> bool:
    """ "Ik werk bij de gemeente" fits several roles: the question must be asked on."""
    if conversation.open_question is not Question.ROLE or conversation.is_payload:
        return False
    known_now = bool(conversation.slots.get(Question.ROLE))
    return not known_now and tools.phrases.is_municipal(conversation.read_as)


def _tells(conversation: Conversation) -> bool:
    if conversation.open_question is None or conversation.intent in LOOSE_INTENTS:
        return False
    names = set(Intake.names())
    return any(e.name in names and e.is_explicit for e in conversation.entities)
