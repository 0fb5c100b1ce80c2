"""Rasa component: the facts in a message as entities, told or guessed."""

from typing import Any, Dict, List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.facet_guesses import (
    GUESSED,
    NONE,
    guess_label,
    learns_from,
    read_facts,
)
from components.facet_reading import FacetReader
from components.text_model import Document
from components.trainable import TrainedComponent, labels_of

_FEWEST_EXAMPLES = 20


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class FacetExtractor(TrainedComponent, EntityExtractorMixin):
    """Rules over the lexicons first; models, trained on the examples' metadata, fill the rest."""

    model_names = GUESSED

    def __init__(self, config: Dict[str, Any], *given: Any) -> None:
        super().__init__(config, *given)
        self._reader = FacetReader()
        self._thresholds = {facet: config[f"{facet}_threshold"] for facet in (*GUESSED, NONE)}

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Thresholds chosen by cross-validation."""
        return {
            "exploitation_form_threshold": 0.5,
            "none_threshold": 0.6,
            "adjacent_concern_threshold": 0.4,
            "setting_threshold": 0.5,
            "source_threshold": 0.5,
            "role_threshold": 0.5,
            "ongoing_threshold": 0.6,
            "disclosure_threshold": 0.6,
            "danger_now_threshold": 0.5,
            "confirm_summary_threshold": 0.3,
            "strength": 3.0,
            "hint_weight": 0.5,
        }

    def train(self, training_data: TrainingData) -> Resource:
        """Learns each facet from the examples whose metadata or intent tell it."""
        examples = training_data.intent_examples
        documents = self.documents([m.get(TEXT) for m in examples])
        for facet in GUESSED:
            labels = [guess_label(facet, labels_of(m), m.get(INTENT)) for m in examples]
            pairs = zip(documents, labels, strict=True)
            chosen = [(d, label) for d, label in pairs if label and learns_from(facet, d.text)]
            if len(chosen) >= _FEWEST_EXAMPLES:
                self.learn(facet, [d for d, _ in chosen], [label for _, label in chosen])
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds the facts of each message to its entities."""
        for message in messages:
            text = message.get(TEXT) or ""
            told = self._reader.told(text)
            document = self._reader.document(text, told)
            facts = read_facts(document, self._models, self._thresholds, told)
            entities = message.get(ENTITIES, []) + [fact.as_entity() for fact in facts]
            message.set(ENTITIES, entities, add_to_output=True)
        return messages

    def document(self, text: str) -> Document:
        """What the models read of a text."""
        return self._reader.document(text)
