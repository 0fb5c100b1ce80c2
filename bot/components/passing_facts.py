"""Rasa component: what a report tells in passing, beside what it says in so many words."""

from typing import Any, Dict, List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.facet_reading import FacetReader
from components.intent_decision import REPORT
from components.passing_guesses import FACETS, told_label, with_passing
from components.text_model import Document
from components.trainable import TrainedComponent, labels_of

_MODEL = "told_{facet}"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class PassingFacts(TrainedComponent, EntityExtractorMixin):
    """Runs last: it reads what turned out to be a report, and leaves all else as it is."""

    model_names = tuple(_MODEL.format(facet=facet) for facet in FACETS)

    def __init__(self, config: Dict[str, Any], *given: Any) -> None:
        super().__init__(config, *given)
        self._reader = FacetReader()

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Thresholds chosen on authors left out."""
        return {
            "sure": 0.7,
            "doubt": 0.2,
            "strength": 10.0,
            "hint_weight": 0.5,
            "balanced": True,
        }

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the reports that a reader went through."""
        read = [m for m in training_data.intent_examples if labels_of(m).get("told") is not None]
        if not read:
            return self._resource
        documents = self.documents([m.get(TEXT) for m in read])
        for facet in FACETS:
            labels = [str(told_label(facet, labels_of(m))) for m in read]
            self.learn(_MODEL.format(facet=facet), documents, labels)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds to the entities of each report what it tells in passing, and drops the doubtful."""
        for message in messages:
            if self._models and (message.get(INTENT) or {}).get(INTENT_NAME_KEY) == REPORT:
                message.set(ENTITIES, self._entities(message), add_to_output=True)
        return messages

    def document(self, text: str) -> Document:
        """What the models read of a text."""
        return self._reader.document(text)

    def _entities(self, message: Message) -> List[Dict[str, Any]]:
        text = message.get(TEXT) or ""
        document = self.document(text)
        models = {facet: self._models.get(_MODEL.format(facet=facet)) for facet in FACETS}
        likely = {f: model.probabilities(document) for f, model in models.items() if model}
        sure, doubt = self._config["sure"], self._config["doubt"]
        return with_passing(message.get(ENTITIES) or [], likely, sure, doubt, len(text))
