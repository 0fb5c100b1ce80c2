"""What all actions share: tools, a way to speak, and never letting an error out."""

import logging
from abc import abstractmethod
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Tools
from actions.domain.codes import Action as AdvisedAction
from actions.domain.codes import Language
from actions.entrypoints.rasa.conversation import Conversation

logger = logging.getLogger(__name__)

Event = dict[str, Any]
EMERGENCY = "112"


class Speaker:
    """Sends the bot's responses; what they say is in the bot's domain files."""

    def __init__(self, dispatcher: CollectingDispatcher, language: Language) -> None:
        self._dispatcher = dispatcher
        self.language = language

    def say(self, response: str, custom: dict[str, Any] | None = None, **values: object) -> None:
        """Utters a response of the domain, filled in, with custom data beside it."""
        data = {"language": self.language.value} | (custom or {})
        filled = {name: _interpolatable(value) for name, value in values.items()}
        self._dispatcher.utter_message(response=response, json_message=data, **filled)

    def say_with_buttons(
        self, response: str, buttons: list[dict[str, str]], custom: dict[str, Any] | None = None
    ) -> None:
        """Utters a response with buttons that depend on the conversation."""
        data = {"language": self.language.value} | (custom or {})
        self._dispatcher.utter_message(response=response, buttons=buttons, json_message=data)

    def say_text(self, text: str, custom: dict[str, Any] | None = None) -> None:
        """Utters a text that has no response in the domain, such as a quote."""
        data = {"language": self.language.value} | (custom or {})
        self._dispatcher.utter_message(text=text, json_message=data)

    def attach(self, custom: dict[str, Any]) -> None:
        """Custom data for the message that comes next."""
        self._dispatcher.utter_message(json_message=custom)


class NietPluisAction(Action):  # type: ignore[misc] # rasa-sdk ships no types
    """An action that never raises: Rasa would log the whole conversation (house.md T3)."""

    action_name: ClassVar[str] = ""

    def __init__(self, tools: Tools) -> None:
        self.tools = tools

    def name(self) -> str:
        """The name in the bot's domain."""
        return self.action_name

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[Event]:
        """Performs the action; a failure is logged by kind and told to the person."""
        conversation = Conversation(tracker)
        speaker = Speaker(dispatcher, conversation.language)
        try:
            return await self.perform(conversation, speaker)
        except Exception as error:  # the boundary: whatever it is must not reach Rasa's log
            logger.error("action.failed action=%s kind=%s", self.name(), _trace(error))
            contact = _contact_if_possible(self.tools, conversation)
            speaker.say("utter_technical_problem", {"error": "action_failed"}, contact=contact)
            return self.after_failure(conversation)

    @abstractmethod
    async def perform(self, conversation: Conversation, speaker: Speaker) -> list[Event]:
        """What the action does; returns slot events."""

    def after_failure(self, conversation: Conversation) -> list[Event]:
        """Slot events that keep the conversation usable after a failure."""
        return []


def tell_112(tools: Tools, speaker: Speaker, name: str = "call_112") -> None:
    """Tells to call 112, in the language of this very message; `name` is the text's.

    A response of the domain would speak that of the message before: Rasa fills it in before it
    takes over what an action found.
    """
    speaker.say_text(
        tools.texts.get(speaker.language, name), {"urgent_notice": AdvisedAction.CALL_112.value}
    )


def _interpolatable(value: object) -> object:
    """Rasa takes "0[" in a filled-in text for a placeholder that it could not fill."""
    return value.replace("0[", "0 [") if isinstance(value, str) else value


def _trace(error: BaseException) -> str:
    """Kind and place of an error, without its message, which may hold what was typed."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
    return f"{type(error).__name__} at {where}"


def _contact_if_possible(tools: Tools, conversation: Conversation) -> str:
    """The desk to call; the emergency number where the directory is what failed."""
    try:
        return contact_line(tools, conversation)
    except Exception:  # what failed may well fail again here, and a number must be said
        return EMERGENCY


def contact_line(tools: Tools, conversation: Conversation) -> str:
    """Name and telephone number of the desk to call for this person."""
    return tools.contacts(conversation.intake.municipality, conversation.language)[0]
