"""A typed look at Rasa's tracker."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk.interfaces import Tracker

from actions.domain.codes import Channel, ExploitationForm, Language, Question
from actions.domain.intake import Intake
from actions.domain.turn import Entity
from actions.domain.voice import Voice, voice_of

FORM = "signal_form"
GUESS = "guess"
STORY = "story"
# The gateway quotes a payload that a person typed: it is text, and steers nothing.
TYPED_PAYLOAD = "'/"


class Conversation:
    """What one action needs to know of the conversation so far."""

    def __init__(self, tracker: Tracker) -> None:
        self.tracker = tracker
        self.slots: Mapping[str, Any] = tracker.slots
        self.latest: Mapping[str, Any] = tracker.latest_message or {}

    @property
    def intake(self) -> Intake:
        """The answers so far, this message's mapped values included."""
        values: dict[str, Any] = {name: self.slots.get(name) for name in Intake.names()}
        return Intake(**values)

    @property
    def language(self) -> Language:
        """What the bot answers in."""
        return Language(self.slots.get("language") or Language.NL)

    @property
    def voice(self) -> Voice:
        """To whom the bot speaks."""
        return voice_of(self.slots.get("role"), is_victim=bool(self.slots.get("is_victim")))

    @property
    def reader(self) -> Voice:
        """The voice to speak of who reads the signal: another concern goes to no officer."""
        another = self.intake.exploitation_form == ExploitationForm.NONE
        return Voice.RESIDENT if another and self.voice is not Voice.VICTIM else self.voice

    @property
    def channel(self) -> Channel:
        """The door this conversation came in by."""
        return Channel(self.slots.get("channel") or Channel.REST)

    @property
    def text(self) -> str:
        """What was typed, or the payload of a button."""
        return str(self.latest.get("text") or "")

    @property
    def read_as(self) -> str:
        """What was typed, with its slips mended where Rasa did: in which answers are read."""
        return str(self.latest.get("read_as") or self.text)

    @property
    def intent(self) -> str:
        """What the message is for, as understood."""
        return str((self.latest.get("intent") or {}).get("name") or "nlu_fallback")

    @property
    def is_payload(self) -> bool:
        """A button was pressed; the gateway lets only offered payloads through."""
        return self.text.startswith("/")

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Facts found in the message."""
        return tuple(_entity(found) for found in self.latest.get("entities") or ())

    @property
    def is_typed_payload(self) -> bool:
        """A payload that a person typed: words that answer and steer nothing."""
        return self.text.startswith(TYPED_PAYLOAD)

    @property
    def danger(self) -> Mapping[str, Any]:
        """The danger detector's verdict with its reasons."""
        return self.latest.get("danger") or {}

    @property
    def message_id(self) -> str:
        """Identifies the turn: Rasa extracts slots twice when a form starts."""
        return str(self.latest.get("message_id") or "")

    @property
    def metadata(self) -> Mapping[str, Any]:
        """What the channel knows of the person: role, municipality, language."""
        return self.latest.get("metadata") or {}

    @property
    def open_question(self) -> Question | None:
        """What was being asked when this message came."""
        requested = self.slots.get("requested_slot")
        in_form = (self.tracker.active_loop or {}).get("name") == FORM
        return Question(requested) if in_form and requested in set(Question) else None

    @property
    def is_first(self) -> bool:
        """No message was understood before this one."""
        return not self.slots.get("last_message_id")

    @property
    def has_words(self) -> bool:
        """The message is in words, which are in some language."""
        return _is_in_words(self.text)

    @property
    def is_first_in_words(self) -> bool:
        """At most buttons came before this message."""
        before = [
            str(event.get("text") or "")
            for event in self._events_before_message()
            if event.get("event") == "user"
        ]
        return self.is_first or (bool(before) and not any(map(_is_in_words, before)))

    def slots_before(self) -> dict[str, Any]:
        """Slot values before this message, to undo what it should not have set."""
        values: dict[str, Any] = {}
        for event in self._events_before_message():
            if event.get("event") == "slot":
                values[event["name"]] = event.get("value")
        return values

    def knew(self, told: Entity) -> bool:
        """What this fact tells was known before the message."""
        return bool(self.slots_before().get(told.name) == told.value)

    def told_before(self, name: str) -> str | None:
        """A fact that an earlier message told or suggested and that was not kept."""
        found = [
            _entity(one)
            for event in self._events_before_message()
            if event.get("event") == "user"
            for one in (event.get("parse_data") or {}).get("entities") or ()
            if one.get("entity") == name
        ]
        told = [entity for entity in found if not entity.guess] or found
        return told[-1].value if told else None

    def changed_answers(self) -> set[str]:
        """Names of the answers that this message changed."""
        before = self.slots_before()
        return {
            name
            for name in Intake.names()
            if (self.slots.get(name) or None) != (before.get(name) or None)
        }

    def repeated_answers(self) -> tuple[Question, ...]:
        """Questions whose known answer this message told once more, in so many words."""
        told = {(e.name, e.value) for e in self.entities if e.is_explicit}
        return tuple(q for q in Question if (q.value, self.slots.get(q.value)) in told)

    @property
    def is_repeated(self) -> bool:
        """The person typed the very words of the message before: that was no answer either."""
        said = [e.get("text") for e in self._events_before_message() if e.get("event") == "user"]
        return bool(said) and said[-1] == self.text

    @property
    def was_rejected(self) -> bool:
        """The form already left this message to a rule, which has spoken since."""
        since = self.tracker.events[len(self._events_before_message()) :]
        return any(event.get("event") == "action_execution_rejected" for event in since)

    def _events_before_message(self) -> list[dict[str, Any]]:
        events: list[dict[str, Any]] = self.tracker.events
        last = max((i for i, e in enumerate(events) if e.get("event") == "user"), default=0)
        return events[:last]


def _is_in_words(text: str) -> bool:
    return bool(text.strip()) and not text.startswith(("/", TYPED_PAYLOAD))


def _entity(found: Mapping[str, Any]) -> Entity:
    return Entity(
        str(found["entity"]),
        str(found["value"]),
        guess=found.get("role") == GUESS,
        confidence=float(found.get("confidence_entity") or 1.0),
        start=int(found.get("start") or 0),
        of_story=found.get("group") == STORY,
    )
