"""A scripted person talks, and what differs from the story is a fault."""

from typing import Any

from evaluation.conversations import Message, Run, Story, asked_though_told, play
from evaluation.figures import figures

HANDOFF = {"reference": "NP-1", "urgency": "normal", "primary": {"route": "police"}, "reasons": []}


def _story(**fields: Any) -> Story:
    given: dict[str, Any] = {
        "name": "kind/file: a story",
        "opening": ("iemand van 16",),
        "metadata": {"role": "counter"},
        "answers": {"source": "gezien"},
        "expected": {"primary": "police"},
        "slots": {"age_group": "minor", "source": "seen", "disclosure": "confidential"},
    }
    return Story(**(given | fields))


def _told(story: Story, *customs: dict[str, Any]) -> tuple[Run, list[str]]:
    """The run of a conversation with a bot that says these in turn, and what it was told."""
    heard: list[str] = []
    replies = iter(customs)

    def talk(text: str) -> list[Message]:
        heard.append(text)
        return [{"text": "", "custom": next(replies)}]

    return play(story, talk), heard


def test_the_story_answers_what_it_has_an_answer_for() -> None:
    run, heard = _told(_story(), {"question": "source"}, {"outcome": "handoff", "handoff": HANDOFF})
    assert heard == ["iemand van 16", "gezien"]
    assert run.faults == []


def test_a_question_that_comes_back_for_no_reason_is_a_fault() -> None:
    run, _ = _told(
        _story(expected={}), {"question": "source"}, {"question": "source"}, {"outcome": "handoff"}
    )
    assert run.faults == ["asked again: source"]


def test_who_first_asks_something_may_still_report() -> None:
    story = _story(opening=("mag ik een gevoel melden?", "er klopt iets niet"))
    run, heard = _told(
        story,
        {"outcome": "information"},
        {"question": "source"},
        {"outcome": "handoff", "handoff": HANDOFF},
    )
    assert (heard[-1], run.faults) == ("gezien", [])


def test_what_the_opening_or_the_channel_told_is_not_to_be_asked() -> None:
    asked = ({"question": q} for q in ("age_group", "source", "disclosure", "role"))
    run, _ = _told(_story(), *asked, {"outcome": "handoff", "handoff": HANDOFF})
    assert asked_though_told(run) == ["age_group", "role"]


def test_what_waits_for_a_question_that_never_comes_is_said_at_the_summary() -> None:
    asks = {"say": "wie leest dit?", "reply_has": ["question"]}
    story = _story(interruptions={"ongoing": asks, "source": {"say": "o ja, ze huilde"}})
    run, heard = _told(
        story,
        {"question": "source"},
        {"question": "source"},
        {"question": "confirm_summary"},
        {"question": "confirm_summary"},
        {"outcome": "handoff", "handoff": HANDOFF},
    )
    assert heard[1:] == ["o ja, ze huilde", "gezien", "wie leest dit?", "ja, verstuur maar"]
    assert run.faults == []


def test_the_figures_count_routes_and_stuck_conversations() -> None:
    right, _ = _told(_story(), {"outcome": "handoff", "handoff": HANDOFF})
    wrong = HANDOFF | {"primary": {"route": "comensha"}}
    elsewhere, _ = _told(_story(), {"outcome": "handoff", "handoff": wrong})
    stuck, _ = _told(_story(expected={}), {})
    report = figures([right, elsewhere, stuck], {})
    assert report["primary_route_right"]["value"] == 0.5
    assert report["stuck"]["value"] == 0.3333
    assert [case["right"] for case in report["cases"]] == [True, False, True]
