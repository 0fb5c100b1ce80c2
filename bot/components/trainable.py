"""What the trained components share: settings from config.yml and models in the archive."""

import logging
from abc import abstractmethod
from dataclasses import fields
from multiprocessing import Pool
from typing import Any, ClassVar, Dict, List, Mapping, Optional, Sequence, Tuple

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.lookups import WARM_UP, lookups_fingerprint
from components.text_model import Document, TextModel, TextModelSettings

logger = logging.getLogger(__name__)

_READ_TOGETHER = 500


class TrainedComponent(GraphComponent):
    """A component with text models of its own, by name; without them its rules work alone."""

    model_names: ClassVar[Tuple[str, ...]] = ()

    def __init__(
        self,
        config: Dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        models: Optional[Mapping[str, TextModel]] = None,
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._models = dict(models or {})

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "TrainedComponent":
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
    ) -> "TrainedComponent":
        """The component as it was trained, with its expressions compiled."""
        stored = {n: _stored_model(model_storage, resource, n) for n in cls.model_names}
        models = {name: model for name, model in stored.items() if model is not None}
        component = cls(config, model_storage, resource, models)
        component.process([Message({TEXT: WARM_UP})])
        return component

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Retrains when a lexicon or a rule changed."""
        return lookups_fingerprint()

    @abstractmethod
    def process(self, messages: List[Message]) -> List[Message]:
        """Adds to each message what this component understands of it."""

    @abstractmethod
    def document(self, text: str) -> Document:
        """What this component's models read of a text, in training and in use."""

    def documents(self, texts: Sequence[str]) -> List[Document]:
        """The same for many, read beside each other on all cores: half of all training."""
        with Pool() as pool:
            return pool.map(self._read, texts, chunksize=_READ_TOGETHER)

    def _read(self, text: str) -> Document:
        """The document of a text, its reading with it: the models would read it on one core."""
        document = self.document(text)
        _ = document.reading
        return document

    def learn(self, name: str, documents: Sequence[Document], labels: Sequence[str]) -> None:
        """Trains one of the models and puts it into the archive; needs two labels or more."""
        if len(set(labels)) < 2:
            return
        model = TextModel(model_settings(self._config)).fit(documents, labels)
        self._models[name] = model
        with self._storage.write_to(self._resource) as folder:
            (folder / name).mkdir(parents=True, exist_ok=True)
            model.save(folder / name)


def labels_of(message: Message) -> Dict[str, Any]:
    """What a training example's metadata say of it; nothing where it has none."""
    return (message.get("metadata") or {}).get("example") or {}


def model_settings(config: Dict[str, Any]) -> TextModelSettings:
    """The text model's settings out of a component's configuration."""
    names = {field.name for field in fields(TextModelSettings)}
    return TextModelSettings(**{k: v for k, v in config.items() if k in names})


def _stored_model(storage: ModelStorage, resource: Resource, name: str) -> Optional[TextModel]:
    """A model out of the archive; none, with a warning, where it was never trained."""
    try:
        with storage.read_from(resource) as folder:
            if not (folder / name / "model.json").exists():
                return None
            return TextModel.load(folder / name)
    except ValueError:
        logger.warning("No trained %s in this model: the rules work alone.", name)
        return None
