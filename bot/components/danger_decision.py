"""From words and a probability to one answer: is this immediate danger, and why."""

from dataclasses import dataclass
from typing import Any, Dict, Optional, Tuple

from components.danger_rules import DangerLexicon, DangerReading, read_danger
from components.text_model import Document, TextModel

ACUTE = "acute"
OTHER = "other"
FEW_WORDS = 3
FEW_WORDS_ALONE = 0.8
"""Too few for a probability: "van haar" answers a question, "kan niet praten" calls for help."""


@dataclass(frozen=True)
class DangerThresholds:
    """Probabilities from which a message counts as acute, between 0 and 1.

    `model`: by the model alone. `with_hard_rule`: when a hard rule fired and nothing takes it
    back. `in_context`: when the message tells of something past, denied, imagined or shown.
    `in_firm_context`: when it says that all is resolved, or happens now and then.
    """

    model: float
    with_hard_rule: float
    in_context: float
    in_firm_context: float = 0.97


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
    text: str, lexicon: DangerLexicon, model: Optional[TextModel], thresholds: DangerThresholds
) -> DangerVerdict:
    """Weighs rules and model; without a model the rules decide alone."""
    reading = read_danger(text, lexicon)
    if model is None:
        alarm = bool(reading.hard) and not reading.cleared_by
        return DangerVerdict(alarm, float(alarm), reading.fired, reading.cleared_by)
    probability = model.probabilities(Document(text, reading.hints)).get(ACUTE, 0.0)
    few = len(text.split()) <= FEW_WORDS
    limit = (_threshold_for_few if few else _threshold)(reading, thresholds)
    acute = probability >= limit
    reasons = list(reading.fired)
    if probability >= thresholds.model:
        reasons.append("model")
    return DangerVerdict(acute, probability, tuple(reasons), reading.cleared_by)


def _threshold_for_few(reading: DangerReading, thresholds: DangerThresholds) -> float:
    """Where the message is that short its words must speak, hard ones whatever the model holds."""
    if reading.cleared_by:
        return thresholds.in_firm_context
    if reading.hard:
        return 0.0
    return thresholds.with_hard_rule if reading.fired else FEW_WORDS_ALONE


def _threshold(reading: DangerReading, thresholds: DangerThresholds) -> float:
    if reading.firmly_cleared:
        return thresholds.in_firm_context
    if reading.cleared_by:
        return thresholds.in_context
    if reading.hard:
        return thresholds.with_hard_rule
    return thresholds.model
