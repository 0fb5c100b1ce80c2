"""Whether a message only steers the conversation, or answers the open question as well."""

from actions.conversation import Tools
from actions.domain.codes import Question
from actions.domain.intake import NO, UNKNOWN, YES, Intake
from actions.domain.turn import (
    FACTUAL_STEERING,
    LEAVING_INTENTS,
    LOOSE_INTENTS,
    NARRATIVE_INTENTS,
    STEERING_INTENTS,
)
from actions.entrypoints.rasa.conversation import Conversation

CONTACT_WORDS = 12
PRACTICE = "practice"
STOP = "stop"
PLACE_WORDS = 4
# Asked whether there is danger, an answer that may well tell of it counts as a yes. What begins
# with the answer to the question that was asked needs more than one model's suspicion, and a yes
# to "does it still go on?" near certainty: it tells of blows, and not of this moment. All are
# probabilities, chosen on the development conversations.
DOUBT = 0.3
AGAINST_AN_ANSWER = 0.8
AGAINST_STILL = 0.9
EVEN = 0.5
# Reasons that name a model and no words, and those that name words about calling.
MODELS = frozenset({"model", "intent"})
CALLING = MODELS | {"silent_call", "hint_secret"}
# What is told of the report itself, and not of what happens.
ABOUT_THE_REPORT = frozenset({"role", "disclosure", "contact", "municipality"})
ANSWER_WORDS = 12
TELLING = NARRATIVE_INTENTS | {"inform", "nlu_fallback"}


def is_acute(tools: Tools, conversation: Conversation) -> bool:
    """Somebody is in danger now: by the detector's verdict and by the question that was open."""
    if conversation.is_payload:
        return False
    verdict = conversation.danger
    acute = bool(verdict.get("acute"))
    probability = float(verdict.get("probability") or 0.0)
    if conversation.open_question is Question.DANGER_NOW:
        if tools.phrases.leading_answer(conversation.read_as, Question.DANGER_NOW) == NO:
            return acute and probability >= AGAINST_AN_ANSWER and not verdict.get("cleared_by")
        in_doubt = probability >= DOUBT and not verdict.get("cleared_by")
        return acute or (in_doubt and conversation.intent in TELLING)
    mild = _only_answers(tools, conversation, probability) or _is_mild(conversation, probability)
    return acute and not mild


def _only_answers(tools: Tools, conversation: Conversation, probability: float) -> bool:
    """ "Hij zei het" answers how it is known, though a model hears danger in it."""
    few = len(conversation.text.split()) <= ANSWER_WORDS
    if conversation.open_question is Question.CONTACT:
        return few and _leaves_contact_open(tools, conversation, probability)
    if not few or not answers_open_question(tools, conversation):
        return False
    if _says_it_goes_on(tools, conversation):
        return probability < AGAINST_STILL or bool(conversation.danger.get("cleared_by"))
    weak = set(conversation.danger.get("reasons") or ()) <= MODELS or probability < EVEN
    return weak and probability < AGAINST_AN_ANSWER


def _leaves_contact_open(tools: Tools, conversation: Conversation, probability: float) -> bool:
    """ "Ik kan niet bellen, sla maar over" speaks of calling, for that is what was asked."""
    reasons = set(conversation.danger.get("reasons") or ())
    said = tools.phrases.leading_answer(conversation.text, Question.CONTACT)
    return said == UNKNOWN and reasons <= CALLING and probability < AGAINST_STILL


def _is_mild(conversation: Conversation, probability: float) -> bool:
    """ "Ik ben nu jongerenwerker" and "het is gestopt" tell of no danger, though a model hears it.

    Only in the middle of a conversation, and where no word of danger stands.
    """
    if conversation.open_question in (None, Question.OBSERVATION):
        return False
    told = [e for e in conversation.entities if not (e.guess or e.is_weak)]
    of_the_report = any(e.name in ABOUT_THE_REPORT for e in told)
    over = any(e.name == Question.ONGOING and e.value == NO for e in told)
    wordless = set(conversation.danger.get("reasons") or ()) <= MODELS
    return (of_the_report or over) and wordless and probability < AGAINST_AN_ANSWER


def _says_it_goes_on(tools: Tools, conversation: Conversation) -> bool:
    """ "Ja, hij slaat haar nog steeds" is what the question was about."""
    if conversation.open_question is not Question.ONGOING:
        return False
    return tools.phrases.leading_answer(conversation.read_as, Question.ONGOING) == YES


def only_steers(tools: Tools, conversation: Conversation) -> bool:
    """A message that asks, leaves or chats, and holds nothing for this case.

    What looks like chat but tells a fact is an answer: "nee hoor, dank je", or "alleen de
    aandachtsfunctionaris mag het weten". What has the form of a question tells nothing.
    """
    intent = conversation.intent
    if asks_meaning(tools, conversation):
        return True
    if is_acute(tools, conversation) or intent not in STEERING_INTENTS - FACTUAL_STEERING:
        return False
    if conversation.is_payload or intent in LEAVING_INTENTS - _answered(tools, conversation):
        return True
    if tools.phrases.asks(conversation.read_as):
        return True
    return not (answers_open_question(tools, conversation) or _tells(conversation))


def _answered(tools: Tools, conversation: Conversation) -> frozenset[str]:
    """Ways to leave that this message only sounds like.

    "Ja, na elke training" answers, though training sounds like practising. "Goed zo, weg ermee"
    to the summary sends it, "laat maar" to how one can be reached leaves that out, and "ik wil niet
    genoemd worden" hides a name: a report that is told to the end is not thrown away for it.
    """
    answers = answers_open_question(tools, conversation)
    left = {PRACTICE} if answers else set()
    question = conversation.open_question
    said = tools.phrases.leading_answer(conversation.read_as, question)
    sends = question is Question.CONFIRM_SUMMARY and said == YES
    unreachable = question is Question.CONTACT and said is not None
    core = tools.phrases.core_answer(conversation.text, Question.DISCLOSURE)
    hides = question is Question.DISCLOSURE and core is not None
    return frozenset(left | ({STOP} if sends or unreachable or hides else set()))


def asks_meaning(tools: Tools, conversation: Conversation) -> bool:
    """ "Wat bedoel je?" is about the open question, whatever intent it was taken for."""
    if conversation.open_question is None or conversation.is_payload:
        return False
    if is_acute(tools, conversation) or conversation.intent in LEAVING_INTENTS:
        return False
    return tools.phrases.asks_meaning(conversation.read_as) and not _tells(conversation)


def half_answers_role(tools: Tools, conversation: Conversation) -> bool:
    """ "Ik werk bij de gemeente" fits several roles: the question must be asked on."""
    if conversation.open_question is not Question.ROLE or conversation.is_payload:
        return False
    known_now = bool(conversation.slots.get(Question.ROLE))
    return not known_now and tools.phrases.is_municipal(conversation.read_as)


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


def _tells(conversation: Conversation) -> bool:
    if conversation.open_question is None or conversation.intent in LOOSE_INTENTS:
        return False
    names = set(Intake.names())
    return any(e.name in names and not (e.guess or e.is_weak) for e in conversation.entities)
