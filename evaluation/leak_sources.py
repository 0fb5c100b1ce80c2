"""Everything that was trained on and everything that is measured with, as texts with ids."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.checklist.cases import read_cases as read_checklist
from evaluation.checklist.cases import texts as checklist_texts
from evaluation.conversations import USUAL_ANSWERS, Story, read_stories
from evaluation.nlu.cases import read_training

ROOT = Path(__file__).parents[1]
HERE = Path(__file__).parent
# JSON lines of the evaluation, with the key that holds the text.
LINES = {
    "nlu-test": ("nlu/test.jsonl", "text"),
    "nlu-dev": ("nlu/dev.jsonl", "text"),
    "nlu-dev-more": ("nlu/dev_more.jsonl", "text"),
    "nlu-dev-danger": ("nlu/dev_danger.jsonl", "text"),
    "nlu-dev-odd": ("nlu/dev_odd.jsonl", "text"),
    "nlu-test-odd": ("nlu/test_odd.jsonl", "text"),
    "indicators-test": ("indicators/test.jsonl", "text"),
    "indicators-dev": ("indicators/dev.jsonl", "text"),
    "masking-test": ("masking/test.jsonl", "text"),
    "masking-dev": ("masking/dev.jsonl", "text"),
    "retrieval-test": ("retrieval/test.jsonl", "question"),
    "retrieval-dev": ("retrieval/dev.jsonl", "question"),
    "nlu-reviewed": ("reviewed/nlu.jsonl", "text"),
}
CONVERSATIONS = ("unseen", "stories", "reviewed/stories")
SETS = (*LINES, *CONVERSATIONS, "checklist")


@dataclass(frozen=True)
class Text:
    """A text with where it stands: `set:place`."""

    id: str
    text: str


def training_texts(root: Path = ROOT) -> Iterator[Text]:
    """Examples of the bot, observations of the indicators, questions of the knowledge base."""
    for path in sorted((root / "bot" / "data" / "nlu").glob("*.yml")):
        examples = read_training(path.parent, path.name)
        yield from (Text(f"{path.name}:{n}", e["text"]) for n, e in enumerate(examples, 1))
    for folder in ("actions/training", "knowledge/training"):
        for path in sorted((root / folder).rglob("*.jsonl")):
            yield from _lines(path, path.name, ("text", "question"))


def evaluation_texts(sets: Sequence[str]) -> Iterator[Text]:
    """The texts of these sets; what a story answers by default is no text of a story."""
    for name in sets:
        if name in LINES:
            file, key = LINES[name]
            yield from _lines(HERE / file, name, (key,))
        elif name in CONVERSATIONS:
            for story in read_stories(HERE / name):
                yield from (Text(f"{name}:{story.name}", said) for said in _said(story))
        else:
            found = enumerate(checklist_texts(read_checklist()), 1)
            yield from (Text(f"{name}:{number}", text) for number, text in found)


def _said(story: Story) -> list[str]:
    usual = set(USUAL_ANSWERS.values())
    interruptions = [str(i["say"]) for i in story.interruptions.values()]
    said = (*story.opening, *story.answers.values(), *interruptions)
    return [text for text in said if text not in usual]


def _lines(path: Path, name: str, keys: Sequence[str]) -> Iterator[Text]:
    if not path.exists():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line) if line.strip() else {}
        text = next((str(row[key]) for key in keys if key in row), None)
        if text:
            yield Text(f"{name}:{number}", text)
