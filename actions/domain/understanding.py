"""What one message adds to the intake; pure, so that every rule of it can be tested."""

import re
from collections.abc import Mapping

from actions.domain.codes import AgeGroup, ExploitationForm, Question, Role, Source
from actions.domain.intake import NO, UNKNOWN, USUAL_SETTING, YES, Intake, known
from actions.domain.turn import (
    ADDING_INTENTS,
    AFFIRM,
    DENY,
    DONT_KNOW,
    NARRATIVE_INTENTS,
    SENTENCE_WORDS,
    YES_NO_QUESTIONS,
    Entity,
    Turn,
    is_account,
    is_narrative,
)
from actions.domain.voice import may_be_victim

MAX_CONTACT = 200
# On authors that the model had not read, one form guess in six is wrong from here up, one in five
# from 0.52 up, one in eight from 0.7 up; a question costs a turn (evaluation/nlu/PIPELINE.md).
SURE_ENOUGH = 0.62
# Few enough words to be the answer to the open question, and no more than that.
PASSING_WORDS = 4
# Whatever is said at these questions answers them, also in words that nobody foresaw.
OTHER = "other"
# Guessed in answers only, and for the question that is open.
ANSWER_GUESSES = frozenset({"source", "role", "ongoing", "disclosure", "danger_now"})
# Guessed where nothing else is told: else the message is about that.
SELDOM_BESIDE = frozenset({"ongoing", "disclosure"})
CHANGES = "change_answer"
# What reads as more of the story seldom answers the open question as well.
ANSWERED_BY_A_STORY = 0.7
# Where a yes or no in front often turns round in what follows it.
OFTEN_TURNED = frozenset({Question.ONGOING, Question.DISCLOSURE})
MEANT = 0.85
PLAIN_WORDS = 2
# What stands in the summary, and so changes it.
SHOWN = frozenset({question.value for question in Question} | {"adjacent_concern"})
FIRST_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;\n]+(?=\s)")
FREE_QUESTIONS = frozenset({Question.CONTACT, Question.SECTOR, Question.SETTING})
# The codes of what is so or not, as a guess gives them.
FLAGS = {"True": True, "False": False}

Updates = dict[str, str | bool | None]


def understand(turn: Turn, intake: Intake) -> Updates:
    """Slot values that this message sets beside what Rasa's slot mappings already set.

    `intake` holds the mapped values: explicit entities and answers to the open question.
    """
    updates: Updates = dict(_reopened(turn))
    updates.update(_from_leading_words(turn, intake))
    updates.update(_from_a_number(turn, intake))
    updates.update(_meant_otherwise(turn))
    updates.update(_from_guesses(turn, intake))
    updates.update(_from_the_account(turn, intake))
    updates.update(_consistent(turn, intake))
    updates.update(_from_places(turn, intake))
    updates.update(_danger(turn, intake))
    updates.update(_observation(turn, intake))
    updates.update(_free_answer(turn, intake))
    updates.update(_not_yet_confirmed(turn))
    return updates


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
    told = any(e.name == question and not e.guess for e in turn.entities)
    if told and getattr(intake, question.value) is not None:
        return {}
    if question is Question.CONFIRM_SUMMARY and answer != YES:
        return {}
    if question is Question.CONTACT:
        # A yes does not say how; a no says that it need not be.
        return {} if answer == YES else {question.value: UNKNOWN}
    return {question.value: answer}


def _from_a_number(turn: Turn, intake: Intake) -> Updates:
    """Where the age is asked, a number is one, in whatever words it stands."""
    asked = turn.open_question is Question.AGE_GROUP and intake.age_group is None
    if not asked or turn.age_in_answer is None or turn.leading_answer is not None:
        return {}
    return {Question.AGE_GROUP.value: turn.age_in_answer}


def _meant_otherwise(turn: Turn) -> Updates:
    """ "Nee, niet afgelopen" and "niet verder dan de functionaris" are no plain no."""
    question = turn.open_question
    if question not in OFTEN_TURNED or len(turn.text.split()) <= PLAIN_WORDS or turn.acute:
        return {}
    about = [entity for entity in turn.entities if entity.name == question]
    if any(not entity.guess for entity in about):
        return {}
    return {entity.name: entity.value for entity in about if entity.confidence >= MEANT}


def _not_yet_confirmed(turn: Turn) -> Updates:
    """ "Ja, maar hij is 19" changes the summary: it must be seen again before it is sent."""
    told = [entity for entity in turn.entities if not entity.guess and entity.name in SHOWN]
    if turn.open_question is Question.CONFIRM_SUMMARY and (told or turn.places or turn.acute):
        return {Question.CONFIRM_SUMMARY.value: None}
    return {}


