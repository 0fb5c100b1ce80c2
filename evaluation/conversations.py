"""Whole conversations against a running system, told by a scripted person."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Message = dict[str, Any]
Talk = Callable[[str], list[Message]]
MAX_TURNS = 25
# What a person who knows nothing more would type; a story's own answers go first.
USUAL_ANSWERS: Mapping[str, str] = {
    "danger_now": "nee",
    "observation": "gewoon een niet pluis gevoel",
    "role": "ik werk aan de balie",
    "municipality": "groningen",
    "contact": "sla maar over",
    "disclosure": "alleen de aandachtsfunctionaris",
    "confirm_summary": "ja, verstuur maar",
}
DONT_KNOW = "weet ik niet"
SUMMARY = "confirm_summary"
AGAIN = "asked again: "


@dataclass(frozen=True)
class Story:
    """One conversation: an opening, answers by question id, and what must come of it.

    `interruptions` maps a question id to what is said instead, once, with the keys that
    the reply's custom data must hold. `expected` holds fields of `custom.handoff`,
    `outcome`, `urgent_notice` (seen at any turn) and `max_turns`. `slots` holds the facts
    that the stored signal should have, in the contract's codes.
    """

    name: str
    opening: tuple[str, ...]
    metadata: Mapping[str, str]
    answers: Mapping[str, str]
    expected: Mapping[str, Any]
    interruptions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    slots: Mapping[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The folder that it stands in: what the person does."""
        return self.name.split("/")[0]


@dataclass
class Run:
    """What happened: turns said, custom data seen, and what differed from the expectation."""

    story: Story
    turns: list[tuple[str, list[Message]]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def customs(self) -> Iterator[Mapping[str, Any]]:
        """Custom data of all messages, in order."""
        for _, messages in self.turns:
            for message in messages:
                yield message.get("custom") or {}

    @property
    def asked(self) -> list[str]:
        """Ids of the questions asked, in order."""
        return [str(custom["question"]) for custom in self.customs if custom.get("question")]

    def last(self, key: str) -> Any:
        """The last value of a custom key; None where it never came."""
        return next((c[key] for c in reversed(list(self.customs)) if key in c), None)


def read_stories(folder: Path) -> list[Story]:
    """All stories below a folder; a file holds one story or a list of them."""
    stories = []
    for path in sorted(folder.rglob("*.yml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        rows = data if isinstance(data, list) else [data]
        stories += [_story(row, f"{path.parent.name}/{path.stem}") for row in rows]
    return stories


def play(story: Story, talk: Talk) -> Run:
    """Plays a story to its end, or until nothing more can come of it."""
    run = Run(story)
    interruptions = dict(story.interruptions)
    for said in story.opening:
        run.turns.append((said, talk(said)))
    while not _ended(run) and len(run.turns) < MAX_TURNS:
        question = _open_question(run)
        if question is None:
            break
        interruption = interruptions.pop(_place(interruptions, question, run.asked), None)
        said = str(interruption["say"]) if interruption else _answer(story, question)
        run.turns.append((said, talk(said)))
        if interruption:
            _check_interruption(run, question, interruption)
    _check(run)
    return run


def _place(waiting: Mapping[str, Any], question: str, asked: Collection[str]) -> str:
    """Which of what is still to be said is said now.

    What waited for a question that was never asked is said at the summary: a person who has
    something to say does not send the report without it.
    """
    unsaid = [wanted for wanted in waiting if wanted not in asked]
    late = question == SUMMARY and question not in waiting and bool(unsaid)
    return unsaid[0] if late else question


def asked_though_told(run: Run) -> list[str]:
    """Questions whose answer the channel or the person had given.

    The channel gives role and municipality. The person gave what the gold holds and the story
    keeps no answer for: its author took it to be told in the opening. Usual answers are told
    only when asked.
    """
    given = {name for name in ("role", "municipality") if run.story.metadata.get(name)}
    given |= set(run.story.slots) - set(run.story.answers) - set(USUAL_ANSWERS)
    return [question for question in dict.fromkeys(run.asked) if question in given]


def _story(row: Mapping[str, Any], where: str) -> Story:
    opening = row["opening"]
    return Story(
        name=f"{where}: {row['name']}",
        opening=tuple(opening) if isinstance(opening, list) else (opening,),
        metadata=row.get("metadata") or {},
        answers={str(k): str(v) for k, v in (row.get("answers") or {}).items()},
        expected=row.get("expected") or {},
        interruptions=row.get("interruptions") or {},
        slots=row.get("slots") or {},
    )


def _answer(story: Story, question: str) -> str:
    return story.answers.get(question) or USUAL_ANSWERS.get(question, DONT_KNOW)


def _ended(run: Run) -> bool:
    """Whether the latest reply closes the conversation: after an answered question it may go on."""
    return any((message.get("custom") or {}).get("outcome") for message in run.turns[-1][1])


def _open_question(run: Run) -> str | None:
    asked = [(m.get("custom") or {}).get("question") for m in run.turns[-1][1]]
    named = [str(question) for question in asked if question]
    return named[-1] if named else None


def _check_interruption(run: Run, question: str, interruption: Mapping[str, Any]) -> None:
    customs = [m.get("custom") or {} for m in run.turns[-1][1]]
    for key in interruption.get("reply_has") or ():
        if not any(custom.get(key) for custom in customs):
            run.faults.append(f"reply to {interruption['say']!r} has no {key}")
    if interruption.get("returns", True) and _open_question(run) != question and not _ended(run):
        run.faults.append(f"after {interruption['say']!r} not back at {question}")


def _check(run: Run) -> None:
    handoff = run.last("handoff") or {}
    for key, value in run.story.expected.items():
        found = _found(run, handoff, key)
        if key == "max_turns":
            if len(run.turns) > int(value):
                run.faults.append(f"took {len(run.turns)} turns, at most {value} expected")
        elif found != value:
            run.faults.append(f"{key} is {found!r}, expected {value!r}")
    _check_no_question_twice(run)


def _found(run: Run, handoff: Mapping[str, Any], key: str) -> Any:
    if key == "primary":
        return (handoff.get("primary") or {}).get("route")
    if key == "secondary":
        return sorted(desk["route"] for desk in handoff.get("secondary") or ())
    if key in handoff:
        return handoff[key]
    if key == "urgent_notice":
        return next((c[key] for c in run.customs if c.get(key)), None)
    return run.last(key)


def _check_no_question_twice(run: Run) -> None:
    allowed = set(run.story.interruptions) | {"confirm_summary"}
    for number, question in enumerate(run.asked):
        if question in run.asked[:number] and question not in allowed:
            run.faults.append(f"{AGAIN}{question}")
