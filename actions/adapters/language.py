"""Which language a message is in; short messages count as little evidence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from langdetect import PROFILES_DIRECTORY, DetectorFactory, LangDetectException

from actions.domain.codes import Language

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
# An address on the net has words and no language: "balie, mail info@…" read as Romanian.
ADDRESS = re.compile(r"\S+@\S+|\b(?:https?://|www\.)\S+")
# A reference has letters and no language.
CODE = re.compile(
    r"\b\w{3}(?:-\w{3}){3,}\b|\b[0-9A-Z]{3}(?: [0-9A-Z]{3}){5}\b|\b(?=\w*\d)[0-9A-Za-z]{10,}\b"
)
ARABIC = re.compile(r"[\u0600-\u06ff]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# Letters that one of our languages has and the others do not; Bulgarian is what is left of
# Cyrillic where no word tells.
LETTERS = {
    "uk": re.compile(r"[іїєґ]", re.IGNORECASE),
    "pl": re.compile(r"[łąężźśń]", re.IGNORECASE),
    "ro": re.compile(r"[țșăţ]", re.IGNORECASE),
    "tr": re.compile(r"[ığİ]"),
    "es": re.compile(r"[ñ¿¡]", re.IGNORECASE),
    "de": re.compile(r"ß"),
}
# Among our languages alone, langdetect was wrong on 2 of 88 lines of three words or more, and on
# 5 of 121 of two or more (decision 0005).
ENOUGH_WORDS = 3
# To leave what the conversation speaks takes more: "wait, it is in Groningen" reads as Dutch.
ENOUGH_TO_FLIP = 6
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
        self._factory = DetectorFactory()
        profiles = (Path(PROFILES_DIRECTORY) / code for code in words)
        self._factory.load_json_profile([profile.read_text("utf-8") for profile in profiles])

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
        text = CODE.sub(" ", ADDRESS.sub(" ", text))
        words = [word.lower() for word in WORD.findall(text)]
        found = (
            self._by_script(text)
            or self._by_words(words, first)
            or self._by_model(text, words, first)
        )
        if found is None:
            return Detected(spoken, spoken.value)
        if found in ANSWERED:
            return Detected(Language(found), found)
        return Detected(spoken, found, foreign=True)

    def _by_script(self, text: str) -> str | None:
        if ARABIC.search(text):
            return "ar"
        found = next((code for code, letters in LETTERS.items() if letters.search(text)), None)
        if found or not CYRILLIC.search(text):
            return found
        words = [word.lower() for word in WORD.findall(text)]
        ukrainian = sum(word in self._words["uk"] for word in words)
        return "uk" if ukrainian > sum(word in self._words["bg"] for word in words) else "bg"

    def _by_words(self, words: list[str], first: bool) -> str | None:
        scores = {code: sum(w in known for w in words) for code, known in self._words.items()}
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        (best, most), (_, next_most) = ranked[0], ranked[1]
        needed = 1 if first else 2
        enough_words = first or len(words) > 2
        return best if most >= needed and most > next_most and enough_words else None

    def _by_model(self, text: str, words: list[str], first: bool) -> str | None:
        if len(words) < (ENOUGH_WORDS if first else ENOUGH_TO_FLIP):
            return None
        detector = self._factory.create()
        detector.append(text.lower())
        try:
            guesses = detector.get_probabilities()
        except LangDetectException:
            return None
        return guesses[0].lang if guesses and guesses[0].prob >= SURE else None
