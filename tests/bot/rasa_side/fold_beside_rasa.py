"""Runs in bot/.venv: cross-validates a few lines, and trains one of the folds as Rasa does.

Arguments: the bot's folder and the script that cross-validates. Prints what each made of the
messages of the first fold.
"""

import importlib.util
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, sys.argv[1])

from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

FOLDS = 3
WORK = {"form": "labour", "setting": "workplace", "told": {"ongoing": "yes"}}
ABUSE = {"form": "none", "adjacent": "domestic_violence", "setting": "home", "told": {}}
SMUGGLED = {
    "form": "none",
    "adjacent": "smuggling",
    "setting": "workplace",
    "told": {"source": "heard"},
}
LINES = (
    ("hij slaat haar nu in kamer {}", {"intent": "danger_now", "danger": "acute"}),
    ("al {} maanden werken mannen zonder loon in een keuken", {"intent": "report_signal", **WORK}),
    ("al {} jaar slaat een man zijn vrouw thuis", {"intent": "report_signal", **ABUSE}),
    ("in loods {} is een groep het land in gesmokkeld", {"intent": "report_signal", **SMUGGLED}),
    ("dankjewel voor punt {}", {"intent": "thanks"}),
)


def main() -> None:
    """Reads the first fold both ways."""
    spec = importlib.util.spec_from_file_location("fold", sys.argv[2])
    fold = importlib.util.module_from_spec(spec)
    sys.modules["fold"] = fold
    spec.loader.exec_module(fold)
    examples = [{"text": text.format(n), **told} for text, told in LINES for n in range(31, 76)]
    numbers = [place % FOLDS for place in range(len(examples))]
    parses = list(fold._cross_validated(examples, numbers))
    asked = [place for place, number in enumerate(numbers) if number == 0]
    as_rasa = _as_rasa(
        fold._pipeline(),
        [fold._message(e) for e, number in zip(examples, numbers, strict=True) if number],
        [Message({TEXT: examples[place]["text"]}) for place in asked],
    )
    folded = [parses[place] for place in asked]
    sys.stdout.write("READ " + json.dumps([_rounded(folded), _rounded(as_rasa)]) + "\n")


def _as_rasa(
    steps: Sequence[Any], told: Sequence[Message], asked: Sequence[Message]
) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        storage = LocalModelStorage(Path(folder))
        for step in steps:
            resource = Resource(step.name)
            component = step.kind.create(step.config, storage, resource, None)
            if step.models:
                component.train(TrainingData(told))
                component = step.kind.load(step.config, storage, resource, None)
            component.process(asked)
    return [{key: m.get(key) for key in (INTENT, ENTITIES, "danger")} for m in asked]


def _rounded(value: Any) -> Any:
    """To three decimals: a model that was stored has lost a little of its precision."""
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_rounded(part) for part in value]
    return round(value, 3) if isinstance(value, float) else value


if __name__ == "__main__":
    main()
