"""A reviewed text goes to one side only, and never with somebody's name in it."""

import json
from pathlib import Path

import pytest
import yaml

from evaluation.improvement.labels import Label, RefusedError, read_intents, read_label
from evaluation.improvement.placing import Files, add_case, add_example, add_story
from evaluation.nlu.cases import as_case, read_training

INTENTS = ["practice", "report_signal"]
TEXT = "blauwe olifanten fietsen zachtjes over het dak van zolder"
NEAR = "Blauwe olifanten fietsen zachtjes, over het dak van zolder!"


def clean(_: str) -> tuple[str, ...]:
    return ()


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def test_an_example_is_training_data_of_rasa(files: Files) -> None:
    label = read_label(TEXT, "report_signal", ["form=labour", "help_asked=no"], INTENTS)
    path = add_example(files, label, clean)
    add_example(files, read_label("kom we gaan oefenen op de maan", "practice", [], INTENTS), clean)
    add_example(files, read_label("groene wolken in een la", "report_signal", [], INTENTS), clean)
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert (content["version"], [b["intent"] for b in content["nlu"]]) == ("3.1", INTENTS[::-1])
    told = {"form": "labour", "help_asked": False, "danger": "not_acute"}
    assert read_training(path.parent)[0] == {"intent": "report_signal", "text": TEXT, **told}
    assert len(read_training(path.parent)) == 3


def test_a_case_is_read_by_the_evaluation(files: Files) -> None:
    label = read_label(TEXT, "report_signal", ["form=labour", "danger=no"], INTENTS)
    path = add_case(files, label, clean)
    case = as_case(json.loads(path.read_text(encoding="utf-8")))
    assert (case.text, case.intent, case.danger) == (TEXT, "report_signal", False)
    assert case.facets == {"form": "labour"}


def test_a_text_is_for_learning_or_for_measuring_and_never_both(files: Files) -> None:
    add_example(files, Label(TEXT, "practice", {}), clean)
    for add in (
        lambda: add_case(files, Label(NEAR, "practice", {}), clean),
        lambda: add_story(files, NEAR, "happy path", "one", {"outcome": "handoff"}, clean),
    ):
        with pytest.raises(RefusedError) as refused:
            add()
        assert refused.value.key == "review_leak"
        assert refused.value.values["where"] == "reviewed.yml:1"
    assert not files.cases.exists()


@pytest.mark.parametrize("side", ["case", "story"])
def test_what_is_measured_with_is_not_learned_from(files: Files, side: str) -> None:
    if side == "case":
        add_case(files, Label(TEXT, "practice", {}), clean)
    else:
        add_story(files, TEXT, "happy path", "one", {"outcome": "handoff"}, clean)
    with pytest.raises(RefusedError):
        add_example(files, Label(NEAR, "practice", {}), clean)
    assert not files.examples.exists()


def test_a_short_message_may_not_come_out_of_reviews_twice(files: Files) -> None:
    add_case(files, Label("zeg maar", "practice", {}), clean)
    with pytest.raises(RefusedError):
        add_example(files, Label("zeg maar", "practice", {}), clean)


def test_a_story_has_its_kind_and_its_sentence_for_a_name(files: Files) -> None:
    expected = {"primary": "police", "urgent_notice": None}
    path = add_story(files, TEXT, "Happy path", "Practises first, then tells", expected, clean)
    assert path.relative_to(files.stories).as_posix() == "happy_path/practises_first_then_tells.yml"
    story = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert story == {
        "name": "Practises first, then tells",
        "opening": TEXT,
        "expected": expected,
    }


@pytest.mark.parametrize(
    ("text", "key"), [("", "review_empty"), ("[naam] belde weer over dat huis", "review_masked")]
)
def test_what_is_masked_or_empty_is_refused(files: Files, text: str, key: str) -> None:
    with pytest.raises(RefusedError) as refused:
        add_example(files, Label(text, "practice", {}), clean)
    assert refused.value.key == key


def test_personal_data_that_was_typed_back_in_is_refused(files: Files) -> None:
    with pytest.raises(RefusedError) as refused:
        add_case(files, Label(TEXT, "practice", {}), lambda _: ("name", "phone"))
    assert refused.value.values == {"kinds": "name, phone"}


@pytest.mark.parametrize(
    ("intent", "facts"), [("dance", []), ("practice", ["form=blue"]), ("practice", ["shoe=big"])]
)
def test_only_codes_of_the_project_are_taken(intent: str, facts: list[str]) -> None:
    with pytest.raises(RefusedError) as refused:
        read_label(TEXT, intent, facts, INTENTS)
    assert refused.value.key == "code_unknown"


def test_the_intents_are_those_of_the_domain_files_that_somebody_can_mean(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("intents: [thanks, nlu_fallback, {greet: {use_entities: []}}]")
    (tmp_path / "b.yml").write_text("slots: {}")
    assert read_intents(tmp_path) == ["greet", "thanks"]
