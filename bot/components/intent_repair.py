"""The last word on the intent: danger is danger, and a story is never "not understood"."""

from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

DANGER = "danger_now"
FALLBACK = "nlu_fallback"
REPORT = "report_signal"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class IntentRepair(GraphComponent):
    """Runs after the classifiers.

    A message that the danger detector calls acute gets the danger intent, so that the
    conversation about it starts whatever else the message seemed to be. A message of
    `story_words` words or more that no intent fits is taken for a report: a worry must
    never be answered with "I do not understand".
    """

    def __init__(self, story_words: int) -> None:
        self._story_words = story_words

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        return {"story_words": 7}

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "IntentRepair":
        return cls(int(config["story_words"]))

    def process(self, messages: List[Message]) -> List[Message]:
        """Sets the repaired intent; the ranking below it stays."""
        for message in messages:
            name = self.repaired(message)
            intent = message.get(INTENT) or {}
            if name != intent.get(INTENT_NAME_KEY):
                message.set(INTENT, {**intent, INTENT_NAME_KEY: name}, add_to_output=True)
        return messages

    def repaired(self, message: Message) -> Text:
        """The intent by the two rules, else the one that was found."""
        name = (message.get(INTENT) or {}).get(INTENT_NAME_KEY) or FALLBACK
        if (message.get("danger") or {}).get("acute"):
            return DANGER
        is_story = len((message.get(TEXT) or "").split()) >= self._story_words
        return REPORT if name == FALLBACK and is_story else name
