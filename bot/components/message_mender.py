"""Rasa component: says how the rules read a message, where that is not as it was typed."""

from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.lookups import WARM_UP
from components.mending import mended


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class MessageMender(GraphComponent):
    """Writes `read_as` on each message in which a word was mended.

    The action server reads answers in it. The text itself stays: it is what is kept and quoted.
    """

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "MessageMender":
        """A mender that has read its lists, so that no person waits for them."""
        mended(WARM_UP)
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            typed = message.get(TEXT) or ""
            read = mended(typed).text
            if read != typed:
                message.set("read_as", read, add_to_output=True)
        return messages
