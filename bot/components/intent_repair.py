"""Rasa component: has the last word on the intent."""

from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from components.folding import fold
from components.intent_decision import FALLBACK, Reading, decided_intent
from components.intent_hints import load_cues
from components.lookups import LOOKUPS
from components.phrases import occurs

_NOTHING = "nothing_to_report"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class IntentRepair(GraphComponent):
    """Runs after the classifiers; the rules are those of `intent_decision`."""

    def __init__(self, story_words: int) -> None:
        self._story_words = story_words
        self._nothing = load_cues(LOOKUPS / "intents.yml")[_NOTHING]

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
        """Sets the intent; the ranking below it stays."""
        for message in messages:
            ranking = [
                (str(entry.get(INTENT_NAME_KEY)), float(entry.get("confidence") or 0.0))
                for entry in message.get(INTENT_RANKING_KEY) or []
            ]
            intent = message.get(INTENT) or {}
            reading = Reading(
                text=message.get(TEXT) or "",
                intent=intent.get(INTENT_NAME_KEY) or FALLBACK,
                ranking=tuple(ranking),
                acute=bool((message.get("danger") or {}).get("acute")),
                entities=tuple(message.get(ENTITIES) or ()),
                has_nothing=occurs(self._nothing, fold(message.get(TEXT) or "")),
            )
            name = decided_intent(reading, self._story_words)
            message.set(INTENT, {**intent, INTENT_NAME_KEY: name}, add_to_output=True)
        return messages
