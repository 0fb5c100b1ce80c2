"""Runs in bot/.venv: cross-validates the pipeline of config.yml over labelled examples.

Reads {"examples": [...], "folds": [the fold of each example]} from standard input; writes one line
for each example, in the form of Rasa's parse result, by models that have not seen its fold.

The components choose what to learn, and decide on each message, as they do in Rasa. Two things
alone are done otherwise, because whole pipelines took over an hour: what a model reads of a text
is worked out once for all folds, and the models learn and answer beside each other on all cores.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from multiprocessing import Pool
from typing import Any

OF_RASA = {"FallbackClassifier": "rasa.nlu.classifiers.fallback_classifier"}
CHUNK = 500
LONGEST = "intent"
"""The model that takes longest to learn: it has the most labels."""
Labelled = Mapping[str, Any]
Read = dict[str, dict[str, Any]]
"""By component and text: the document that its models read."""
Said = dict[Any, dict[str, float]]
"""By document: the probabilities of one model that has not seen it."""


@dataclass(frozen=True)
class Step:
    """A component of the pipeline, with its settings."""

    kind: Any
    config: dict[str, Any]

    @property
    def name(self) -> str:
        """Its class, of which the pipeline has one each."""
        return str(self.kind.__name__)

    @property
    def models(self) -> tuple[str, ...]:
        """The models that it learns; a component of rules has none."""
        return getattr(self.kind, "model_names", ())


@dataclass(frozen=True)
class Lesson:
    """One model of one fold: what it learns from, and what was kept from it."""

    name: str
    settings: Any
    documents: Sequence[Any]
    labels: Sequence[str]
    kept: Sequence[Any]


@dataclass(frozen=True)
class Answers:
    """Stands where a component has its model: that has been asked already."""

    said: Said

    def probabilities(self, document: Any) -> dict[str, float]:
        """What the model said of this document."""
        return self.said[document]


def main() -> None:
    """Argument: the bot's folder."""
    sys.path.insert(0, sys.argv[1])
    task = json.loads(sys.stdin.read())
    for number, parsed in enumerate(_cross_validated(task["examples"], task["folds"])):
        sys.stdout.write("PARSED " + json.dumps({"number": number, **parsed}) + "\n")


def _cross_validated(examples: Sequence[Labelled], folds: Sequence[int]) -> Iterator[Any]:
    """How each example was read, in their order."""
    texts = [example["text"] for example in examples]
    _pipeline()  # loaded here, no process of the pool has to load Rasa again
    with Pool() as pool:
        read = _merged(pool.imap_unordered(_documents, _chunks(_with_slips(texts))))
        said = _merged(pool.imap_unordered(_taught, _lessons(examples, folds, read)))
        asked = ((chunk, _of(chunk, read, said)) for chunk in _chunks(texts))
        for parses in pool.imap(_parsed, asked):
            yield from parses


def _documents(texts: Sequence[str]) -> Read:
    components, _ = _at_work(())
    return {
        step.name: {text: components[step.name].document(text) for text in texts}
        for step in _pipeline()
        if step.models
    }


def _lessons(examples: Sequence[Labelled], folds: Sequence[int], read: Read) -> list[Lesson]:
    lessons = [
        lesson
        for fold in sorted(set(folds))
        for step in _pipeline()
        if step.models
        for lesson in _of_fold(step, fold, list(zip(examples, folds, strict=True)), read[step.name])
    ]
    # The longest first, so that no core waits at the end.
    return sorted(lessons, key=lambda lesson: lesson.name != LONGEST)


def _of_fold(
    step: Step, fold: int, examples: Sequence[tuple[Labelled, int]], read: Mapping[str, Any]
) -> Iterator[Lesson]:
    """What the component chooses to learn of all other folds."""
    from components.trainable import model_settings
    from rasa.shared.nlu.training_data.training_data import TrainingData

    kept = dict.fromkeys(example["text"] for example, number in examples if number == fold)
    others = [_message(example) for example, number in examples if number != fold]
    for name, told in _chosen(step, TrainingData(others), read).items():
        # A copy with slips may come out as a message that was kept apart.
        fair = [(document, label) for document, label in told if document.text not in kept]
        documents, labels = zip(*fair, strict=True)
        if len(set(labels)) < 2:
            continue  # the component learns nothing either
        yield Lesson(
            name, model_settings(step.config), documents, labels, [read[text] for text in kept]
        )


