"""Rasa component: says of every message whether it shows immediate danger, and why."""

from typing import Any, Dict, List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
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
from components.intent_decision import DANGER, FALLBACK
from components.lookups import LOOKUPS
from components.slips import load_slips, with_copies
from components.text_model import Document
from components.trainable import TrainedComponent, labels_of

_NAME = "danger"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class DangerDetector(TrainedComponent):
    """Writes `danger` on each message: acute, probability, reasons and cleared_by.

    Runs after the intent classifier, whose opinion on danger counts for half.
    """

    model_names = (_NAME,)

    def __init__(self, config: Dict[str, Any], *given: Any) -> None:
        super().__init__(config, *given)
        self._lexicon = load_danger_lexicon(LOOKUPS / "danger.yml")
        self._thresholds = DangerThresholds(
            config["alarm_threshold"],
            config["context_threshold"],
            config["firm_context_threshold"],
            config["middle_context_threshold"],
        )

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Thresholds chosen on out-of-fold predictions, for recall first (evaluation/nlu)."""
        return {
            "alarm_threshold": 0.42,
            "context_threshold": 0.52,
            "firm_context_threshold": 0.9,
            "middle_context_threshold": 0.7,
            "strength": 3.0,
            "hint_weight": 1.0,
        }

    def train(self, training_data: TrainingData) -> Resource:
        """Learns acute against everything else in the training data."""
        examples = [m for m in training_data.intent_examples if m.get(TEXT)]
        told = [(m.get(TEXT), ACUTE if _is_acute(m) else OTHER) for m in examples]
        learned = with_copies(told, load_slips())
        documents = self.documents([text for text, _ in learned])
        self.learn(_NAME, documents, [label for _, label in learned])
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds the verdict to each message, where the action server reads it."""
        for message in messages:
            model, text = self._models.get(_NAME), message.get(TEXT) or ""
            ranking = _ranking(message)
            verdict = judge_danger(
                text,
                self._lexicon,
                model,
                self._thresholds,
                danger_intent=ranking.get(DANGER, 0.0),
                read_as=max(ranking, key=lambda name: ranking[name], default=""),
            )
            message.set("danger", verdict.as_output(), add_to_output=True)
        return messages

    def document(self, text: str) -> Document:
        """The text with what the rules see in it."""
        return danger_document(text, self._lexicon)


def _ranking(message: Message) -> Dict[str, float]:
    """How likely the intent model holds each intent; empty where it did not run."""
    ranking = message.get(INTENT_RANKING_KEY) or []
    return {r["name"]: float(r["confidence"]) for r in ranking if r["name"] != FALLBACK}


def _is_acute(message: Message) -> bool:
    labelled = labels_of(message)
    return bool(labelled.get("danger") == ACUTE or message.get(INTENT) == DANGER)
