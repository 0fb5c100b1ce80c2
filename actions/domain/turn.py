"""One message of a conversation with what was understood of it."""

from dataclasses import dataclass

from actions.domain.codes import Question

AFFIRM = "affirm"
DENY = "deny"
DONT_KNOW = "dont_know"
STOP = "stop"
NARRATIVE_INTENTS = frozenset({"report_signal", "danger_now"})
ADDING_INTENTS = frozenset({"inform", "change_answer", "nlu_fallback"})
# Intents that steer or ask: their words are no answer to the open question.
STEERING_INTENTS = frozenset(
    {
        "abuse",
        "already_said",
        "ask_human",
        "ask_question",
        "ask_status",
        "ask_who_sees",
        "ask_why",
        "bot_challenge",
        "change_answer",
        "go_back",
        "goodbye",
        "greet",
        "other_language",
        "out_of_scope",
        "practice",
        "start_over",
        STOP,
        "thanks",
    }
)
# Leaving, or going back, is never an answer.
LEAVING_INTENTS = frozenset({STOP, "start_over", "go_back", "practice"})
# Steering messages that may carry facts: "dat klopt niet, hij is 19".
FACTUAL_STEERING = frozenset({"change_answer", "already_said"})
# Words about something else altogether are facts only where they answer the open question.
LOOSE_INTENTS = frozenset({"abuse", "ask_question", "out_of_scope"})
# A yes or a no answers these, whatever codes their answers have.
YES_NO_QUESTIONS = frozenset(
    {
        Question.DANGER_NOW,
        Question.ONGOING,
        Question.DISCLOSURE,
        Question.CONTACT,
        Question.CONFIRM_SUMMARY,
    }
)
SENTENCE_WORDS = 5
ABOUT_SELF_WORDS = 12
ABOUT_SELF = frozenset(
    {Question.CONTACT, Question.DISCLOSURE, Question.ROLE, Question.CONFIRM_SUMMARY}
)


@dataclass(frozen=True, slots=True)
class Entity:
    """A fact found in a message; a guess comes from a classifier, not from the words.

    `confidence` lies between 0 and 1: a told fact below 1 is a bare word such as "werk".
    `start` is where its words stand in the text. `of_story`: a guess from a whole report, which
    tells it in passing; it is there where it is likely enough, and holds for the first account.
    """

    name: str
    value: str
    guess: bool = False
    confidence: float = 1.0
    start: int = 0
    of_story: bool = False

    @property
    def is_weak(self) -> bool:
        """A bare word, which answers its own question and hardly another's."""
        return not self.guess and self.confidence < 1.0

    @property
    def is_explicit(self) -> bool:
        """Told in words that hardly mean anything else."""
        return not self.guess and not self.is_weak


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A municipality that the message names, by its directory key, and where in the text.

    `is_own`: the reporter says that it is theirs, as in "ik werk voor Groningen".
    """

    municipality: str
    start: int = 0
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One message with its understanding; `open_question` is what was being asked.

    `leading_answer` is what the first words answer to the open question: yes, no,
    unknown, or a code of that question. `implied_source` is how the account says that it is
    known; `tells_as_victim` is true where it happens to the teller, `tells_as_worker` where the
    trade that they name is what they are made to do. `corrects` is true where the words take
    something back; `own_municipality` is what the channel knows of the reporter.

    `may_be_acute`: it sounds like danger, and only the person can tell whether it is.

    `age_in_answer` is the age group that a number tells where the age was asked.

    `way_to_reach` is the sentence that says how the reporter can be reached, where that is asked.

    `says_nothing` is a message such as "ik wil iets melden": an opening without content.
    """

    text: str
    intent: str
    entities: tuple[Entity, ...] = ()
    open_question: Question | None = None
    acute: bool = False
    may_be_acute: bool = False
    denies_danger: bool = False
    is_payload: bool = False
    is_typed_payload: bool = False
    says_nothing: bool = False
    corrects: bool = False
    places: tuple[NamedPlace, ...] = ()
    own_municipality: str | None = None
    to_change: Question | None = None
    leading_answer: str | None = None
    implied_source: str | None = None
    tells_as_victim: bool = False
    tells_as_worker: bool = False
    age_in_answer: str | None = None
    way_to_reach: str | None = None


def is_narrative(turn: Turn) -> bool:
    """Whether the words belong in the observation: they tell what somebody noticed."""
    if turn.is_payload or turn.is_typed_payload or turn.says_nothing:
        return False
    if turn.open_question is Question.OBSERVATION:
        return turn.intent not in STEERING_INTENTS | {AFFIRM, DENY, DONT_KNOW}
    if turn.intent in NARRATIVE_INTENTS or turn.acute or turn.may_be_acute:
        return True
    long_enough = len(turn.text.split()) > SENTENCE_WORDS
    return turn.intent in ADDING_INTENTS and long_enough and not _answers_about_self(turn)


def is_account(turn: Turn) -> bool:
    """A narrative that tells the story itself, and not an answer of some length."""
    asked = turn.open_question in (None, Question.OBSERVATION)
    return is_narrative(turn) and (asked or turn.acute or turn.intent in NARRATIVE_INTENTS)


def _answers_about_self(turn: Turn) -> bool:
    """What somebody says of their own name, number or role is no observation."""
    told = {entity.name for entity in turn.entities if not entity.guess}
    short = len(turn.text.split()) <= ABOUT_SELF_WORDS
    return turn.open_question in ABOUT_SELF or (short and bool(told & ABOUT_SELF))
