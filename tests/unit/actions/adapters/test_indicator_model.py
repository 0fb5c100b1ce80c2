"""The trained recogniser: what it finds, in whose words, and what it does with broken files."""

import json
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

from actions.adapters.indicator_features import WEIGHTS, Seen, features, folded, words
from actions.adapters.indicator_file import load_indicators
from actions.adapters.indicator_matcher import IndicatorMatcher
from actions.adapters.indicator_model import (
    SHIPPED_MODEL,
    Guess,
    IndicatorModel,
    Threshold,
    load_model,
    save_model,
    stale,
    training_hash,
)
from actions.adapters.indicator_recogniser import IndicatorRecogniser
from actions.domain.errors import DataFileError
from actions.domain.indicators import Basis

CATALOGUE = load_indicators()
MATCHER = IndicatorMatcher(CATALOGUE)
MODEL = load_model()
NOTHING = Seen({}, {}, {}, {})
TEXT = (
    "Hij schrikt zich rot zodra zijn ploegbaas belt en durft de kamer niet uit, zei de buurvrouw."
)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for suffix in (".json", ".npz"):
        shutil.copy(SHIPPED_MODEL.with_suffix(suffix), tmp_path)
    return tmp_path / SHIPPED_MODEL.name


def open_to(found: float, firm: float) -> IndicatorModel:
    return IndicatorModel(MODEL.weights, dict.fromkeys(MODEL.weights.codes, Threshold(found, firm)))


def test_the_model_knows_every_code_of_the_catalogue() -> None:
    assert set(MODEL.weights.codes) == set(CATALOGUE.entries)


def test_the_model_is_small() -> None:
    size = sum(SHIPPED_MODEL.with_suffix(suffix).stat().st_size for suffix in (".json", ".npz"))
    assert size <= 5_000_000


def test_the_model_learnt_from_the_words_that_there_are() -> None:
    assert stale(CATALOGUE) == ()


def test_other_words_make_the_model_stale(tmp_path: Path) -> None:
    assert [problem.code for problem in stale(CATALOGUE, folder=tmp_path)] == ["model_stale"]
    entries = {
        code: replace(entry, patterns=(*entry.patterns, "steen"))
        for code, entry in CATALOGUE.entries.items()
    }
    assert training_hash(replace(CATALOGUE, entries=entries)) != training_hash(CATALOGUE)


def test_without_observations_nothing_is_compared(tmp_path: Path) -> None:
    assert stale(CATALOGUE, folder=tmp_path / "absent") == ()


def test_evidence_is_a_stretch_of_the_text() -> None:
    _, seen = MATCHER.look(TEXT)
    guesses = open_to(0.05, 2.0).guesses(TEXT, seen)
    assert "fears_somebody" in {guess.code for guess in guesses}
    for guess in guesses:
        start, end = guess.place
        assert 0 <= start < end <= len(TEXT)
        assert len(words(TEXT[start:end])) <= 8


def test_what_no_word_speaks_for_is_not_found() -> None:
    assert open_to(0.0, 2.0).guesses("", NOTHING) == ()


def test_a_score_is_the_sum_of_its_words() -> None:
    _, seen = MATCHER.look(TEXT)
    chances = MODEL.chances(TEXT, seen)
    assert MODEL.chances(TEXT, seen) == chances
    assert all(0 <= chance <= 1 for chance in chances.values())
    assert chances["fears_somebody"] > 10 * MODEL.chances("tot ziens", NOTHING)["fears_somebody"]


def test_what_the_model_alone_finds_says_so_and_sets_no_floor_unless_firm() -> None:
    loose = IndicatorRecogniser(MATCHER, open_to(0.05, 2.0))
    found = {each.code: each for each in loose.find(TEXT) if each.basis is Basis.MODEL}
    assert found
    assert not {each.code for each in found.values() if each.firm}
    assert set(loose.hard_facts_of(TEXT)) == set(MATCHER.hard_facts_of(TEXT))
    assert loose.effects_of(TEXT) == MATCHER.effects_of(TEXT)


