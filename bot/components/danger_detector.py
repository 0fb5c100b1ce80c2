"""Rasa component: says of every message whether it shows immediate danger, and why."""

from typing import Any, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.danger_decision import (
    ACUTE,
    OTHER,
    DangerThresholds,
    danger_document,
    judge_danger,
)
from components.danger_rules import load_danger_lexicon
from components.lookups import LOOKUPS, WARM_UP, lookups_fingerprint
from components.text_model import TextModel
from components.trainable import model_settings, store_model, stored_model

_NAME = "danger"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class DangerDetector(GraphComponent):
    """Writes `danger` on each message: acute, probability, reasons and cleared_by."""

    def __init__(
        self,
        config: Dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: Optional[TextModel] = None,
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = model
        self._lexicon = load_danger_lexicon(LOOKUPS / "danger.yml")
        self._thresholds = DangerThresholds(
            config["model_threshold"],
            config["hard_rule_threshold"],
            config["context_threshold"],
            config["firm_context_threshold"],
        )

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Thresholds chosen on out-of-fold predictions, for recall first (evaluation/nlu)."""
        return {
            "model_threshold": 0.5,
            "hard_rule_threshold": 0.15,
            "context_threshold": 0.75,
            "firm_context_threshold": 0.97,
            "strength": 3.0,
            "hint_weight": 1.0,
        }

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "DangerDetector":
        """An untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "DangerDetector":
        """The component as it was trained."""
        component = cls(
            config, model_storage, resource, stored_model(model_storage, resource, _NAME)
        )
        component.process([Message({TEXT: WARM_UP})])
        return component

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Retrains when a lexicon or a rule changed."""
        return lookups_fingerprint()

    def train(self, training_data: TrainingData) -> Resource:
        """Learns acute against everything else in the training data."""
        examples = [m for m in training_data.intent_examples if m.get(TEXT)]
        labels = [ACUTE if _is_acute(message) else OTHER for message in examples]
        if len(set(labels)) > 1:
            documents = [danger_document(m.get(TEXT), self._lexicon) for m in examples]
            self._model = TextModel(model_settings(self._config)).fit(documents, labels)
            store_model(self._model, self._storage, self._resource, _NAME)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds the verdict to each message, where the action server reads it."""
        for message in messages:
            verdict = judge_danger(
                message.get(TEXT) or "", self._lexicon, self._model, self._thresholds
            )
            message.set("danger", verdict.as_output(), add_to_output=True)
        return messages


def _is_acute(message: Message) -> bool:
    labelled = (message.get("metadata") or {}).get("example") or {}
    return bool(labelled.get("danger") == ACUTE or message.get(INTENT) == "danger_now")
