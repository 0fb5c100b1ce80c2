"""Runs in bot/.venv: trains the components on a few lines, loads them anew, reads one message.

Argument: the bot's folder. Prints one JSON line with what the message was understood as.
"""

import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, sys.argv[1])

from components.danger_detector import DangerDetector
from components.facet_extractor import FacetExtractor
from components.intent_classifier import HintedIntentClassifier
from components.intent_repair import IntentRepair
from components.message_mender import MessageMender
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

LINES = (
    ("hij slaat haar nu", "danger_now", {"danger": "acute"}),
    ("er staat iemand met een mes in de hal", "danger_now", {"danger": "acute"}),
    ("een man werkt zonder loon in een keuken", "report_signal", {"form": "labour"}),
    ("meisje moet met mannen mee van haar vriend", "report_signal", {"form": "sexual"}),
    ("dankjewel", "thanks", {}),
    ("bedankt hoor", "thanks", {}),
)
TRAINED = (FacetExtractor, HintedIntentClassifier, DangerDetector)


def main() -> None:
    """Trains, loads, reads."""
    examples = [
        Message({TEXT: text, INTENT: intent, "metadata": {"example": labels}})
        for text, intent, labels in LINES * 4
    ]
    message = Message({TEXT: "hij slaat haar nu in de hal, ze is zstien"})
    MessageMender.create({}, None, None, None).process([message])
    with tempfile.TemporaryDirectory() as folder:
        storage = LocalModelStorage(Path(folder))
        for kind in TRAINED:
            resource, config = Resource(kind.__name__), kind.get_default_config()
            kind.create(config, storage, resource, None).train(TrainingData(examples))
            kind.load(config, storage, resource, None).process([message])
    IntentRepair.create({"story_words": 7}, None, None, None).process([message])
    read = {
        "read_as": message.get("read_as"),
        "intent": message.get(INTENT)["name"],
        "acute": message.get("danger")["acute"],
        "told": sorted({e["entity"] for e in message.get("entities") if e.get("role") != "guess"}),
    }
    sys.stdout.write("READ " + json.dumps(read) + "\n")


if __name__ == "__main__":
    main()
