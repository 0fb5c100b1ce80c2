"""Runs in bot/.venv: cross-validates the pure parts of the pipeline over labelled examples.

Reads {"examples": [...], "folds": n, "seed": s, "settings": {...}} from standard input, where
settings are the pipeline entries of bot/config.yml by component name; writes one line for each
example, in the form of Rasa's parse result, predicted by models that have not seen it.
"""

import json
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any


def main() -> None:
    """Argument: the bot's folder."""
    sys.path.insert(0, sys.argv[1])
    task = json.loads(sys.stdin.read())
    for number, parsed in _fold(task, Path(sys.argv[1])):
        sys.stdout.write("PARSED " + json.dumps({"number": number, **parsed}) + "\n")


def _fold(task: dict[str, Any], bot: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    from sklearn.model_selection import StratifiedKFold

    examples = task["examples"]
    strata = [f"{e['intent']} {e.get('danger', '')}" for e in examples]
    folds = StratifiedKFold(task["folds"], shuffle=True, random_state=task["seed"])
    reader = _Reader(bot / "data" / "lookups", task["settings"])
    for train, test in folds.split(strata, strata):
        reader.fit([examples[i] for i in train])
        for number in test:
            yield int(number), reader.parse(examples[number]["text"])


class _Reader:
    """The pipeline of config.yml without Rasa around it."""

    def __init__(self, lookups: Path, settings: dict[str, dict[str, Any]]) -> None:
        from components.age_rules import load_age_words
        from components.danger_rules import load_danger_lexicon
        from components.facet_rules import load_facets
        from components.intent_hints import load_cues

        self.settings = settings
        self.lexicon = load_danger_lexicon(lookups / "danger.yml")
        self.facets = load_facets(lookups / "facets.yml")
        self.ages = load_age_words(lookups / "ages.yml")
        self.story_cues = load_cues(lookups / "cues.yml")
        self.intent_cues = load_cues(lookups / "intents.yml")
        self.models: dict[str, Any] = {}

    def fit(self, examples: list[dict[str, Any]]) -> None:
        from components.facet_guesses import GUESSED, guess_label
        from components.slips import load_slips, with_copies

        slips, texts = load_slips(), [e["text"] for e in examples]
        acute = [e.get("danger") == "acute" or e["intent"] == "danger_now" for e in examples]
        labels = ["acute" if value else "other" for value in acute]
        told = with_copies(list(zip(texts, labels, strict=True)), slips)
        self._learn("DangerDetector", "danger", [self._danger(t) for t, _ in told], _second(told))
        told = with_copies([(e["text"], e["intent"]) for e in examples], slips)
        self._learn(
            "HintedIntentClassifier", "intent", [self._intent(t) for t, _ in told], _second(told)
        )
        for facet in GUESSED:
            pairs = [(e["text"], guess_label(facet, e)) for e in examples]
            told = [(text, str(label)) for text, label in pairs if label]
            documents = [self._story(text) for text, _ in told]
            self._learn("FacetExtractor", facet, documents, _second(told))

    def parse(self, text: str) -> dict[str, Any]:
        from components.danger_decision import DangerThresholds, judge_danger
        from components.facet_guesses import GUESSED, NONE, read_facts

        begun = time.perf_counter()
        danger = self.settings["DangerDetector"]
        thresholds = DangerThresholds(
            danger["alarm_threshold"],
            danger["context_threshold"],
            danger["firm_context_threshold"],
            danger["middle_context_threshold"],
        )
        ranking = self.models["intent"].probabilities(self._intent(text))
        best = max(ranking, key=lambda name: ranking[name])
        verdict = judge_danger(
            text,
            self.lexicon,
            self.models["danger"],
            thresholds,
            danger_intent=ranking.get("danger_now", 0.0),
            read_as=best,
        )
        told = self._told(text)
        facet = self.settings["FacetExtractor"]
        limits = {name: facet[f"{name}_threshold"] for name in (*GUESSED, NONE)}
        models = {name: self.models[name] for name in GUESSED}
        facts = read_facts(self._story(text), models, limits, told)
        return {
            "intent": {"name": best, "confidence": ranking[best]},
            "entities": [fact.as_entity() for fact in facts],
            "danger": verdict.as_output(),
            "milliseconds": (time.perf_counter() - begun) * 1000,
        }

    def _learn(self, component: str, name: str, documents: list[Any], labels: list[str]) -> None:
        from dataclasses import fields

        from components.text_model import TextModel, TextModelSettings

        known = {field.name for field in fields(TextModelSettings)}
        chosen = {k: v for k, v in self.settings[component].items() if k in known}
        self.models[name] = TextModel(TextModelSettings(**chosen)).fit(documents, labels)

    @cache  # noqa: B019 (one reader a run; every text is read once for all folds)
    def _danger(self, text: str) -> Any:
        from components.danger_decision import danger_document

        return danger_document(text, self.lexicon)

    @cache  # noqa: B019
    def _intent(self, text: str) -> Any:
        from components.danger_rules import read_danger
        from components.intent_hints import intent_hints
        from components.text_model import Document

        hints = intent_hints(text, self.intent_cues) + read_danger(text, self.lexicon).hints
        return Document(text, hints)

    def _told(self, text: str) -> list[Any]:
        from components.told_facts import told_facts

        return list(told_facts(text, self.facets, self.ages, time.localtime().tm_year))

    @cache  # noqa: B019
    def _story(self, text: str) -> Any:
        from components.facet_guesses import guess_document

        return guess_document(text, self.facets, self.ages, self.story_cues, self._told(text))


def _second(told: list[tuple[str, str]]) -> list[str]:
    return [label for _, label in told]


if __name__ == "__main__":
    main()
