"""Sentences of passages that a colleague would quote: whole, readable alone, from one place.

A passage is read as stretches under their headings. A sentence is worth what it and its heading
say of the question; around the best one its neighbours are quoted, so that nothing hangs in the
air. Headings, questions, list openings, fragments and sentences that lean on something unsaid
are never quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from knowledge.citation import citation_of
from knowledge.index import Index
from knowledge.model import Hit, QuotedSentence
from knowledge.ranking import Query
from knowledge.words import content_words, terms, tokens

MOST_SENTENCES = 4
RUN = 3  # sentences quoted from one stretch
GOOD_ENOUGH = 0.8  # share of the best value below which a second stretch is not quoted
GOES_ON = 0.5  # share of the best value below which a stretch is not quoted further
UNDER_HEADING = 0.8  # what a word of the question counts when only the heading has it
HEADING = 0.5  # what a heading's likeness to the question adds, twice for the first sentence
FIRST = 0.15  # a stretch says what it is about in its first sentence
LOWER_PASSAGE = 0.12  # what a sentence loses for each better passage
LONGEST = 55  # words; a longer sentence is a list or a footnote run together
ENGLISH_ENOUGH = 0.6  # share of the best value above which English sentences are preferred
LONG_AGO = 0.3  # what a sentence about a year before 2018 loses when nobody asked for that year
LONGEST_HEADING = 14
SAME = 0.6  # share of words above which two sentences say the same
_OLD_YEAR = re.compile(r"\b(?:19\d\d|200\d|201[0-7])\b")
_ABOUT_ITSELF = re.compile(r"(?:Deze|Op deze) pagina\b|(?:This|On this) page\b")
_SENTENCE = re.compile(r"(?<=[.!?])[”’\")]*\s+(?=[A-Z‘“\"(0-9-])")


@dataclass(frozen=True)
class Stretch:
    """Sentences that follow each other under one heading of a hit; `place` is the hit's."""

    place: int
    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class _Valued:
    stretch: Stretch
    values: tuple[float, ...]

    @property
    def best(self) -> int:
        return max(range(len(self.values)), key=lambda at: self.values[at])


def best_sentences(query: Query, hits: Sequence[Hit], index: Index) -> tuple[QuotedSentence, ...]:
    """At most four sentences that carry most of the question, in reading order."""
    found = [stretch for place, hit in enumerate(hits) for stretch in stretches(place, hit)]
    valued = _valued(query, [stretch for stretch in found if stretch.sentences], index)
    valued.sort(key=lambda one: -max(one.values))
    valued = _one_language(valued, query, hits, index)
    chosen: list[tuple[Stretch, str]] = []
    for one in valued:
        if max(one.values) < GOOD_ENOUGH * max(valued[0].values):
            break
        said = [sentence for _, sentence in chosen]
        room = MOST_SENTENCES - len(chosen)
        chosen += [(one.stretch, s) for s in _run(one, min(room, RUN)) if not _repeats(s, said)]
    return tuple(QuotedSentence(s, citation_of(hits[x.place], s)) for x, s in chosen)


def stretches(place: int, hit: Hit) -> Iterator[Stretch]:
    """A hit's text by its headings; sentences that cannot be quoted part a stretch in two."""
    heading, held = hit.section.rpartition("› ")[2], list[str]()
    for line in hit.text.splitlines():
        text = line.removeprefix("- ").strip()
        if text == line.strip() and is_heading(text):
            yield Stretch(place, heading, tuple(held))
            heading, held = (text if held else f"{heading} {text}"), []
            continue
        for sentence in _SENTENCE.split(text):
            if is_quotable(sentence):
                held.append(sentence)
            else:
                yield Stretch(place, heading, tuple(held))
                held = []
    yield Stretch(place, heading, tuple(held))


def is_heading(line: str) -> bool:
    """Whether a line is a heading: a question, or words without an end."""
    ended = line.endswith((".", "!", ":", ";", ")", "”", "’"))
    one = line[:1].isdigit() or len(_SENTENCE.split(line)) == 1
    return one and not ended and len(line.split()) <= LONGEST_HEADING


