"""The last word on the intent: danger is danger, and a story is never "not understood"."""

import re
from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

DANGER = "danger_now"
FALLBACK = "nlu_fallback"
REPORT = "report_signal"
# The gateway quotes a payload that a person typed: it is text, and steers nothing.
TYPED_PAYLOAD = "'/"
INFORM = "inform"
MISTAKEN = frozenset({"abuse", "goodbye", "greet", "start_over", "stop", "thanks", "out_of_scope"})
"""What a bare fact such as "werk" or "begin 30" may be taken for and never means."""
_NO_ANSWER = frozenset({"age", "change_slot", "help_asked", "reference"})


# The danger model alone raises only where the intent model half agrees, or it is very sure.
HALF_AGREES = 0.4
VERY_SURE = 0.85


def _hear_both_models(message: Message) -> None:
    """Two models that disagree, and not one word that shows danger: no alarm."""
    danger = message.get("danger") or {}
    if not danger.get("acute") or danger.get("reasons") != ["model"]:
        return
    ranking = {r["name"]: r["confidence"] for r in message.get("intent_ranking") or []}
    if danger["probability"] < VERY_SURE and ranking.get(DANGER, 0.0) < HALF_AGREES:
        unheard = {**danger, "acute": False, "cleared_by": [*danger["cleared_by"], "intent"]}
        message.set("danger", unheard, add_to_output=True)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class IntentRepair(GraphComponent):
    """Runs after the classifiers.

    A message that the danger detector calls acute gets the danger intent, so that the
    conversation about it starts whatever else the message seemed to be; what the detector
    does not call acute is never that intent. A message of
    `story_words` words or more that no intent fits is taken for a report: a worry must
    never be answered with "I do not understand". A shorter one that tells a fact, or is
    nothing but a fact, is an answer.
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
            _hear_both_models(message)
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
        if (message.get(TEXT) or "").startswith(TYPED_PAYLOAD):
            return FALLBACK
        if name == DANGER:
            name = next((other for other in _ranked(message) if other != DANGER), FALLBACK)
        told = [e for e in message.get(ENTITIES) or [] if is_told_fact(e)]
        text = message.get(TEXT) or ""
        if name == FALLBACK:
            return _of_the_unclear(message, text, told, self._story_words)
        return INFORM if name in MISTAKEN and is_nothing_but(text, told) else name


def is_told_fact(entity: Dict[Text, Any]) -> bool:
    """Whether an entity is a fact said in so many words, which could answer a question."""
    return entity.get("role") != "guess" and entity.get("entity") not in _NO_ANSWER


def is_nothing_but(text: Text, told: List[Dict[Text, Any]]) -> bool:
    """Whether one told fact is the whole message, but for signs and an article."""
    bare = re.sub(r"^(?:een|het|de|in|a|the)\s+|[^\w\s]", "", text.strip().lower())
    return any(int(e["end"]) - int(e["start"]) >= len(bare.strip()) > 0 for e in told)


def _ranked(message: Message) -> List[Text]:
    """The intents by likelihood, without the fallback."""
    names = [entry.get(INTENT_NAME_KEY) for entry in message.get(INTENT_RANKING_KEY) or []]
    return [str(name) for name in names if name != FALLBACK]


def _of_the_unclear(
    message: Message, text: Text, told: List[Dict[Text, Any]], story_words: int
) -> Text:
    if len(text.split()) >= story_words:
        return REPORT
    if told:
        return INFORM
    return REPORT if _ranked(message)[:1] == [REPORT] else FALLBACK
