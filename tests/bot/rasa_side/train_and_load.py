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
from components.passing_facts import PassingFacts
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

LINES = (
    ("hij slaat haar nu", "danger_now", {"danger": "acute"}),
    ("er staat iemand met een mes in de hal", "danger_now", {"danger": "acute"}),
    (
        "een man werkt zonder loon in een keuken, koffiepraat van zijn zus",
        "report_signal",
        {"form": "labour", "told": {"source": "heard"}},
    ),
    (
        "meisje moet met mannen mee van haar vriend",
        "report_signal",
        {"form": "sexual", "told": {}},
    ),
    ("dankjewel", "thanks", {}),
    ("bedankt hoor", "thanks", {}),
)
TRAINED = (FacetExtractor, HintedIntentClassifier, DangerDetector, PassingFacts)
# A few lines leave a model unsure.
OF_FEW_LINES = {"sure": 0.5}


def main() -> None:
    """Trains, loads, reads."""
    examples = [
        Message({TEXT: text, INTENT: intent, "metadata": {"example": labels}})
        for text, intent, labels in LINES * 4
    ]
    message = Message({TEXT: "hij slaat haar nu in de hal, ze is zstien"})
    report = Message(
        {TEXT: "een man werkt zonder loon in een keuken daar, koffiepraat van zijn zus"}
    )
    MessageMender.create({}, None, None, None).process([message])
    with tempfile.TemporaryDirectory() as folder:
        storage = LocalModelStorage(Path(folder))
        for kind in TRAINED:
            resource = Resource(kind.__name__)
            config = {**kind.get_default_config(), **OF_FEW_LINES}
            kind.create(config, storage, resource, None).train(TrainingData(examples))
            kind.load(config, storage, resource, None).process([message, report])
    IntentRepair.create({"story_words": 7}, None, None, None).process([message])
    read = {
        "read_as": message.get("read_as"),
        "intent": message.get(INTENT)["name"],
        "acute": message.get("danger")["acute"],
        "in_passing": {
            e["entity"]: e["value"] for e in report.get("entities") if e.get("group") == "story"
        },
        "told": sorted({e["entity"] for e in message.get("entities") if e.get("role") != "guess"}),
    }
    sys.stdout.write("READ " + json.dumps(read) + "\n")


if __name__ == "__main__":
    main()
