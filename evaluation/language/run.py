"""Compares language detectors on short first messages: `python -m evaluation.language.run`.

Prints for each detector the share that is right, the share of Dutch and English that is answered
in the right language, how many are taken for a language the bot does not speak, time and memory.
`lingua` joins where it is installed; the product does not need it (decision 0005).
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
from langdetect import DetectorFactory, LangDetectException, detect

from actions.adapters.language import LanguageDetector
from actions.domain.codes import Language

HERE = Path(__file__).parent
WORDS = HERE.parents[1] / "actions" / "data" / "languages.yml"
ANSWERED = ("nl", "en")
Detect = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Line:
    """A short message and the language it was written in (ISO 639-1)."""

    language: str
    text: str


def read_lines(path: Path = HERE / "lines.tsv") -> list[Line]:
    """The set: language, tab, text."""
    rows = (row.split("\t") for row in path.read_text(encoding="utf-8").splitlines())
    return [Line(language, text) for language, text in rows]


def detectors(lines: Sequence[Line]) -> Iterator[tuple[str, Detect]]:
    """Every detector that can be made here; making one is part of its memory."""
    yield "ours", ours()
    yield "langdetect alone", _langdetect()
    languages = sorted({line.language for line in lines})
    for name, least in (("lingua", 0.0), ("lingua, sure by 0.25", 0.25)):
        made = _lingua(languages, least)
        if made is not None:
            yield name, made


def figures(lines: Sequence[Line], detect_one: Detect) -> dict[str, float]:
    """Shares between 0 and 1; milliseconds for one message."""
    begun = time.perf_counter()
    found = [detect_one(line.text) for line in lines]
    spent = (time.perf_counter() - begun) * 1000 / len(lines)
    pairs = list(zip(lines, found, strict=True))
    spoken = [(line, f) for line, f in pairs if line.language in ANSWERED]
    other = [(line, f) for line, f in pairs if line.language not in ANSWERED]
    return {
        "right": _share([line.language == f for line, f in pairs]),
        "dutch and english right": _share([line.language == f for line, f in spoken]),
        "dutch or english taken for foreign": _share([f not in ANSWERED for _, f in spoken]),
        "foreign noticed": _share([f not in ANSWERED for _, f in other]),
        "foreign right": _share([line.language == f for line, f in other]),
        "milliseconds": round(spent, 2),
    }


def _share(hits: Sequence[bool]) -> float:
    return round(sum(hits) / len(hits), 3) if hits else 0.0


def ours() -> Detect:
    """The detector of the product, for a first message."""
    detector = LanguageDetector.from_file(WORDS)
    return lambda text: detector.detect(text, Language.NL, first=True).language


def _langdetect() -> Detect:
    DetectorFactory.seed = 0

    def detect_one(text: str) -> str:
        try:
            return str(detect(text))
        except LangDetectException:
            return ""

    return detect_one


def _lingua(languages: Sequence[str], least: float) -> Detect | None:
    try:
        from lingua import (  # type: ignore[import-not-found,unused-ignore]
            IsoCode639_1,
            LanguageDetectorBuilder,
        )
    except ImportError:
        return None
    codes = [getattr(IsoCode639_1, language.upper()) for language in languages]
    builder = LanguageDetectorBuilder.from_iso_codes_639_1(*codes)
    detector = builder.with_minimum_relative_distance(least).build()

    def detect_one(text: str) -> str:
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else "nl"

    return detect_one


def main() -> None:
    """Prints the figures and, for ours, every miss."""
    lines = read_lines()
    memory = psutil.Process().memory_info
    for name, made in detectors(lines):
        before = memory().rss
        measured = figures(lines, made)
        grown = (memory().rss - before) / 2**20
        sys.stdout.write(f"{name}: {measured}, {grown:.0f} MB more\n")
    detect_one = ours()
    for line in lines:
        if detect_one(line.text) != line.language:
            sys.stdout.write(f"miss {line.language} as {detect_one(line.text)}: {line.text}\n")


if __name__ == "__main__":
    main()
