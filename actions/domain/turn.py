"""What one message adds to the intake; pure, so that every rule of it can be tested."""

from dataclasses import dataclass

from actions.domain.codes import ExploitationForm, Question
from actions.domain.intake import NO, YES, Intake, known

AFFIRM = "affirm"
DENY = "deny"
DONT_KNOW = "dont_know"
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
        "stop",
        "thanks",
    }
)
# A question to the bot is never an answer to the bot's own question.
ASKING_INTENTS = frozenset(
    {"ask_human", "ask_question", "ask_status", "ask_who_sees", "ask_why", "bot_challenge"}
)
# Neither is leaving, or going back.
LEAVING_INTENTS = frozenset({"stop", "start_over", "go_back", "practice"})
# Steering messages that may carry facts: "dat klopt niet, hij is 19".
FACTUAL_STEERING = frozenset({"change_answer", "already_said"})
# Slots that are true once told and otherwise false.
FLAGS = ("unaccompanied_minor", "address_involved", "help_asked")
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
MAX_CONTACT = 200


@dataclass(frozen=True, slots=True)
class Entity:
    """A fact found in a message; a guess comes from a classifier, not from the words."""

    name: str
    value: str
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One message with its understanding; `open_question` is what was being asked.

    `leading_answer` is what the first words answer to the open question: yes, no,
    unknown, or a code of that question.

    `says_nothing` is a message such as "ik wil iets melden": an opening without content.
    """

    text: str
    intent: str
    entities: tuple[Entity, ...] = ()
    open_question: Question | None = None
    acute: bool = False
    denies_danger: bool = False
    is_payload: bool = False
    says_nothing: bool = False
    places: tuple[str, ...] = ()
    to_change: Question | None = None
    leading_answer: str | None = None


Updates = dict[str, str | bool | None]


def understand(turn: Turn, intake: Intake) -> Updates:
    """Slot values that this message sets beside what Rasa's slot mappings already set.

    `intake` holds the mapped values: explicit entities and answers to the open question.
    """
    updates: Updates = dict(_reopened(turn))
    updates.update(_from_leading_words(turn, intake))
    updates.update(_from_guesses(turn, intake))
    updates.update(_consistent(turn, intake))
    updates.update(_from_places(turn, intake))
    updates.update(_danger(turn, intake))
    updates.update(_observation(turn, intake))
    updates.update(_contact(turn, intake))
    updates.update(_not_yet_confirmed(turn))
    return updates


def is_narrative(turn: Turn) -> bool:
    """Whether the words belong in the observation: they tell what somebody noticed."""
    if turn.is_payload or turn.says_nothing:
        return False
    if turn.open_question is Question.OBSERVATION:
        return turn.intent not in STEERING_INTENTS | {AFFIRM, DENY, DONT_KNOW}
    if turn.intent in NARRATIVE_INTENTS or turn.acute:
        return True
    long_enough = len(turn.text.split()) > SENTENCE_WORDS
    return turn.intent in ADDING_INTENTS and long_enough and not _answers_about_self(turn)


def _answers_about_self(turn: Turn) -> bool:
    about_self = (Question.CONTACT, Question.DISCLOSURE, Question.ROLE, Question.CONFIRM_SUMMARY)
    return turn.open_question in about_self


def _reopened(turn: Turn) -> Updates:
    """An answer that the person wants to change is open again, unless the new one came along."""
    told = {entity.name for entity in turn.entities if not entity.guess}
    if turn.to_change is None or turn.to_change in told:
        return {}
    also = {
        Question.MUNICIPALITY: "place_municipality",
        Question.EXPLOITATION_FORM: "adjacent_concern",
    }
    reopened: Updates = {turn.to_change.value: None}
    if turn.to_change in also:
        reopened[also[turn.to_change]] = None
    return reopened


def _from_leading_words(turn: Turn, intake: Intake) -> Updates:
    """ "Nee, nu zit hij in de klas" answers a yes-or-no question, whatever follows."""
    question, answer = turn.open_question, turn.leading_answer
    if question is None or answer is None or turn.acute:
        return {}
    if getattr(intake, question.value) is not None:
        return {}
    if question is Question.CONFIRM_SUMMARY and answer != YES:
        return {}
    return {question.value: answer}


def _not_yet_confirmed(turn: Turn) -> Updates:
    """ "Ja, maar hij is 19" changes the summary: it must be seen again before it is sent."""
    told = [entity for entity in turn.entities if not entity.guess]
    if turn.open_question is Question.CONFIRM_SUMMARY and (told or turn.places or turn.acute):
        return {Question.CONFIRM_SUMMARY.value: None}
    return {}


def _from_guesses(turn: Turn, intake: Intake) -> Updates:
    """A classifier's guess fills what is still open, and only from somebody's account."""
    if not is_narrative(turn):
        return {}
    told_none = intake.exploitation_form == ExploitationForm.NONE
    guesses = [e for e in turn.entities if e.guess and (told_none or not _diverts(e))]
    return {g.name: g.value for g in guesses if getattr(intake, g.name, "") is None}


def _diverts(guess: Entity) -> bool:
    """A guess may never send a worry away from the officer; only the person may."""
    return guess.name == "adjacent_concern" or guess.value == ExploitationForm.NONE


def _consistent(turn: Turn, intake: Intake) -> Updates:
    """Another concern means form `none`; naming a form drops the other concern."""
    told = {entity.name: entity.value for entity in turn.entities if not entity.guess}
    form = told.get("exploitation_form")
    if "adjacent_concern" in told and form is None and not known(intake.exploitation_form):
        return {"exploitation_form": ExploitationForm.NONE.value}
    if form not in (None, ExploitationForm.NONE) and intake.adjacent_concern:
        return {"adjacent_concern": None}
    return {}


def _from_places(turn: Turn, intake: Intake) -> Updates:
    if not turn.places:
        return {}
    place = turn.places[-1]
    if turn.open_question is Question.MUNICIPALITY or not known(intake.municipality):
        return {"municipality": place, "place_municipality": place}
    return {"place_municipality": place}


def _danger(turn: Turn, intake: Intake) -> Updates:
    if turn.acute:
        return {"danger_now": YES}
    if turn.denies_danger or _withdraws_danger(turn, intake):
        return {"danger_now": NO}
    return {}


def _withdraws_danger(turn: Turn, intake: Intake) -> bool:
    """A "nee" after the 112 warning, where no question is open that takes yes or no."""
    return (
        turn.intent == DENY
        and intake.danger_now == YES
        and turn.open_question not in YES_NO_QUESTIONS
    )


def _observation(turn: Turn, intake: Intake) -> Updates:
    if not is_narrative(turn):
        return {}
    text = turn.text.strip()
    if not known(intake.observation):
        return {"observation": text}
    return {"observation": f"{intake.observation}\n{text}"}


def _contact(turn: Turn, intake: Intake) -> Updates:
    """Free text answers the question how to reach somebody."""
    if turn.open_question is not Question.CONTACT or intake.contact is not None:
        return {}
    if turn.is_payload or turn.intent in STEERING_INTENTS | {AFFIRM, DENY, DONT_KNOW}:
        return {}
    return {"contact": turn.text.strip()[:MAX_CONTACT]}
