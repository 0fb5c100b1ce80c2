"""Which language a message is in; short messages count as little evidence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from langdetect import DetectorFactory, LangDetectException, detect_langs

from actions.domain.codes import Language

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
ARABIC = re.compile(r"[\u0600-\u06ff]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
UKRAINIAN_ONLY = re.compile(r"[іїєґІЇЄҐ]")
# langdetect is unreliable below this (30 of 40 short messages right; see decision 0003).
ENOUGH_WORDS = 4
SURE = 0.90
ANSWERED = frozenset(language.value for language in Language)


@dataclass(frozen=True, slots=True)
class Detected:
    """Language the bot answers in, and the one the message was written in (ISO 639-1).

    `foreign` is true where the message is clearly in a language the bot does not speak.
    """

    answer: Language
    language: str
    foreign: bool = False


class LanguageDetector:
    """Detects among the product's languages and remembers what the conversation speaks."""

    def __init__(self, words: Mapping[str, frozenset[str]]) -> None:
        # langdetect samples at random: a seed makes the same message give the same answer.
        DetectorFactory.seed = 0
        self._words = words

    @classmethod
    def from_file(cls, path: Path) -> "LanguageDetector":
        """Reads the word lists, one list per ISO 639-1 code."""
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        return cls({str(code): frozenset(map(str, words)) for code, words in raw.items()})

    def detect(self, text: str, spoken: Language, *, first: bool) -> Detected:
        """Language of a message; `spoken` is what the conversation speaks so far.

        Without enough evidence the conversation's language stays: after the first
        message one short word never flips it.
        """
        words = [word.lower() for word in WORD.findall(text)]
        found = self._by_script(text) or self._by_words(words, first) or self._by_model(text, words)
        if found is None:
            return Detected(spoken, spoken.value)
        if found in ANSWERED:
            return Detected(Language(found), found)
        return Detected(spoken, found, foreign=True)

    def _by_script(self, text: str) -> str | None:
        if ARABIC.search(text):
            return "ar"
        if UKRAINIAN_ONLY.search(text):
            return "uk"
        return "bg" if CYRILLIC.search(text) else None

    def _by_words(self, words: list[str], first: bool) -> str | None:
        scores = {code: sum(w in known for w in words) for code, known in self._words.items()}
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        (best, most), (_, next_most) = ranked[0], ranked[1]
        needed = 1 if first else 2
        enough_words = first or len(words) > 2
        return best if most >= needed and most > next_most and enough_words else None

    def _by_model(self, text: str, words: list[str]) -> str | None:
        if len(words) < ENOUGH_WORDS:
            return None
        try:
            guesses = detect_langs(text)
        except LangDetectException:
            return None
        candidates = [guess for guess in guesses if guess.lang in self._words]
        return candidates[0].lang if candidates and candidates[0].prob >= SURE else None