def test_a_firm_finding_sets_a_floor() -> None:
    firm = IndicatorRecogniser(MATCHER, open_to(0.0, 0.0))
    hard = {each.code for each in firm.find(TEXT) if CATALOGUE.entries[each.code].hard_fact}
    assert set(firm.hard_facts_of(TEXT)) == hard
    assert firm.effects_of(TEXT) > MATCHER.effects_of(TEXT)


@pytest.mark.parametrize(
    "text", ["de baas heeft zijn paspoort", "ze is 15 en hij slaat haar", TEXT]
)
def test_the_model_takes_nothing_away(text: str) -> None:
    both = IndicatorRecogniser(MATCHER, MODEL)
    assert set(MATCHER.find(text)) <= set(both.find(text))
    assert MATCHER.effects_of(text) <= both.effects_of(text)
    assert set(MATCHER.hard_facts_of(text)) <= set(both.hard_facts_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "ze wordt niet geslagen of opgesloten",
        "ze worden niet vastgehouden en niet geslagen",
        "hij slaat haar niet",
    ],
)
def test_what_is_denied_in_so_many_words_is_not_guessed(text: str) -> None:
    assert IndicatorRecogniser(MATCHER, MODEL).find(text) == ()


@pytest.mark.parametrize(("words", "shown"), [("blauwe plekken", True), ("Hij slaat", False)])
def test_a_guess_is_kept_where_other_words_than_its_own_are_denied(words: str, shown: bool) -> None:
    text = "Hij slaat haar niet. Ze heeft wel blauwe plekken."
    place = (text.index(words), text.index(words) + len(words))

    class Guessing(IndicatorModel):
        def guesses(self, text: str, seen: Seen) -> tuple[Guess, ...]:
            return (Guess("work_under_threat", 0.9, place, firm=False),)

    model = Guessing(MODEL.weights, MODEL.thresholds)
    found = {each.code for each in IndicatorRecogniser(MATCHER, model).find(text)}
    assert ("work_under_threat" in found) is shown


def test_saved_and_read_again_it_is_the_same(tmp_path: Path) -> None:
    save_model(MODEL, {}, tmp_path / "model.json")
    again = load_model(tmp_path / "model.json")
    _, seen = MATCHER.look(TEXT)
    assert again.thresholds == MODEL.thresholds
    assert again.trained_on == MODEL.trained_on
    assert again.chances(TEXT, seen) == pytest.approx(MODEL.chances(TEXT, seen), abs=1e-3)


@pytest.mark.parametrize("suffix", [".json", ".npz"])
def test_a_missing_file_is_named(copied: Path, suffix: str) -> None:
    copied.with_suffix(suffix).unlink()
    with pytest.raises(DataFileError) as caught:
        load_model(copied)
    assert [problem.code for problem in caught.value.problems] == ["missing_file"]
    assert copied.with_suffix(suffix).name in str(caught.value)


def test_a_cut_off_file_is_damaged(copied: Path) -> None:
    weights = copied.with_suffix(".npz")
    weights.write_bytes(weights.read_bytes()[:1000])
    assert _damage(copied) == ["model_damaged"]


def test_weights_that_do_not_fit_the_codes_are_damaged(copied: Path) -> None:
    about = json.loads(copied.read_text(encoding="utf-8"))
    about["thresholds"].popitem()
    copied.write_text(json.dumps(about), encoding="utf-8")
    assert _damage(copied) == ["model_damaged"]


def _damage(path: Path) -> list[str]:
    with pytest.raises(DataFileError) as caught:
        load_model(path)
    return [problem.code for problem in caught.value.problems]


def test_folding_keeps_places() -> None:
    text = "Één cliënte, İstanbul"
    assert len(folded(text)) == len(text)
    assert [word for word, _ in words("Één cliënte")] == ["een", "cliente"]


def test_every_feature_is_of_a_known_family() -> None:
    _, seen = MATCHER.look("de baas heeft zijn paspoort")
    assert {each.family for each in features("de baas heeft zijn paspoort", seen)} == set(WEIGHTS)


def test_a_message_is_read_within_thirty_milliseconds() -> None:
    both = IndicatorRecogniser(MATCHER, MODEL)
    taken = []
    for number in range(20):
        text = f"{TEXT} Dat was op dag {number}."
        begun = time.process_time()
        both.find(text)
        taken.append(time.process_time() - begun)
    assert sorted(taken)[10] <= 0.030
