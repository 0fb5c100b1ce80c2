"""What is told of a verdict, and what the danger model reads."""

from pathlib import Path

from components.danger_decision import (
    DangerThresholds,
    DangerVerdict,
    danger_document,
    judge_danger,
)
from components.danger_rules import load_danger_lexicon, read_danger
from components.text_model import Document, TextModel, TextModelSettings

LEXICON = load_danger_lexicon(
    Path(__file__).resolve().parents[2] / "bot" / "data" / "lookups" / "danger.yml"
)
SEEN = "er staat nu een man met een mes aan de balie"


def test_a_verdict_is_told_in_plain_values_with_four_decimals() -> None:
    verdict = DangerVerdict(True, 0.123456, ("weapon",), ("past",))
    assert verdict.as_output() == {
        "acute": True,
        "probability": 0.1235,
        "reasons": ["weapon"],
        "cleared_by": ["past"],
    }


def test_the_model_reads_the_text_with_the_hints_of_the_rules() -> None:
    assert danger_document(SEEN, LEXICON) == Document(SEEN, read_danger(SEEN, LEXICON).hints)
    assert danger_document(SEEN, LEXICON).hints


def _model() -> TextModel:
    documents = [Document(word) for word in ("mes bloed", "mes", "paspoort", "paspoort balie")]
    settings = TextModelSettings(min_documents=1, strength=5.0)
    return TextModel(settings).fit(documents, ["acute", "acute", "other", "other"])


def test_an_intent_that_says_nothing_adds_nothing() -> None:
    thresholds, model = DangerThresholds(0.45, 0.55, 0.9, 0.7), _model()
    silent = judge_danger("paspoort balie", LEXICON, model, thresholds)
    assert silent == judge_danger("paspoort balie", LEXICON, model, thresholds, 0.0)
    assert not silent.acute
    assert silent.probability < 0.45


def test_who_speaks_for_danger_is_named() -> None:
    thresholds, model = DangerThresholds(0.45, 0.55, 0.9, 0.7), _model()
    both = judge_danger("mes bloed", LEXICON, model, thresholds, 0.5).reasons
    assert {"model", "intent"} <= set(both)
    assert "intent" not in judge_danger("mes bloed", LEXICON, model, thresholds, 0.49).reasons


def test_without_a_model_the_hard_rules_decide_and_say_so() -> None:
    verdict = judge_danger(SEEN, LEXICON, None, DangerThresholds(0.45, 0.55, 0.9, 0.7))
    assert (verdict.acute, verdict.probability) == (True, 1.0)
    assert verdict.reasons == read_danger(SEEN, LEXICON).fired
    assert verdict.reasons