def _from_guesses(turn: Turn, intake: Intake) -> Updates:
    """A classifier's guess fills what is still open, and only from somebody's account.

    What was asked for may be less sure. Where a clerk notices things is known: a guess is worth
    less than that.
    """
    told_none = intake.exploitation_form == ExploitationForm.NONE
    guesses = [e for e in turn.entities if e.guess and (told_none or not _diverts(e))]
    # Whether the summary may be sent is no fact: it comes as the answer of the first words.
    unguessed = {"setting"} if intake.role in USUAL_SETTING else set()
    unguessed |= {Question.CONFIRM_SUMMARY.value}
    sure = [g for g in guesses if _is_sure(g, turn, intake) and g.name not in unguessed]
    return {g.name: FLAGS.get(g.value, g.value) for g in sure if _is_open(intake, g.name)}


def _is_open(intake: Intake, name: str) -> bool:
    return getattr(intake, name, "") is None


def _is_sure(guess: Entity, turn: Turn, intake: Intake) -> bool:
    if guess.of_story:
        return is_account(turn) and not known(intake.observation)
    if guess.name == turn.open_question:
        if guess.name in SELDOM_BESIDE and _speaks_of_other(turn):
            return False
        if guess.name in ANSWER_GUESSES and turn.intent in NARRATIVE_INTENTS:
            return guess.confidence >= ANSWERED_BY_A_STORY
        return is_narrative(turn) or _is_an_answer(turn)
    if guess.name in ANSWER_GUESSES or len(turn.text.split()) < SENTENCE_WORDS:
        return False
    return is_account(turn) and guess.confidence >= SURE_ENOUGH


def _speaks_of_other(turn: Turn) -> bool:
    """ "Correctie, die winkel zit in Delfzijl" tells nothing of what goes on."""
    told = {e.name for e in turn.entities if e.is_explicit}
    other = bool(turn.places) or bool(told - {str(turn.open_question)})
    return turn.corrects or turn.intent == CHANGES or other


def _is_an_answer(turn: Turn) -> bool:
    """ "Iets met jatten" answers what was asked, though it is too short for a story."""
    typed = not (turn.is_payload or turn.is_typed_payload)
    return typed and turn.intent in ADDING_INTENTS and turn.leading_answer is None


def _from_the_account(turn: Turn, intake: Intake) -> Updates:
    """Who tells what was seen or heard need not be asked how it is known, or a victim who it is."""
    if not is_account(turn):
        return {}
    updates: Updates = {}
    if _tells_as_worker(turn):
        return {"is_victim": True, "role": Role.RESIDENT.value, "source": Source.SEEN.value}
    if _tells_as_victim(turn, intake):
        updates = {"is_victim": True, "role": Role.RESIDENT.value, "source": Source.SEEN.value}
    elif turn.implied_source is not None:
        updates = {"source": turn.implied_source}
    return {name: v for name, v in updates.items() if getattr(intake, name, None) is None}


def _tells_as_worker(turn: Turn) -> bool:
    """ "Ik ben lasser, de baas heeft mijn paspoort": the trade makes nobody a partner."""
    partner = any(e.name == "role" and e.value == Role.PARTNER for e in turn.entities)
    return turn.tells_as_worker and partner and turn.own_municipality is None


def _tells_as_victim(turn: Turn, intake: Intake) -> bool:
    return turn.tells_as_victim and may_be_victim(intake.role)


def _diverts(guess: Entity) -> bool:
    """A guess may never send a worry away from the officer; only the person may."""
    return guess.name == "adjacent_concern" or guess.value == ExploitationForm.NONE


def _consistent(turn: Turn, intake: Intake) -> Updates:
    """Another concern means form `none`; naming a form drops the other concern."""
    told = {entity.name: entity.value for entity in turn.entities if not entity.guess}
    form = told.get("exploitation_form")
    if form == ExploitationForm.NONE and _sells_sex_as_a_minor(told, intake):
        return {"exploitation_form": ExploitationForm.SEXUAL.value}
    unnamed = form in (None, UNKNOWN) and not known(intake.exploitation_form)
    if "adjacent_concern" in told and unnamed:
        return {"exploitation_form": ExploitationForm.NONE.value}
    if form not in (None, ExploitationForm.NONE) and intake.adjacent_concern:
        return {"adjacent_concern": None}
    return {}


def _sells_sex_as_a_minor(told: Mapping[str, str], intake: Intake) -> bool:
    """A minor's consent counts for nothing: paid sex of a minor is exploitation (art. 273f Sr)."""
    return told.get("sector") == "sex_work" and intake.age_group == AgeGroup.MINOR


def _from_places(turn: Turn, intake: Intake) -> Updates:
    """Where it happens, and whose municipality the reporter's is while that is not known.

    "Balie Groningen, hij werkt in Westerwolde" names both; "nee, Westerwolde" corrects both,
    unless the channel knows where the reporter works.
    """
    if not turn.places:
        return {}
    if any(place.is_own for place in turn.places):
        return _with_own_place(turn, intake)
    place = _place_meant(turn, intake)
    asked = Question.MUNICIPALITY in (turn.open_question, turn.to_change)
    if asked or _corrects_the_place(turn, intake):
        return {"municipality": place, "place_municipality": place}
    if known(intake.municipality):
        return {"place_municipality": place}
    return {"municipality": _own_place(turn), "place_municipality": place}


