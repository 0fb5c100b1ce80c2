"""What the plain words of a message do: answer, ask, correct; from three YAML files."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from actions.domain.codes import Question
from actions.domain.turn import YES_NO_QUESTIONS

WORD = re.compile(r"[\w']+")
SENTENCE_END = re.compile(r"[.!?]+(?:\s|$)")
# Who may know the name is asked with yes and no as well, but answered in codes of its own.
YES_NO_CODED = YES_NO_QUESTIONS - {Question.DISCLOSURE}
SUMMARY = Question.CONFIRM_SUMMARY
DANGER = Question.DANGER_NOW
SOURCE = Question.SOURCE
# "Goed, maar haal mijn naam eruit" begins as a yes, and "nee, de politie is er al" is none to the
# question about a name: where it matters most, one word answers only a short message.
CAREFUL = frozenset({SUMMARY, Question.DISCLOSURE})
SHORT_WORDS = 5
UNKNOWN = "unknown"
YES = "yes"
# "??", "-" or a shrugging face leave a question open; not where the answer is the story, danger or
# a yes. Dots are silence: somebody may be thinking, or unable to type.
SHRUG = re.compile(r"[?/\-–—x\s]+|[\s?]*🤷\S*\s*")
NEVER_SHRUGGED = frozenset({None, DANGER, Question.OBSERVATION, SUMMARY})
# A thumb is a yes to what is to be sent, and to nothing that needs a thought.
THUMB = "👍"
# Words in the middle of an answer are its core only where little stands around them.
ANYWHERE_WORDS = 8
# "Ik snap even niet wat je hier precies van me vraagt" is about as long as asking gets.
MEANING_WORDS = 9


# How many letters of a message answer, and what they say.
Match = tuple[int, str | None]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Lists of phrases by what they do; by question and answer first words, and words anywhere."""

    lists: Mapping[str, tuple[str, ...]]
    answers: Mapping[str, Mapping[str, tuple[str, ...]]]
    anywhere: Mapping[str, Mapping[str, tuple[str, ...]]]

    @classmethod
    def from_files(cls, phrases: Path, answers: Path, anywhere: Path) -> "Phrases":
        """Reads the files; raises OSError or yaml.YAMLError."""
        lists = {str(name): _listed(words) for name, words in _read(phrases).items()}
        return cls(lists, _by_question(answers), _by_question(anywhere))

    def leading_answer(self, text: str, question: str | None) -> str | None:
        """What the first words of a message answer to this question, or the core of a short one.

        The longest words win, and among equals those of the question itself: "ja, maar niet
        doorvertellen" is no bare yes. What follows a question that the person asks first, and a
        last sentence of a few words, are read as first words too: "gevaar? nee, ze slaapt" and "hij
        zit vast. Nee dus."
        """
        if SHRUG.fullmatch(text.strip()):
            return None if question in NEVER_SHRUGGED else UNKNOWN
        if question is not None and self.skips(text):
            return UNKNOWN
        if question == SUMMARY and text.strip().startswith(THUMB):
            return YES
        words = _words(text)
        aside = _set_apart(text, question)
        readings = (words, self._without_fillers(words, question), *map(_words, aside))
        first = (self._answer(reading, question) for reading in readings)
        core = (match for part in aside if (match := self._core(part, question))[1])
        begins = next(filter(None, (*first, *core)), (0, None))
        found = max(begins, self._core(text, question), key=lambda match: match[0])[1]
        if question == SUMMARY and found == YES and self.holds_back(text):
            return None
        return self.implied_source(text) if not found and question == SOURCE else found

    def core_answer(self, text: str, question: str | None) -> str | None:
        """What the longest listed words in a short answer say, wherever they stand in it."""
        return self._core(text, question)[1]

    def _core(self, text: str, question: str | None) -> Match:
        words = _words(text)
        if len(words.split()) > ANYWHERE_WORDS:
            return (0, None)
        listed = self.anywhere.get(question or "", {})
        matches = [
            (len(phrase), answer)
            for answer, phrases in listed.items()
            for phrase in phrases
            if f" {phrase} " in f" {words}"
        ]
        return max(matches, default=(0, None))

    def _answer(self, words: str, question: str | None) -> Match | None:
        careful = question in CAREFUL and len(words.split()) > SHORT_WORDS
        if question == SUMMARY:
            careful = careful and self._occurs("changing", words)
        matches = [
            (len(phrase), -rank, answer)
            for rank, answer, phrase in self._possible(question)
            if words.startswith(f"{phrase} ") and not (careful and _may_mislead(question, phrase))
        ]
        longest = max(matches, default=None)
        return (longest[0], longest[2]) if longest else None

    def _possible(self, question: str | None) -> Iterator[tuple[int, str, str]]:
        for rank, name in enumerate(_lists_for(question)):
            for answer, phrases in self.answers.get(name, {}).items():
                yield from ((rank, answer, phrase) for phrase in phrases)

    def _without_fillers(self, words: str, question: str | None) -> str:
        """ "Nee geen idee" and "tja, vertrouwelijk dan" answer behind their first word."""
        besides = () if question in YES_NO_CODED else self.lists["fillers_besides"]
        fillers = (*self.lists["fillers"], *besides)
        first = next((filler for filler in fillers if words.startswith(f"{filler} ")), None)
        if first is None:
            return words
        return self._without_fillers(words.removeprefix(f"{first} "), question)

    def implied_source(self, text: str) -> str | None:
        """How an account says that it is known: from somebody, or because one was there."""
        told = _words(text)
        for silent in self.lists["heard_not"]:
            told = told.replace(f"{silent} ", "")
        return next((source for source in ("heard", "seen") if self._occurs(source, told)), None)

    def consents(self, text: str) -> bool:
        """Whether a word of consent stands in the text, wherever that is."""
        return self._occurs("consenting", text)

    def holds_back(self, text: str) -> bool:
        """Whether a yes to the summary is taken back in the same breath."""
        words = f" {_words(text)}"
        for harmless in self.lists["not_holding_back"]:
            words = words.replace(f" {harmless} ", " ")
        return self._occurs("holding_back", words)

    def corrects(self, text: str, question: str | None) -> bool:
        """Whether the words take something back that was told before."""
        first = _words(text).split(" ")[0]
        begins = first in self.lists["corrections_first"] and question not in YES_NO_CODED
        return begins or self._occurs("corrections", text)

    def tells_age(self, text: str) -> bool:
        """Whether the words tell how old somebody is."""
        return self._occurs("telling_age", text)

    def is_about_self(self, text: str) -> bool:
        """Whether the person says who they are."""
        return self._occurs("self", text)

    def tells_as_victim(self, text: str) -> bool:
        """Whether what is told happens to the teller."""
        return self._occurs("victim", text)

    def tells_as_worker(self, text: str) -> bool:
        """Whether the teller is who works there, whatever trade they name as theirs."""
        return self._occurs("victim_at_work", text)

    def asks(self, text: str) -> bool:
        """Whether the words form a question."""
        words = _words(text)
        return "?" in text or any(words.startswith(f"{p} ") for p in self.lists["asking_first"])

    def skips(self, text: str) -> bool:
        """Whether a short message asks to leave a question open: "mag ik deze overslaan?"."""
        short = len(_words(text).split()) <= MEANING_WORDS
        return short and self.asks(text) and self._occurs("skipping", text)

    def asks_meaning(self, text: str) -> bool:
        """Whether a short message asks what was meant by the question."""
        return len(_words(text).split()) <= MEANING_WORDS and self._occurs("asking_meaning", text)

    def tells_who_left(self, text: str) -> bool:
        """Whether the words say that somebody is here no longer."""
        return self._occurs("left", text)

    def denies_coercion(self, text: str) -> bool:
        """Whether the reporter says, not somebody in the story, that nobody is forced."""
        sentences = re.split(r"[.!?;\n]", text)
        return any(
            self._occurs("no_coercion", sentence) and not self._occurs("claims", sentence)
            for sentence in sentences
        )

    def precedes_own_place(self, before: str) -> bool:
        """Whether what stands before a municipality says that it is the reporter's own."""
        said = f" {_words(before)}".rstrip()
        for besides in self.lists["own_place_besides"]:
            said = said.removesuffix(f" {besides}")
        return said.endswith(tuple(f" {words}" for words in self.lists["own_place"]))

    def way_to_reach(self, text: str) -> str | None:
        """The first sentence that says how somebody can be reached."""
        sentences = (sentence.strip() for sentence in re.split(r"(?<=[.!?;\n])\s", text))
        return next((each for each in sentences if self._occurs("reaching", each)), None)

    def is_municipal(self, text: str) -> bool:
        """Whether a short message says no more of somebody's role than "de gemeente"."""
        return len(_words(text).split()) <= MEANING_WORDS and self._occurs("municipal", text)

    def says_nothing(self, text: str) -> bool:
        """An opening such as "ik wil iets melden", which tells nothing yet."""
        words = _words(text).split()
        return bool(words) and set(words) <= set(self.lists["empty_opening"])

    def _occurs(self, name: str, text: str) -> bool:
        words = f" {_words(text)}"
        return any(f" {phrase} " in words for phrase in self.lists[name])


def _set_apart(text: str, question: str | None) -> list[str]:
    """What stands behind a question in the message, and a short last sentence of it."""
    if question != DANGER:
        return []
    sentences = [part for part in SENTENCE_END.split(text.strip()) if part.strip()]
    behind = text.split("?", 1)[1:]
    last = sentences[-1:] if len(sentences) > 1 else []
    return [part for part in behind if part.strip()] + [
        part for part in last if len(part.split()) <= SHORT_WORDS
    ]


def _may_mislead(question: str | None, phrase: str) -> bool:
    return question == SUMMARY or " " not in phrase


def _lists_for(question: str | None) -> tuple[str, ...]:
    """Names of the lists of answers, the question's own first."""
    yes_no = ("yes_no",) if question in YES_NO_CODED else ()
    return (question or "", *yes_no, "any")


def _words(text: str) -> str:
    """Lower case, without signs, each word followed by a space."""
    return " ".join(WORD.findall(text.lower().replace("’", "'"))) + " "


def _by_question(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        str(question): {str(answer): _listed(words) for answer, words in by_answer.items()}
        for question, by_answer in _read(path).items()
    }


def _listed(words: Any) -> tuple[str, ...]:
    return tuple(map(str, words))


def _read(path: Path) -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data
