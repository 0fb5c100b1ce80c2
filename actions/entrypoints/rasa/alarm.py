"""Whether a message tells of danger now: what was understood, and the question that was open."""

from enum import Enum, auto

from actions.conversation import Tools
from actions.domain.codes import Question
from actions.domain.intake import NO, UNKNOWN, YES
from actions.domain.turn import NARRATIVE_INTENTS
from actions.entrypoints.rasa.answering import answers_open_question, confirms
from actions.entrypoints.rasa.conversation import Conversation

# Asked whether there is danger, an answer that may well tell of it counts as a yes. What begins
# with the answer to the question that was asked needs more than one model's suspicion, and a yes
# to "does it still go on?" near certainty: it tells of blows, and not of this moment. All are
# probabilities, chosen on the development conversations.
DOUBT = 0.3
AGAINST_AN_ANSWER = 0.8
AGAINST_A_NO = 0.9
AGAINST_STILL = 0.9
EVEN = 0.5
# Reasons that name a model and no words, and those that name words about calling.
MODELS = frozenset({"model", "intent"})
CALLING = MODELS | {"silent_call", "hint_secret"}
# What is told of the report itself, and not of what happens.
ABOUT_THE_REPORT = frozenset({"role", "disclosure", "contact", "municipality"})
ANSWER_WORDS = 12
HARMLESS = 0.15
FEW_WORDS = 4
TELLING = NARRATIVE_INTENTS | {"inform", "nlu_fallback"}
# Below this the person is told of 112 and asked whether there is danger, and what they say counts:
# three false alarms in four lie there, and one danger in forty; in the middle of a conversation,
# where words of danger mostly answer a question, two in three and one in fifteen.
SURE = 0.7
SURE_IN_THE_MIDDLE = 0.8
# "Ik heb haar om 5u uit dat pand zien komen" tells how it is known, and no word of danger.
SURE_OF_AN_ANSWER = 0.95
# "Ja nu compleet" to the summary: a yes of a few words in which both models hear an answer to the
# question about danger.
SURELY = 0.99


class Alarm(Enum):
    """How sure it is that somebody is in danger now."""

    NONE = auto()
    DOUBT = auto()
    SURE = auto()


def alarm(tools: Tools, conversation: Conversation) -> Alarm:
    """How sure it is, by the detector's verdict and by the question that was open.

    Who told of danger before is believed; who was asked about it, and does not deny it, at any
    word of danger.
    """
    if not _is_heard(tools, conversation):
        return Alarm.NONE
    asked, known_danger = conversation.open_question, conversation.slots_before().get("danger_now")
    if known_danger == YES:
        return Alarm.SURE
    if asked is Question.DANGER_NOW:
        in_doubt = _is_wordless(conversation) and _probability(conversation) < SURE_IN_THE_MIDDLE
        return Alarm.DOUBT if in_doubt else Alarm.SURE
    at_first = asked in (None, Question.OBSERVATION)
    enough = SURE if at_first and not _is_disputed(conversation) else SURE_IN_THE_MIDDLE
    beside = _tells_of_the_report(conversation)
    if beside or (_is_wordless(conversation) and answers_open_question(tools, conversation)):
        enough = SURE_OF_AN_ANSWER
    return Alarm.SURE if _probability(conversation) >= enough else Alarm.DOUBT


def _is_wordless(conversation: Conversation) -> bool:
    return set(conversation.danger.get("reasons") or ()) <= MODELS


def _is_disputed(conversation: Conversation) -> bool:
    """One model alone hears danger, or words speak against it.

    Of what lay between the two bounds, five false alarms in six were such, and one danger in ten.
    """
    reasons = set(conversation.danger.get("reasons") or ())
    return bool(conversation.danger.get("cleared_by")) or not reasons >= MODELS


