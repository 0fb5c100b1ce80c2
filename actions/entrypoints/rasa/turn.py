"""Runs at every message, before anything else: safety, language, and what was told."""

from dataclasses import replace
from typing import Any

from rasa_sdk.events import SlotSet

from actions.domain.ages import age_group_in_answer
from actions.domain.codes import Language, Question
from actions.domain.intake import UNKNOWN, YES, Intake, known
from actions.domain.turn import AFFIRM, DENY, DONT_KNOW, Entity, Turn
from actions.domain.understanding import Updates, understand
from actions.entrypoints.rasa.alarm import Alarm, alarm
from actions.entrypoints.rasa.answering import confirms, is_told
from actions.entrypoints.rasa.base import Event, NietPluisAction, Speaker, tell_112
from actions.entrypoints.rasa.conversation import Conversation
from actions.entrypoints.rasa.doubting import note_doubts
from actions.entrypoints.rasa.reporter import from_metadata, organisation
from actions.entrypoints.rasa.steering import only_steers

FEW_WORDS = 6
PLAIN_YES, PLAIN_NO = 2, 4
ANSWERS = frozenset({AFFIRM, DENY, "inform"})
# Known answers that a few words about something else do not overwrite, unless they correct.
PASSING = frozenset({"exploitation_form", "setting", "sector", "source", "ongoing", "role"})
# What words about reaching somebody seem to tell, and what a number or a name of a team does too.
_REACHES = frozenset({"setting", "role"})
# "Elke dag opnieuw" sounds like starting over, and "de kraam staat er weer" like chatter.
_SOUNDS_LIKE = frozenset({"out_of_scope", "start_over", "go_back", "practice"})
_CALLS = _REACHES | {"age_group", "sector", "source", "address_involved"}


