"""Rules of danger over a lexicon of four words: what fires, what clears, what the model is told."""

from pathlib import Path

import pytest
from components.danger_rules import Context, DangerReading, load_danger_lexicon, read_danger

WRITTEN = """
sets:
  weapon: [mes]
  now: [nu]
  down: [bewusteloos]
counters:
  again: [weer]
contexts:
  past: {phrases: [vorige week], unless: [again]}
  solved: {phrases: [opgepakt], unless: [], firm: true}
  beast: {phrases: [schaap], unless: [], middle: true}
rules:
  weapon_now: {strength: hard, all: [weapon, now]}
  weapon_seen: {strength: soft, all: [weapon]}
  lies_there: {strength: hard, all: [down], negatable: false}
"""


def _read(text: str, folder: Path, written: str = WRITTEN) -> DangerReading:
    file = folder / "danger.yml"
    file.write_text(written, encoding="utf-8")
    return read_danger(text, load_danger_lexicon(file))


def test_a_rule_fires_where_all_of_its_sets_stand(tmp_path: Path) -> None:
    assert _read("hij heeft nu een mes", tmp_path) == DangerReading(
        fired=("weapon_now", "weapon_seen"),
        hard=("weapon_now",),
        cleared_by=(),
        hints=("rule_weapon_now", "rule_weapon_seen", "set_weapon", "set_now", "hard_alone"),
    )


def test_a_rule_with_half_of_its_sets_stays_silent(tmp_path: Path) -> None:
    assert _read("hij heeft een mes", tmp_path) == DangerReading(
        fired=("weapon_seen",), hard=(), cleared_by=(), hints=("rule_weapon_seen", "set_weapon")
    )


def test_a_message_without_any_of_the_words_says_nothing(tmp_path: Path) -> None:
    assert _read("waar is het loket", tmp_path) == DangerReading((), (), (), ())


def test_a_denied_word_fires_nothing_and_is_told_as_denied(tmp_path: Path) -> None:
    assert _read("hij heeft nu geen mes", tmp_path) == DangerReading(
        fired=(), hard=(), cleared_by=(), hints=("negated_weapon", "set_now")
    )


def test_a_word_that_is_denied_once_and_said_once_counts_as_said(tmp_path: Path) -> None:
    reading = _read("zij heeft geen mes maar hij heeft nu een mes", tmp_path)
    assert reading.hints == (
        *("rule_weapon_now", "rule_weapon_seen"),
        *("set_weapon", "set_now", "hard_alone"),
    )


def test_only_the_first_set_of_a_rule_can_be_denied(tmp_path: Path) -> None:
    assert _read("een mes, maar niet nu", tmp_path).fired == ("weapon_now", "weapon_seen")


def test_a_rule_that_no_negation_touches_fires_all_the_same(tmp_path: Path) -> None:
    assert _read("hij is niet bewusteloos", tmp_path) == DangerReading(
        fired=("lies_there",),
        hard=("lies_there",),
        cleared_by=(),
        hints=("rule_lies_there", "negated_down", "hard_alone"),
    )


def test_a_context_clears_and_the_model_is_told_so(tmp_path: Path) -> None:
    assert _read("vorige week had hij een mes en nu ook", tmp_path) == DangerReading(
        fired=("weapon_now", "weapon_seen"),
        hard=("weapon_now",),
        cleared_by=("past",),
        hints=(
            *("rule_weapon_now", "rule_weapon_seen", "context_past"),
            *("set_weapon", "set_now", "hard_in_context"),
        ),
    )


def test_a_counter_takes_the_context_away(tmp_path: Path) -> None:
    reading = _read("vorige week een mes en nu weer", tmp_path)
    assert (reading.cleared_by, reading.hints[-1]) == ((), "hard_alone")


def test_a_firm_context_clears_firmly_and_only_a_firm_one(tmp_path: Path) -> None:
    solved = _read("hij is opgepakt", tmp_path)
    past = _read("het was vorige week", tmp_path)
    assert [(r.cleared_by, r.firmly_cleared) for r in (solved, past)] == [
        (("solved",), True),
        (("past",), False),
    ]
    assert not Context("past", ("vorige week",), ()).firm


def test_a_middle_context_clears_in_the_middle_and_only_a_middle_one(tmp_path: Path) -> None:
    readings = [_read(text, tmp_path) for text in ("een schaap", "opgepakt", "vorige week")]
    assert [r.middle_cleared for r in readings] == [True, False, False]
    assert not Context("past", ("vorige week",), ()).middle


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("strength: soft", "strength: mild", "weapon_seen: strength is hard or soft, not 'mild'"),
        ("all: [down]", "all: [dwon]", "rule lies_there: there is no set 'dwon'"),
        ("unless: [again]", "unless: [agian]", "context past: there is no counter 'agian'"),
    ],
)
def test_a_slip_in_the_lexicon_is_named(right: str, wrong: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=told):
        _read("mes", tmp_path, WRITTEN.replace(right, wrong))