def tells_no_danger(conversation: Conversation) -> bool:
    """ "Hij vliegt pas over een maand" is no answer to "is there danger now?", and tells of none.

    Asked again, people say the same again; they have been told to call 112 if there is.
    """
    return (
        conversation.open_question is Question.DANGER_NOW
        and conversation.intent == "inform"
        and len(conversation.text.split()) > FEW_WORDS
        and _probability(conversation) < HARMLESS
        and conversation.changed_answers() <= {Question.OBSERVATION}
    )


def _probability(conversation: Conversation) -> float:
    return float(conversation.danger.get("probability") or 0.0)


def _is_heard(tools: Tools, conversation: Conversation) -> bool:
    if conversation.is_payload:
        return False
    verdict = conversation.danger
    acute = bool(verdict.get("acute"))
    probability = _probability(conversation)
    if conversation.open_question is Question.DANGER_NOW:
        if _says_there_is_none(tools, conversation):
            enough = SURE_OF_AN_ANSWER if _is_wordless(conversation) else AGAINST_A_NO
            return acute and probability >= enough and not verdict.get("cleared_by")
        in_doubt = probability >= DOUBT and not verdict.get("cleared_by")
        return acute or (in_doubt and conversation.intent in TELLING)
    mild = _only_answers(tools, conversation, probability) or _is_mild(conversation, probability)
    return acute and not mild and not _is_faint(conversation, probability)


def _says_there_is_none(tools: Tools, conversation: Conversation) -> bool:
    """ "Op dit moment niet, hij is vanavond bij zijn vader", or a model hears as much."""
    if tools.phrases.leading_answer(conversation.read_as, Question.DANGER_NOW) == NO:
        return True
    guessed = (e for e in conversation.entities if e.name == Question.DANGER_NOW and e.guess)
    return any(e.value == NO and e.confidence >= SURE for e in guessed)


def _only_answers(tools: Tools, conversation: Conversation, probability: float) -> bool:
    """ "Hij zei het" answers how it is known, though a model hears danger in it."""
    few = len(conversation.text.split()) <= ANSWER_WORDS
    if confirms(tools, conversation):
        bare = len(conversation.text.split()) <= FEW_WORDS
        return probability < (SURELY if bare else AGAINST_AN_ANSWER)
    if conversation.open_question is Question.CONTACT:
        return few and _leaves_contact_open(tools, conversation, probability)
    if not few or not answers_open_question(tools, conversation):
        return False
    if _says_it_goes_on(tools, conversation):
        return probability < AGAINST_STILL or bool(conversation.danger.get("cleared_by"))
    weak = _is_wordless(conversation) or probability < EVEN
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
    told = [e for e in conversation.entities if e.is_explicit]
    over = any(e.name == Question.ONGOING and e.value == NO for e in told)
    mild = (_tells_of_the_report(conversation) or over) and _is_wordless(conversation)
    return mild and probability < AGAINST_AN_ANSWER


def _tells_of_the_report(conversation: Conversation) -> bool:
    """ "Straks staan ze voor de deur, doe toch maar anoniem" is about a name, in the middle."""
    if conversation.open_question in (None, Question.OBSERVATION, Question.DANGER_NOW):
        return False
    return any(e.name in ABOUT_THE_REPORT and e.is_explicit for e in conversation.entities)


def _is_faint(conversation: Conversation, probability: float) -> bool:
    """In the middle of a conversation, without a word of danger, and hardly likely.

    Of false alarms there one in four was such, of dangers one in a hundred and fifty.
    """
    in_the_middle = conversation.open_question not in (None, Question.OBSERVATION)
    return in_the_middle and _is_wordless(conversation) and probability < SURE


def _says_it_goes_on(tools: Tools, conversation: Conversation) -> bool:
    """ "Ja, hij slaat haar nog steeds" and "vannacht nog" are what the question was about."""
    if conversation.open_question is not Question.ONGOING:
        return False
    told = (e.value for e in conversation.entities if e.name == Question.ONGOING and not e.guess)
    if len(conversation.text.split()) <= FEW_WORDS and YES in told:
        return True
    return tools.phrases.leading_answer(conversation.read_as, Question.ONGOING) == YES
