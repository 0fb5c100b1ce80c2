"""From words and two probabilities to one answer: is this immediate danger, and why."""

from dataclasses import dataclass
from typing import Any, Dict, Optional, Tuple

from components.danger_rules import DangerLexicon, DangerReading, read_danger
from components.text_model import Document, TextModel

ACUTE = "acute"
OTHER = "other"
EVEN = 0.5
"""A model that holds danger likelier than not has spoken for it."""
QUESTION = "ask_question"
CHATTER = frozenset(
    {"affirm", "already_said", "bot_challenge", "deny", "goodbye", "greet", "thanks"}
)
"""What the intent model may hold likelier than danger: of 19,000 messages of authors whom neither
model had read, 28 false alarms and one danger in the middle of the score were of these."""


@dataclass(frozen=True)
class DangerThresholds:
    """Likelihoods from which a message counts as acute, between 0 and 1.

    `alarm`: in any message. `in_context`: when its words tell of something past, denied,
    imagined or shown. `in_firm_context`: when they leave little doubt, as where it is solved, or
    where somebody is only spoken for. `in_middle_context`: when some doubt is left, as where a case
    is told and no moment is named.
    """

    alarm: float
    in_context: float
    in_firm_context: float
    in_middle_context: float

    def limit(self, reading: DangerReading, read_as: str = "") -> float:
        """From where on a message with these words counts as acute.

        `read_as` is the likeliest intent: a question, or chatter in which no rule sees danger,
        leaves as much doubt as a middle context.
        """
        if reading.firmly_cleared:
            return self.in_firm_context
        chats = read_as in CHATTER and not reading.fired
        if reading.middle_cleared or chats or read_as == QUESTION:
            return self.in_middle_context
        return self.in_context if reading.cleared_by else self.alarm


@dataclass(frozen=True)
class DangerVerdict:
    """Whether a message shows immediate danger, how likely, and what spoke for and against."""

    acute: bool
    probability: float
    reasons: Tuple[str, ...]
    cleared_by: Tuple[str, ...]

    def as_output(self) -> Dict[str, Any]:
        """The verdict in plain JSON values, for the tracker."""
        return {
            "acute": self.acute,
            "probability": round(self.probability, 4),
            "reasons": list(self.reasons),
            "cleared_by": list(self.cleared_by),
        }


def danger_document(text: str, lexicon: DangerLexicon) -> Document:
    """What the danger model reads of a message."""
    return Document(text, read_danger(text, lexicon).hints)


def judge_danger(
    text: str,
    lexicon: DangerLexicon,
    model: Optional[TextModel],
    thresholds: DangerThresholds,
    danger_intent: float = 0.0,
    read_as: str = "",
) -> DangerVerdict:
    """Weighs the rules, the danger model and the intent model's `danger_intent`.

    `read_as` is the intent that the intent model holds likeliest.

    The rules speak through both models, as hints, and raise the bar where a context clears;
    measured on authors that neither model had read, nothing more was gained by giving a rule
    a say of its own (evaluation/nlu/PIPELINE.md). Without a model the rules decide alone.
    """
    reading = read_danger(text, lexicon)
    if model is None:
        alarm = bool(reading.hard) and not reading.cleared_by
        return DangerVerdict(alarm, float(alarm), reading.fired, reading.cleared_by)
    of_model = model.probabilities(Document(text, reading.hints)).get(ACUTE, 0.0)
    likely = (of_model + danger_intent) / 2
    spoken = {"model": of_model, "intent": danger_intent}
    reasons = reading.fired + tuple(name for name, value in spoken.items() if value >= EVEN)
    return DangerVerdict(
        likely >= thresholds.limit(reading, read_as), likely, reasons, reading.cleared_by
    )