def _chosen(
    step: Step, training_data: Any, read: Mapping[str, Any]
) -> dict[str, list[tuple[Any, str]]]:
    """What the component would give each of its models to learn, with labels.

    It is the component itself, but that it looks documents up and learns nothing yet.
    """
    lessons: dict[str, list[tuple[Any, str]]] = {}

    class Pupil(step.kind):  # type: ignore[misc, name-defined]
        def documents(self, texts: Sequence[str]) -> list[Any]:
            return [read[text] for text in texts]

        def learn(self, name: str, documents: Sequence[Any], labels: Sequence[str]) -> None:
            lessons[name] = list(zip(documents, labels, strict=True))

    Pupil(step.config, None, None).train(training_data)
    return lessons


def _taught(lesson: Lesson) -> dict[str, Said]:
    from components.text_model import TextModel

    model = TextModel(lesson.settings).fit(lesson.documents, lesson.labels)
    return {lesson.name: dict(zip(lesson.kept, model.all_probabilities(lesson.kept), strict=True))}


def _of(texts: Sequence[str], read: Read, said: Mapping[str, Said]) -> dict[str, Said]:
    """What every model said of these texts."""
    models = [(step.name, name) for step in _pipeline() for name in step.models if name in said]
    return {
        name: {document: said[name][document] for document in (read[step][t] for t in texts)}
        for step, name in models
    }


def _parsed(asked: tuple[Sequence[str], Mapping[str, Said]]) -> list[dict[str, Any]]:
    """The messages as the whole pipeline leaves them."""
    from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
    from rasa.shared.nlu.training_data.message import Message

    texts, answers = asked
    components, said = _at_work(tuple(answers))
    for name, found in answers.items():
        said[name].update(found)
    messages = [Message({TEXT: text}) for text in texts]
    for component in components.values():
        component.process(messages)
    return [{key: m.get(key) for key in (INTENT, ENTITIES, "danger")} for m in messages]


@cache
def _at_work(taught: tuple[str, ...]) -> tuple[dict[str, Any], dict[str, Said]]:
    """The components of this process, in their order, and what their models have answered.

    A model that too few examples tell of is never taught; the component does without, as in Rasa.
    """
    said: dict[str, Said] = {name: {} for name in taught}
    components = {}
    for step in _pipeline():
        models = {name: Answers(said[name]) for name in step.models if name in said}
        given = (step.config, None, None)
        components[step.name] = (
            step.kind(*given, models) if step.models else step.kind.create(*given, None)
        )
    return components, said


@cache
def _pipeline() -> tuple[Step, ...]:
    import yaml
    from components.lookups import LOOKUPS

    config = LOOKUPS.parents[1] / "config.yml"
    entries = yaml.safe_load(config.read_text(encoding="utf-8"))["pipeline"]
    return tuple(_step(**entry) for entry in entries)


def _step(name: str, **config: Any) -> Step:
    module, _, kind = name.rpartition(".")
    found = getattr(import_module(module or OF_RASA[name]), kind)
    return Step(found, {**found.get_default_config(), **config})


def _message(example: Labelled) -> Any:
    """As Rasa reads a training file."""
    from rasa.shared.nlu.constants import INTENT, TEXT
    from rasa.shared.nlu.training_data.message import Message

    metadata = {key: value for key, value in example.items() if key not in (TEXT, INTENT)}
    known = {TEXT: example["text"], INTENT: example["intent"]}
    return Message({**known, "metadata": {"example": metadata}} if metadata else known)


def _with_slips(texts: Sequence[str]) -> list[str]:
    from components.slips import load_slips, with_slips

    slips = load_slips()
    return list(dict.fromkeys([*texts, *(with_slips(text, slips) for text in texts)]))


def _chunks(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    return (texts[at : at + CHUNK] for at in range(0, len(texts), CHUNK))


def _merged(found: Iterator[Mapping[str, Mapping[Any, Any]]]) -> dict[str, dict[Any, Any]]:
    merged: dict[str, dict[Any, Any]] = defaultdict(dict)
    for part in found:
        for name, values in part.items():
            merged[name].update(values)
    return merged


if __name__ == "__main__":
    main()
