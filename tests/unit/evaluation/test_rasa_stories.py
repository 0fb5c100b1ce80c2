"""What `rasa test` found wrong is read by story; the stories hold what is said and meant."""

from pathlib import Path

from evaluation.conversations import read_stories
from evaluation.rasa_stories import failures, read_rasa_stories

HERE = Path(__file__).resolve().parents[3] / "evaluation"
WRITTEN = """\
version: "3.1"
stories:
- story: a human please (test_x.yml)
  steps:
  - intent: ask_why
  - action: utter_thanks  # predicted: action_explain_question
  - action: signal_form
"""
KINDS = {
    "happy_path", "corrections", "cancellations", "digressions", "disambiguation", "negations",
    "repeats", "skipping", "invalid_input", "danger", "privacy", "follow_up", "roles", "english",
    "other_languages",
}  # fmt: skip


def test_a_line_that_was_predicted_otherwise_is_told_with_its_story() -> None:
    line = "action: utter_thanks  # predicted: action_explain_question"
    assert failures(WRITTEN) == {"a human please": [line]}


def test_no_failure_is_no_failure() -> None:
    assert failures("# None of the test stories failed - all good!") == {}


def test_there_are_stories_of_every_kind_of_thing_people_do() -> None:
    told = read_stories(HERE / "stories")
    assert KINDS - {story.kind for story in told} == set()
    assert len(told) >= 150


def test_each_file_name_says_what_happens() -> None:
    paths = [*(HERE / "stories").rglob("*.yml"), *(HERE / "unseen").rglob("*.yml")]
    assert [path.name for path in paths if path.stem.count("-") < 1] == []


def test_rasa_stories_have_names_of_their_own() -> None:
    names = [story.name for story in read_rasa_stories(HERE / "dialogue")]
    assert len(names) == len(set(names)) >= 30
    assert all(story.said for story in read_rasa_stories(HERE / "dialogue"))
