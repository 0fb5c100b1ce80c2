"""The catalogue's files: what ships is whole, and faults are told."""

import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from actions.adapters.indicator_file import SHIPPED_INDICATORS, load_indicators
from actions.domain.codes import ExploitationForm
from actions.domain.errors import DataFileError
from actions.domain.indicators import FLOOR_EFFECTS, OUTSIDE, Effect, Kind
from actions.domain.signal import Facts

CATALOGUE = load_indicators()
ENTRIES = CATALOGUE.entries.values()


def test_the_catalogue_covers_every_form_and_says_where_each_entry_comes_from() -> None:
    assert len(ENTRIES) >= 90
    for form in set(ExploitationForm) - {ExploitationForm.NONE, ExploitationForm.UNKNOWN}:
        assert sum(entry.forms == (form,) for entry in ENTRIES) >= 5
    outside = [entry for entry in ENTRIES if entry.source == OUTSIDE]
    assert 20 <= len(outside) < len(ENTRIES) / 2
    assert not any(entry.reviewed for entry in outside)


def test_every_entry_has_words_in_both_languages() -> None:
    for entry in ENTRIES:
        assert all((entry.label.nl, entry.label.en, entry.explanation.nl, entry.explanation.en))
        assert max(len(part.split()) for part in entry.explanation.nl.split(". ")) <= 20


def test_a_circumstance_or_a_sector_never_sets_a_floor() -> None:
    for entry in ENTRIES:
        if entry.kind is Kind.CIRCUMSTANCE:
            assert not entry.hard_fact
            assert not entry.effects & FLOOR_EFFECTS
        if entry.hard_fact:
            assert entry.effects & FLOOR_EFFECTS


def test_effects_carry_the_names_of_the_facts() -> None:
    names = {field.name for field in fields(Facts)} | {"minor"}
    assert {effect.value for effect in Effect} <= names


def test_circumstances_are_never_added_up_and_one_hard_fact_among_them_counts() -> None:
    context = [entry.code for entry in ENTRIES if entry.kind is Kind.CIRCUMSTANCE]
    assert CATALOGUE.hard_facts(context) == ()
    assert not CATALOGUE.effects(context) & FLOOR_EFFECTS
    strong = [*context, "papers_taken"]
    assert CATALOGUE.hard_facts(strong) == ("papers_taken",)
    assert Effect.VIOLENCE_OR_COERCION in CATALOGUE.effects(strong)


FAULTS = [
    ("labour.yml", "code: underpaid", "code: long_days", "duplicate_code", "long_days"),
    ("labour.yml", "code: underpaid", "code: Under-paid", "form", "Under-paid"),
    ("labour.yml", "forms: [labour]", "forms: [work]", "choice", "work"),
    ("context.yml", "hard_fact: false", "hard_fact: true", "hard_context", "weak_position"),
    ("labour.yml", "hard_fact: false", "hard_fact: true", "hard_without_effect", "underpaid"),
    ("outside.yml", "@document & @hold_strong", "@paper & @hold", "unknown_concept", "@paper"),
    ("outside.yml", "@document & @hold_strong", "pas( & afgepakt", "bad_pattern", "pas("),
    ("concepts.yml", "concepts:", "concept:", "required", "concepts"),
    ("concepts.yml", "@boss @companion", "@third @companion", "unknown_concept", "third"),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "message"), FAULTS)
def test_a_fault_is_told_with_its_file(
    tmp_path: Path, file: str, old: str, new: str, code: str, message: str
) -> None:
    folder = shutil.copytree(SHIPPED_INDICATORS, tmp_path / "indicators")
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFileError) as refused:
        load_indicators(folder)
    problem = next(found for found in refused.value.problems if found.code == code)
    assert problem.file == file
    assert message in problem.message
    assert problem.mend


def test_what_is_implied_exists(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SHIPPED_INDICATORS, tmp_path / "indicators"))
    file = folder / "criminal.yml"
    text = file.read_text(encoding="utf-8").replace("implies: [minor_involved]", "implies: [weg]")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        load_indicators(folder)
    assert {problem.code for problem in caught.value.problems} == {"unknown_code"}