def _with_own_place(turn: Turn, intake: Intake) -> Updates:
    """ "Ik werk voor Groningen, dit is in Veendam": who tells it, and where it happens."""
    own = [place.municipality for place in turn.places if place.is_own][-1]
    elsewhere = [place.municipality for place in turn.places if not place.is_own]
    updates: Updates = {} if turn.own_municipality else {"municipality": own}
    if elsewhere or not known(intake.place_municipality):
        updates["place_municipality"] = (elsewhere or [own])[-1]
    return updates


def _place_meant(turn: Turn, intake: Intake) -> str:
    """The last place named; of a change "het is Westerwolde, Demodorp was vorig jaar" a new one.

    Beside the reporter's own, as in "wmo Westerwolde, cliënt zit in Hoogezand", it is the other.
    """
    named = [place.municipality for place in turn.places]
    elsewhere = [place for place in named if place != turn.own_municipality]
    if elsewhere and not turn.corrects and turn.to_change is None:
        return elsewhere[-1]
    new = [place for place in named if place != intake.municipality]
    return (new if new and turn.to_change is Question.MUNICIPALITY else named)[-1]


def _corrects_the_place(turn: Turn, intake: Intake) -> bool:
    same = intake.municipality == intake.place_municipality
    return turn.corrects and same and turn.own_municipality is None


def _own_place(turn: Turn) -> str:
    """The place named nearest to the reporter's role, else the last one."""
    roles = [e.start for e in turn.entities if e.name == "role" and not e.guess]
    if not roles:
        return turn.places[-1].municipality
    nearest = min(turn.places, key=lambda place: abs(place.start - roles[0]))
    return nearest.municipality


def _danger(turn: Turn, intake: Intake) -> Updates:
    if turn.acute:
        return {"danger_now": YES}
    if turn.may_be_acute:
        return {"danger_now": None}
    denied = turn.denies_danger and not _answers_in_passing(turn)
    if denied or _withdraws_danger(turn, intake):
        return {"danger_now": NO}
    return {}


def _answers_in_passing(turn: Turn) -> bool:
    """ "Is niet nodig", where somebody is asked how to be reached, takes no danger back."""
    asked_otherwise = turn.open_question not in (None, Question.DANGER_NOW, Question.OBSERVATION)
    few = len(turn.text.split()) <= PASSING_WORDS
    return asked_otherwise and few and turn.leading_answer is not None


def _withdraws_danger(turn: Turn, intake: Intake) -> bool:
    """A "nee" after the 112 warning, where no question is open that takes yes or no."""
    return (
        turn.intent == DENY
        and intake.danger_now == YES
        and turn.open_question not in YES_NO_QUESTIONS
    )


def _observation(turn: Turn, intake: Intake) -> Updates:
    if not is_narrative(turn) and not _answers_freely(turn, intake):
        return {}
    text = turn.text.strip()
    if not known(intake.observation):
        return {"observation": text}
    if text in str(intake.observation).splitlines():
        return {}
    return {"observation": f"{intake.observation}\n{text}"}


def _free_answer(turn: Turn, intake: Intake) -> Updates:
    """How to reach somebody is free text; work or place without a code of its own is another."""
    if _answers_freely(turn, intake):
        return {str(turn.open_question): OTHER}
    if turn.open_question is not Question.CONTACT or not _is_free(turn, intake):
        return {}
    said = _beside_the_news(turn) if _tells_other(turn) else turn.text.strip()
    return {"contact": said[:MAX_CONTACT]} if said else {}


def _beside_the_news(turn: Turn) -> str | None:
    """ "Via de praktijk. O ja, ze zoekt een bed": the first sentence, where it tells no fact."""
    if turn.way_to_reach or turn.corrects:
        return turn.way_to_reach
    first = FIRST_SENTENCE.match(turn.text)
    told = [e.start for e in turn.entities if not e.guess and e.name != Question.CONTACT]
    return first.group().strip() if first and min(told, default=0) >= first.end() else None


def _answers_freely(turn: Turn, intake: Intake) -> bool:
    """Work or a place in a word that has no code: the word itself goes into the observation."""
    asked = turn.open_question in (Question.SECTOR, Question.SETTING)
    return asked and _is_free(turn, intake) and not _tells_other(turn) and not turn.places


def _tells_other(turn: Turn) -> bool:
    """A fact that answers another question than the one that is open.

    How old somebody is in years comes beside the age group, and answers nothing by itself.
    """
    told = {entity.name for entity in turn.entities if not entity.guess}
    return bool(told - {str(turn.open_question), "age"})


def _is_free(turn: Turn, intake: Intake) -> bool:
    question = turn.open_question
    return (
        question in FREE_QUESTIONS
        and getattr(intake, question.value) is None
        and turn.leading_answer is None
        and not (turn.is_payload or turn.is_typed_payload or turn.acute)
        and (question is Question.CONTACT or turn.intent not in (AFFIRM, DENY, DONT_KNOW))
    )