class UnderstandTurn(NietPluisAction):
    """Turns one message into slot values and speaks up at once when somebody is in danger."""

    action_name = "action_validate_slot_mappings"

    async def perform(self, conversation: Conversation, speaker: Speaker) -> list[Event]:
        """Sets language, facts and danger; the open form or a rule takes it from there."""
        updates: Updates = {"last_message_id": conversation.message_id}
        language = self._language(conversation, speaker, updates)
        speaker.language = language
        given = from_metadata(conversation, self.tools)
        updates.update(given)
        undone = self._undone(conversation)
        updates.update(undone)
        is_new = conversation.message_id != conversation.slots.get("last_message_id")
        if is_new and not only_steers(self.tools, conversation):
            answers: dict[str, Any] = {
                name: value for name, value in (given | undone).items() if name in Intake.names()
            }
            intake = replace(conversation.intake, **answers)
            updates.update(understand(self._turn(conversation, undone), intake))
            updates.update(organisation(conversation, self.tools))
        self._warn(conversation, speaker, updates)
        if is_new:
            note_doubts(self.tools, conversation, updates)
        return [SlotSet(name, value) for name, value in updates.items()]

    def _language(self, conversation: Conversation, speaker: Speaker, updates: Updates) -> Language:
        spoken = _preferred(conversation)
        if not conversation.has_words:
            updates["language"] = spoken.value
            speaker.attach({"language": spoken.value})
            return spoken
        detected = self.tools.languages.detect(
            conversation.text, spoken, first=conversation.is_first_in_words
        )
        updates["language"] = detected.answer.value
        custom = {"language": detected.answer.value}
        if conversation.is_first_in_words or detected.foreign:
            custom["detected_language"] = detected.language
        speaker.attach(custom)
        if detected.foreign and detected.language in self.tools.other_languages:
            speaker.say_text(self.tools.other_languages[detected.language], custom)
        return detected.answer

    def _undone(self, conversation: Conversation) -> Updates:
        """Values that Rasa's mappings set and that this message does not mean.

        A question such as "mag ik een minderjarige melden?" tells nothing about this case, and
        who is signed in has a role already.
        """
        named = {entity.name for entity in conversation.entities}
        if only_steers(self.tools, conversation):
            return _before(
                conversation, (named - {"reference"}) | {conversation.open_question or ""}
            )
        about_self = self._says_who(conversation) and not self._is_contact_only(conversation)
        not_meant = self._not_meant(conversation, named)
        if about_self:
            not_meant -= {"role"}
        undone = _before(conversation, not_meant)
        if conversation.metadata.get("role") and not about_self and not conversation.is_payload:
            undone |= _before(conversation, named & {"role"}) | _role_of(conversation)
        return undone

    def _says_who(self, conversation: Conversation) -> bool:
        changes = conversation.intent == "change_answer"
        return changes or self.tools.phrases.is_about_self(conversation.read_as)

    def _not_meant(self, conversation: Conversation, named: set[str]) -> set[str]:
        """Facts that a short answer to another question does not settle.

        "Nee, hij is op zijn werk" names no exploitation, "balie" is where something was noticed
        and not who the person is, "sla maar over" says nothing but that, and a telephone number
        says how to reach somebody, not that it was noticed by telephone.
        """
        if conversation.is_payload:
            return set()
        names = {e.name for e in conversation.entities if e.is_weak} - _open_to(conversation)
        short = len(conversation.text.split()) <= FEW_WORDS
        if short and conversation.intent == DONT_KNOW:
            names |= named
        if short and conversation.intent in ANSWERS:
            names |= named & {"role"}
        answers = (short and conversation.intent in ANSWERS) or self._shrugs(conversation)
        corrects = self.tools.phrases.corrects(conversation.read_as, conversation.open_question)
        if answers and not corrects:
            before = conversation.slots_before()
            names |= {name for name in named & PASSING if before.get(name)}
        if conversation.open_question is Question.CONTACT:
            names |= named & (_REACHES if self._speaks_of_the_case(conversation) else _CALLS)
            if "contact" in named and not corrects:
                names |= named & {"disclosure"}
        if conversation.open_question is Question.DANGER_NOW:
            names |= named & self._about_this_moment(conversation, short)
        names -= {conversation.open_question or ""}
        return names | self._unclear(conversation)

    def _shrugs(self, conversation: Conversation) -> bool:
        """ "Weet ik niet hoor, ik zag haar één keer" answers, and changes no earlier answer."""
        return self._says(conversation) == UNKNOWN

    def _speaks_of_the_case(self, conversation: Conversation) -> bool:
        """ "Hij is 19" does, where somebody is asked how to be reached; "toestel 12" does not."""
        phrases, text = self.tools.phrases, conversation.read_as
        return phrases.tells_age(text) or phrases.corrects(text, conversation.open_question)

    def _is_contact_only(self, conversation: Conversation) -> bool:
        """ "Balie Oldambt, toestel 12" says where to call, not where it happened."""
        asked = conversation.open_question is Question.CONTACT
        return asked and not self._speaks_of_the_case(conversation)

    def _about_this_moment(self, conversation: Conversation, short: bool) -> set[str]:
        """What an answer about danger does not tell of the case.

        "Ze zijn weggegaan" says that there is no danger here, not that it has stopped, and "ze zit
        op school" where somebody is safe, not where it was noticed.
        """
        left = {"ongoing"} if self.tools.phrases.tells_who_left(conversation.read_as) else set()
        return left | ({"setting"} if short else set())

    def _unclear(self, conversation: Conversation) -> set[str]:
        """A yes or no that was hardly meant for the question that was open.

        "Ok" after "is er gevaar? Bel dan 112" may well mean that the advice was read, "nee, de
        politie is er al" speaks of no name, "nee, hij is 19" takes back an age, and "stuur maar
        niet" sends nothing.
        """
        question, intent = conversation.open_question, conversation.intent
        if question is Question.CONFIRM_SUMMARY:
            held = self.tools.phrases.holds_back(conversation.read_as)
            return {question.value} if held else set()
        misread = (
            question is Question.DANGER_NOW and intent == AFFIRM,
            question is Question.DISCLOSURE and intent in (AFFIRM, DENY),
            question is Question.ONGOING and _corrects_another(conversation),
        )
        if question is None or not any(misread):
            return set()
        said = self.tools.phrases.leading_answer(conversation.read_as, question)
        told = any(e.name == question and not e.guess for e in conversation.entities)
        plain = question is Question.DISCLOSURE and _is_plain(conversation)
        heard = said in (YES, UNKNOWN) or (said is not None and question is not Question.ONGOING)
        return set() if told or heard or plain else {question.value}

    def _turn(self, conversation: Conversation, undone: Updates) -> Turn:
        phrases, text, asked = self.tools.phrases, conversation.text, conversation.open_question
        read = conversation.read_as
        unread = conversation.is_payload or conversation.is_typed_payload
        heard = alarm(self.tools, conversation)
        unheard = conversation.intent == "danger_now" and heard is not Alarm.SURE
        answers = conversation.intent in _SOUNDS_LIKE and is_told(conversation)
        return Turn(
            text=text,
            intent="inform" if asked and (unheard or answers) else conversation.intent,
            entities=tuple(
                e
                for e in conversation.entities
                if e.name not in undone and not _stands_in_the_summary(conversation, e)
            ),
            open_question=asked,
            acute=heard is Alarm.SURE,
            may_be_acute=heard is Alarm.DOUBT,
            denies_danger="denied" in (conversation.danger.get("cleared_by") or ()),
            is_payload=conversation.is_payload,
            is_typed_payload=conversation.is_typed_payload,
            says_nothing=phrases.says_nothing(read),
            corrects=phrases.corrects(read, asked),
            places=() if unread or self._is_contact_only(conversation) else self.tools.places(text),
            own_municipality=conversation.metadata.get("municipality"),
            to_change=_to_change(conversation),
            leading_answer=None if unread or asked in undone else self._says(conversation),
            implied_source=None if unread else phrases.implied_source(read),
            tells_as_victim=not unread and phrases.tells_as_victim(read),
            tells_as_worker=not unread and phrases.tells_as_worker(read),
            age_in_answer=None if unread else self._age_in_answer(text),
            way_to_reach=phrases.way_to_reach(text) if asked is Question.CONTACT else None,
        )

    def _says(self, conversation: Conversation) -> str | None:
        if confirms(self.tools, conversation):
            return YES
        said = conversation.read_as
        return self.tools.phrases.leading_answer(said, conversation.open_question)

    def _age_in_answer(self, text: str) -> str | None:
        return age_group_in_answer(text, self.tools.services.now().year)

    def _warn(self, conversation: Conversation, speaker: Speaker, updates: Updates) -> None:
        """Says 112 at every message that tells of danger, and at a yes to the question about it."""
        before = conversation.slots_before().get("danger_now")
        told = updates.get("danger_now", conversation.slots.get("danger_now")) == YES
        heard = alarm(self.tools, conversation)
        if heard is Alarm.SURE or (told and before != YES):
            tell_112(self.tools, speaker)
        elif heard is Alarm.DOUBT:
            tell_112(self.tools, speaker, "call_112_if")


