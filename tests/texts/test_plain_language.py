"""Every text that a person reads is plain: short sentences, easy words, both languages."""

import json
import re
import statistics
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import textstat
import yaml

import actions

ROOT = Path(actions.__file__).parent.parent
EXCEPTIONS = yaml.safe_load((Path(__file__).parent / "exceptions.yml").read_text(encoding="utf-8"))
LEAST_EASE, MEDIAN_EASE = 60, 70
"""Flesch by Douma's formula for Dutch, as textstat has it."""
LONGEST_SENTENCE = 20
FEWEST_WORDS = 5
"""A reading ease of four words says nothing; they are a label, and labels are short."""
TEXT_FOLDERS = ("channels/texts", "actions/texts")
DATA_FOLDERS = ("actions/data", "evaluation/texts")
SENTENCE_END = re.compile(r"(?<=[.!?:;])[\"'”’)]*\s+|\n+")
NAMES = sorted((name for kind in EXCEPTIONS["names"].values() for name in kind), key=len)


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _leaves(inner, f"{path}.{number}")
    elif isinstance(value, str):
        yield path, value


def _files(folder: str, language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for file in sorted((ROOT / folder / language).glob("*.yml")):
        found |= _leaves(yaml.safe_load(file.read_text(encoding="utf-8")), f"{folder}/{file.name}")
    return found


def _pairs(folder: str, language: str) -> dict[str, str]:
    """Texts that stand under `nl` and `en` inside a file of data."""
    found: dict[str, str] = {}
    for file in sorted((ROOT / folder).rglob("*.yml")):
        leaves = _leaves(yaml.safe_load(file.read_text(encoding="utf-8")), file.name)
        for path, text in leaves:
            before, dot, after = path.rpartition(f".{language}")
            if dot and not after:
                found[before] = text
    return found


def _bot(language: str) -> dict[str, str]:
    """What the bot says: Dutch without a condition, English with one."""
    found: dict[str, str] = {}
    for file in sorted((ROOT / "bot" / "domain").glob("*.yml")):
        responses = yaml.safe_load(file.read_text(encoding="utf-8")).get("responses") or {}
        for name, variants in responses.items():
            for variant in variants:
                conditions = variant.get("condition") or []
                spoken = "en" if any(c.get("value") == "en" for c in conditions) else "nl"
                if spoken == language:
                    shown = [variant.get("text", ""), *_titles(variant)]
                    found |= {f"{name}.{at}": text for at, text in enumerate(shown) if text}
    return found


def _titles(variant: dict[str, Any]) -> list[str]:
    return [button["title"] for button in variant.get("buttons") or []]


@cache
def texts(language: str) -> dict[str, str]:
    found = _bot(language)
    for folder in TEXT_FOLDERS:
        found |= _files(folder, language)
    for folder in DATA_FOLDERS:
        found |= _pairs(folder, language)
    fallback = ROOT / "channels" / "web" / "frontend" / "src" / "fallback.json"
    found["fallback"] = json.loads(fallback.read_text(encoding="utf-8"))[language]
    return found


def _plain(text: str) -> str:
    text = re.sub(r"https?://\S+", "", text)
    text = re.sub(r"\{[^}]*\}", "iets", text)
    for name in reversed(NAMES):
        text = re.sub(rf"\b{re.escape(name)}\b", "dit", text, flags=re.IGNORECASE)
    return text


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text)


def _is_for_everybody(key: str) -> bool:
    return not any(f"/{name}." in key for name in EXCEPTIONS["not_for_everybody"])


def _is_sentence(text: str) -> bool:
    return text.rstrip("\"'”’) \n").endswith((".", "!", "?")) and len(_words(text)) >= FEWEST_WORDS


@cache
def ease() -> dict[str, float]:
    """Reading ease of every Dutch text that is more than a label."""
    textstat.set_lang("nl")
    return {
        key: textstat.flesch_reading_ease(_plain(text))
        for key, text in texts("nl").items()
        if _is_sentence(text) and _is_for_everybody(key)
    }


def test_every_dutch_text_is_easy_enough() -> None:
    hard = {key: round(score) for key, score in ease().items() if score < LEAST_EASE}
    assert {key: (score, texts("nl")[key]) for key, score in hard.items()
            if key not in EXCEPTIONS["texts"]} == {}  # fmt: skip


def test_half_of_the_dutch_texts_are_very_easy() -> None:
    assert len(ease()) > 300
    assert statistics.median(ease().values()) >= MEDIAN_EASE


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_sentence_is_long(language: str) -> None:
    long = [
        sentence
        for text in texts(language).values()
        for sentence in SENTENCE_END.split(_plain(text))
        if len(_words(sentence)) > LONGEST_SENTENCE
    ]
    assert long == []


def test_dutch_and_english_are_both_complete() -> None:
    dutch, english = texts("nl"), texts("en")
    assert len(dutch) > 1000
    assert sorted(dutch.keys() ^ english.keys()) == []
    assert [key for key in dutch if bool(dutch[key].strip()) != bool(english[key].strip())] == []


def test_an_exception_is_still_needed() -> None:
    assert [key for key in EXCEPTIONS["texts"] if ease().get(key, 0) >= LEAST_EASE] == []
    everything = " ".join([*texts("nl").values()]).lower()
    assert [name for name in NAMES if name.lower() not in everything] == []