def is_quotable(sentence: str) -> bool:
    """Whether a sentence is whole: begins and ends as one, asks nothing, opens no list,
    and does not speak of the page itself."""
    words = sentence.split()
    begins = bool(words) and (sentence[0].isupper() or sentence[0] in "‘“'\"(0123456789")
    ends = sentence.rstrip('”’")').endswith((".", "!"))
    about_itself = _ABOUT_ITSELF.match(sentence) is not None
    return begins and ends and not about_itself and 3 <= len(words) <= LONGEST


def leans(sentence: str) -> bool:
    """Whether a sentence leans on the one before it: "Daarom …", "In die tijd …", "They …"."""
    return _leaning().match(" ".join(tokens(sentence)) + " ") is not None


@lru_cache(maxsize=1)
def _leaning() -> re.Pattern[str]:
    text = files("knowledge").joinpath("lexicon/leaning.txt").read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"]
    return re.compile("(?:" + "|".join(lines) + ") ")


def _valued(query: Query, found: Sequence[Stretch], index: Index) -> list[_Valued]:
    """Each stretch with what its sentences are worth."""
    wanted = _wanted(query, index)
    vector = index.embedder.queries([query.for_meaning])[0]
    texts = [text for stretch in found for text in (stretch.heading, *stretch.sentences)]
    likeness = iter((index.embedder.passages(texts) @ vector).tolist())
    result = []
    for stretch in found:
        heading = float(next(likeness))
        above = set(terms(stretch.heading, index.splitter))
        less = LOWER_PASSAGE * stretch.place
        values = [
            _held(wanted, set(terms(sentence, index.splitter)), above)
            + float(next(likeness))
            + HEADING * heading
            - less
            - LONG_AGO * _long_ago(sentence, query)
            for sentence in stretch.sentences
        ]
        values[0] += FIRST + HEADING * heading
        result.append(_Valued(stretch, tuple(values)))
    return [one for one in result if not all(leans(s) for s in one.stretch.sentences)]


def _long_ago(sentence: str, query: Query) -> bool:
    """Whether a sentence tells of a year before 2018 that the question does not name."""
    return any(year not in query.text for year in _OLD_YEAR.findall(sentence))


def _held(wanted: Mapping[str, float], inside: set[str], above: set[str]) -> float:
    return sum(
        weight * (1.0 if term in inside else UNDER_HEADING if term in above else 0.0)
        for term, weight in wanted.items()
    )


def _run(one: _Valued, most: int) -> list[str]:
    """The best sentence, begun earlier where it leans, with those after it that go on about it."""
    sentences, values = one.stretch.sentences, one.values
    start = one.best
    while start > 0 and leans(sentences[start]):
        start -= 1
    while leans(sentences[start]):
        start += 1
    end = max(start, one.best) + 1
    enough = GOES_ON * max(values)
    while end < len(sentences) and (leans(sentences[end]) or values[end] >= enough):
        end += 1
    return list(sentences[start : min(end, start + max(0, most))])


def _one_language(
    valued: Sequence[_Valued], query: Query, hits: Sequence[Hit], index: Index
) -> list[_Valued]:
    """What is quoted in one language: English for an English question where it says enough."""

    def english(one: _Valued) -> bool:
        return index.documents[hits[one.stretch.place].document].language == "en"

    wanted = [one for one in valued if english(one)] if query.english else []
    if wanted and max(wanted[0].values) >= ENGLISH_ENOUGH * max(valued[0].values):
        return wanted
    return [one for one in valued if not english(one)]


def _repeats(sentence: str, said: Sequence[str]) -> bool:
    words = set(content_words(sentence))
    others = (set(content_words(other)) for other in said)
    return any(len(words & other) > SAME * min(len(words), len(other)) for other in others)


def _wanted(query: Query, index: Index) -> dict[str, float]:
    """The question's terms with their share of its rarity; lexicon terms count for half."""
    rarity = {**dict.fromkeys(query.expanded, 0.5), **dict.fromkeys(query.said, 1.0)}
    for term, weight in rarity.items():
        rarity[term] = weight * index.words.highest(term)
    total = sum(rarity.values()) or 1.0
    return {term: weight / total for term, weight in rarity.items()}
