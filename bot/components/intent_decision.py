"""The last word on the intent, apart from Rasa: danger is danger, and a story is a report."""

import re
from dataclasses import dataclass
from typing import Any, Mapping, Sequence, Tuple

DANGER = "danger_now"
FALLBACK = "nlu_fallback"
REPORT = "report_signal"
INFORM = "inform"
# The gateway quotes a payload that a person typed: it is text, and steers nothing.
TYPED_PAYLOAD = "'/"
DENIES = "deny"
STOP = "stop"
SURELY_STOPS = 0.6
"""Stopping throws a report away. Of messages that neither model had read, all that meant it lay at
0.75 or above; "niks", where somebody is asked how to be reached, lay at 0.4."""
TALE_WORDS = 18
"""Of 1,300 messages that say no, hardly one is as long; an opening must not be taken for one."""
MISTAKEN = frozenset({"abuse", "goodbye", "greet", "start_over", "stop", "thanks", "out_of_scope"})
"""What a bare fact such as "werk" or "begin 30" may be taken for and never means."""
LEAVES = "goodbye"
NOTHING_WORDS = 15
"""In a message of more words, "niks te melden" is part of a story."""
_WORD = re.compile(r"\w")
_NO_ANSWER = frozenset({"age", "change_slot", "help_asked", "reference"})


@dataclass(frozen=True)
class Reading:
    """One message as the classifiers left it; `ranking` holds intents and their likelihood.

    `has_nothing`: its words say that there is nothing to report.
    """

    text: str
    intent: str
    ranking: Tuple[Tuple[str, float], ...] = ()
    acute: bool = False
    entities: Tuple[Mapping[str, Any], ...] = ()
    has_nothing: bool = False

    def likelihood(self, intent: str) -> float:
        """How likely the intent is, between 0 and 1; 0 where it is not ranked."""
        return dict(self.ranking).get(intent, 0.0)

    @property
    def likeliest(self) -> Tuple[str, ...]:
        """The intents by likelihood, without the fallback."""
        return tuple(name for name, _ in self.ranking if name != FALLBACK)


def decided_intent(reading: Reading, story_words: int) -> str:
    """The intent by the rules, else the one that was found.

    What the danger detector calls acute is danger, whatever else it seemed; what it does not is
    never that. A message of `story_words` words or more that no intent fits is a report: a worry
    is never answered with "I do not understand". A shorter one that tells a fact, or is nothing
    but a fact, is an answer. A payload that a person typed is text, and dots alone are silence.
    Who hardly says to stop goes on. Who says to have nothing to report begins no report; who begins
    with what it is not ("nee, geen drugs, maar …") and goes on for long does.
    """
    if reading.acute:
        return DANGER
    if reading.text.startswith(TYPED_PAYLOAD) or not _WORD.search(reading.text):
        return FALLBACK
    name = reading.intent
    if name == DANGER or (name == STOP and reading.likelihood(STOP) < SURELY_STOPS):
        name = next((other for other in reading.likeliest if other not in (DANGER, name)), FALLBACK)
    told = [entity for entity in reading.entities if is_told_fact(entity)]
    if reading.has_nothing and not told and len(reading.text.split()) <= NOTHING_WORDS:
        return LEAVES if name in (REPORT, INFORM, FALLBACK) else name
    if name == DENIES and len(reading.text.split()) >= TALE_WORDS:
        return REPORT
    if name == FALLBACK:
        return _of_the_unclear(reading, bool(told), story_words)
    return INFORM if name in MISTAKEN and is_nothing_but(reading.text, told) else name


def is_told_fact(entity: Mapping[str, Any]) -> bool:
    """Whether an entity is a fact said in so many words, which could answer a question."""
    return entity.get("role") != "guess" and entity.get("entity") not in _NO_ANSWER


def is_nothing_but(text: str, told: Sequence[Mapping[str, Any]]) -> bool:
    """Whether one told fact is the whole message, but for signs and an article."""
    bare = re.sub(r"^(?:een|het|de|in|a|the)\s+|[^\w\s]", "", text.strip().lower())
    return any(int(e["end"]) - int(e["start"]) >= len(bare.strip()) > 0 for e in told)


def _of_the_unclear(reading: Reading, told: bool, story_words: int) -> str:
    if len(reading.text.split()) >= story_words:
        return REPORT
    if told:
        return INFORM
    return REPORT if reading.likeliest[:1] == (REPORT,) else FALLBACK