def _is_plain(conversation: Conversation) -> bool:
    """A yes of two words or a no of four holds nothing else: "go ahead", "beter van niet".

    A no hides a name, which harms nobody; a yes must be a clear one.
    """
    words = len(conversation.text.split())
    most = PLAIN_NO if conversation.intent == DENY else PLAIN_YES
    return words <= most and not conversation.entities


def _corrects_another(conversation: Conversation) -> bool:
    """Tells another value for a known answer than the one that was asked for."""
    before = conversation.slots_before()
    told = {e.name: e.value for e in conversation.entities if e.is_explicit}
    told.pop(conversation.open_question or "", None)
    return any(known(before.get(name)) and before[name] != value for name, value in told.items())


def _stands_in_the_summary(conversation: Conversation, told: Entity) -> bool:
    """ "Ja, en zonder naam hè" confirms: what it says is in what the person just read."""
    read = conversation.open_question is Question.CONFIRM_SUMMARY
    return read and not told.guess and conversation.knew(told)


def _open_to(conversation: Conversation) -> set[str]:
    """Questions that a bare word may answer: any in an opening, else those still unanswered."""
    if conversation.open_question in (None, Question.OBSERVATION):
        return set(Intake.names())
    before = conversation.slots_before()
    asked = conversation.slots.get("asked") or []
    return {name for name in asked if not known(before.get(name))}


def _to_change(conversation: Conversation) -> Question | None:
    named = [e.value for e in conversation.entities if e.name == "change_slot"]
    return Question(named[-1]) if named and named[-1] in set(Question) else None


def _preferred(conversation: Conversation) -> Language:
    """The language chosen on the page, else what the conversation speaks."""
    chosen = conversation.metadata.get("language")
    if conversation.is_first and chosen in set(Language):
        return Language(chosen)
    return conversation.language


def _role_of(conversation: Conversation) -> Updates:
    before = conversation.slots_before().get("role")
    return {"role": before or conversation.metadata["role"]}


def _before(conversation: Conversation, names: set[str]) -> Updates:
    """The values that these slots had before the message."""
    before = conversation.slots_before()
    return {name: before.get(name) for name in names & set(conversation.slots)}
