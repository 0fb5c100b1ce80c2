"""Rasa component: what the person does with the message, with a calibrated confidence."""

from typing import Any, Dict, List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.danger_rules import load_danger_lexicon, read_danger
from components.intent_hints import intent_hints, load_cues
from components.lookups import LOOKUPS
from components.slips import load_slips, with_copies
from components.text_model import Document, TextModel
from components.trainable import TrainedComponent

_NAME = "intent"
_RANKING_LENGTH = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class HintedIntentClassifier(TrainedComponent, IntentClassifier):
    """Logistic regression on characters, words and the cues of the lexicons."""

    model_names = (_NAME,)

    def __init__(self, config: Dict[str, Any], *given: Any) -> None:
        super().__init__(config, *given)
        self._cues = load_cues(LOOKUPS / "intents.yml")
        self._danger = load_danger_lexicon(LOOKUPS / "danger.yml")

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Chosen by cross-validation (evaluation/nlu)."""
        return {"strength": 3.0, "hint_weight": 0.5, "temperature": 1.0}

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the intents of the training data."""
        examples = [m for m in training_data.intent_examples if m.get(TEXT)]
        told = [(m.get(TEXT), m.get(INTENT)) for m in examples]
        learned = with_copies(told, load_slips())
        self.learn(_NAME, self.documents([text for text, _ in learned]), [i for _, i in learned])
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Sets the likeliest intent and the ranking; an empty message gets no intent."""
        for message in messages:
            text = (message.get(TEXT) or "").strip()
            model = self._models.get(_NAME)
            ranking = _ranked(model, self.document(text)) if model and text else []
            best = ranking[0] if ranking else {"name": None, "confidence": 0.0}
            message.set(INTENT, best, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking[:_RANKING_LENGTH], add_to_output=True)
        return messages

    def document(self, text: str) -> Document:
        """The text with the cues of both lexicons."""
        return Document(
            text, intent_hints(text, self._cues) + read_danger(text, self._danger).hints
        )


def _ranked(model: TextModel, document: Document) -> List[Dict[str, Any]]:
    ordered = sorted(model.probabilities(document).items(), key=lambda pair: -pair[1])
    return [{"name": name, "confidence": value} for name, value in ordered]
