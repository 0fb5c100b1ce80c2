"""Where a reviewed message goes for good: to what is learned from, or to what is measured with.

Never both. Before anything is written, the text is held against everything on the other side by
overlap of its shingles, as `evaluation.leaks` does, and against the masker: no name or number
that somebody typed gets into a file that people share.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from evaluation.conversations import read_stories
from evaluation.improvement.labels import Label, RefusedError
from evaluation.leak_sources import SETS, Text, evaluation_texts, training_texts
from evaluation.leaks import leaks
from evaluation.nlu.cases import read_training

MASK = re.compile(r"\[[a-zA-Z -]+\]")
"""What the masker leaves, such as `[naam]`: nobody types that, so nothing is learned from it."""
NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
Mask = Callable[[str], tuple[str, ...]]
"""The kinds of personal data in a text."""


@dataclass(frozen=True)
class Files:
    """Where reviewed messages stand, below the project's root."""

    root: Path

    @property
    def examples(self) -> Path:
        """Learned from: Rasa's training data."""
        return self.root / "bot" / "data" / "nlu" / "reviewed.yml"

    @property
    def cases(self) -> Path:
        """Measured with: annotated messages."""
        return self.root / "evaluation" / "reviewed" / "nlu.jsonl"

    @property
    def stories(self) -> Path:
        """Measured with: whole conversations, a folder a kind."""
        return self.root / "evaluation" / "reviewed" / "stories"


def add_example(files: Files, label: Label, mask: Mask) -> Path:
    """Add a training example; raises RefusedError where it is measured with, or tells too much."""
    _check(label.text, mask, _measured_with(files))
    content = _yaml(files.examples) or {"version": "3.1", "nlu": []}
    blocks = [block for block in content["nlu"] if block["intent"] == label.intent]
    if not blocks:
        blocks = [{"intent": label.intent, "examples": []}]
        content["nlu"].append(blocks[0])
    blocks[0]["examples"].append(label.as_training())
    files.examples.parent.mkdir(parents=True, exist_ok=True)
    files.examples.write_text(_as_yaml(content), encoding="utf-8")
    return files.examples


def add_case(files: Files, label: Label, mask: Mask) -> Path:
    """Add an annotated message; raises RefusedError where it is learned from, or tells too much."""
    _check(label.text, mask, _learned_from(files))
    files.cases.parent.mkdir(parents=True, exist_ok=True)
    with files.cases.open("a", encoding="utf-8") as file:
        file.write(json.dumps(label.as_case(), ensure_ascii=False) + "\n")
    return files.cases


def add_story(
    files: Files, text: str, kind: str, name: str, expected: Mapping[str, Any], mask: Mask
) -> Path:
    """Add a conversation that opens with the text and must come to what is expected.

    Raises RefusedError where the text is learned from, or tells too much.
    """
    _check(text, mask, _learned_from(files))
    story = {"name": name, "opening": text, "expected": dict(expected)}
    path = files.stories / _as_name(kind) / f"{_as_name(name)}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_as_yaml(story), encoding="utf-8")
    return path


def _check(text: str, mask: Mask, others: Iterable[Text]) -> None:
    if not text.strip():
        raise RefusedError("review_empty")
    if MASK.search(text):
        raise RefusedError("review_masked")
    found = mask(text)
    if found:
        raise RefusedError("review_personal", kinds=", ".join(found))
    for leak in leaks(list(others), [Text("new", text)]):
        # What everybody types ("ja") may stand on both sides, but not twice out of a review.
        if not leak.exempt or leak.training.startswith("reviewed"):
            raise RefusedError("review_leak", where=leak.training, overlap=leak.overlap)


@cache
def _shipped() -> tuple[Text, ...]:
    """The project's own sets, which no review changes; reading them takes seconds."""
    return tuple(evaluation_texts([name for name in SETS if "reviewed" not in name]))


def _measured_with(files: Files) -> Iterator[Text]:
    yield from _shipped()
    if files.cases.exists():
        for number, line in enumerate(files.cases.read_text("utf-8").splitlines(), 1):
            yield Text(f"reviewed/nlu.jsonl:{number}", json.loads(line)["text"])
    for story in read_stories(files.stories):
        yield from (Text(f"reviewed/stories:{story.name}", said) for said in story.opening)


def _learned_from(files: Files) -> Iterator[Text]:
    yield from training_texts(files.root)
    for number, example in enumerate(read_training(files.examples.parent, files.examples.name), 1):
        yield Text(f"reviewed.yml:{number}", example["text"])


def _as_name(words: str) -> str:
    return NOT_IN_A_NAME.sub("_", words.lower()).strip("_")


def _yaml(path: Path) -> dict[str, Any] | None:
    if not path.exists():
        return None
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def _as_yaml(content: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(content), allow_unicode=True, sort_keys=False, width=1000)
