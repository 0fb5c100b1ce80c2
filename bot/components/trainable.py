"""What the trained components share: settings from config.yml and a place in the model archive."""

import logging
from dataclasses import fields
from typing import Any, Dict, Optional

from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

from components.text_model import TextModel, TextModelSettings

logger = logging.getLogger(__name__)


def model_settings(config: Dict[str, Any]) -> TextModelSettings:
    """The text model's settings out of a component's configuration."""
    names = {field.name for field in fields(TextModelSettings)}
    return TextModelSettings(**{k: v for k, v in config.items() if k in names})


def store_model(model: TextModel, storage: ModelStorage, resource: Resource, name: str) -> None:
    """Puts a trained model into the archive under a name of its own."""
    with storage.write_to(resource) as folder:
        (folder / name).mkdir(parents=True, exist_ok=True)
        model.save(folder / name)


def stored_model(storage: ModelStorage, resource: Resource, name: str) -> Optional[TextModel]:
    """A model out of the archive; none, with a warning, where it was never trained."""
    try:
        with storage.read_from(resource) as folder:
            if not (folder / name / "model.json").exists():
                return None
            return TextModel.load(folder / name)
    except ValueError:
        logger.warning("No trained %s in this model: the rules work alone.", name)
        return None
