"""How plainly the product speaks: every Dutch text that people read, cut into sentences."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
LONGEST = 20
"""Words in a sentence at most, for language level B1."""
FOLDERS = ("actions/texts/nl", "channels/texts/nl", "bot/domain")
GUIDANCE = "knowledge/corpus/nl"
END = re.compile(r"(?<=[.!?:])\s+|\n+")
WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
VOWELS = re.compile(r"[aeiouyáéíóúàèëïöü]+", re.IGNORECASE)
FILLED_IN = re.compile(r"\{[^}]*\}")
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
NOT_SAID = re.compile(r"^(#|\||>|```).*$|\[[^\]]*\]|https?://\S+", re.MULTILINE)
Sentence = Sequence[str]
Sentences = Sequence[Sentence]
Lengths = tuple[int, int, int]


def texts_for_people(root: Path = ROOT) -> Iterator[tuple[str, str]]:
    """Every text with the file that it stands in: sentences of the product, and its guidance."""
    for folder in FOLDERS:
        for path in sorted((root / folder).glob("*.yml")):
            content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
            said = _responses(content) if folder == "bot/domain" else _strings(content)
            yield from ((f"{folder}/{path.name}", text) for text in said)
    for path in sorted((root / GUIDANCE).glob("*.md")):
        text = FRONT.sub("", path.read_text(encoding="utf-8"))
        yield f"{GUIDANCE}/{path.name}", NOT_SAID.sub("", text)


def sentences_of(text: str) -> Sentences:
    """The sentences of a text, each as its words; what is filled in counts as one word."""
    pieces = END.split(FILLED_IN.sub("dit", text))
    return [words for piece in pieces if (words := WORD.findall(piece))]


def lengths(sentences: Sentences) -> Lengths:
    """How many sentences, words and syllables; a syllable is a run of vowels."""
    words = [word for sentence in sentences for word in sentence]
    syllables = sum(max(1, len(VOWELS.findall(word))) for word in words)
    return len(sentences), len(words), syllables


def flesch_douma(texts: Sequence[Lengths]) -> float:
    """Reading ease of texts together, 0 (hard) to about 100 (easy); 60 is standard (Douma 1960).

    0 where there is nothing to read.
    """
    sentences, words, syllables = (sum(column) for column in zip(*texts, strict=True))
    if not words:
        return 0.0
    return float(206.84 - 0.93 * words / sentences - 77 * syllables / words)


def _responses(content: dict[str, Any]) -> Iterator[str]:
    """The Dutch variants of a bot's responses: those without a condition on English."""
    for variants in (content.get("responses") or {}).values():
        for variant in variants:
            conditions = variant.get("condition") or []
            if "text" in variant and not any(c.get("value") == "en" for c in conditions):
                yield variant["text"]


def _strings(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for value in content.values():
            yield from _strings(value)
    elif isinstance(content, list):
        for value in content:
            yield from _strings(value)
