"""Plays all stories against a running system and reports: `python -m evaluation.play`.

Conversations are told through the front door, one fresh sender each. The facts of the stories
are compared with the signals that were stored, read with a token of this environment's
installation or with `--token`; `--start` starts a system with a store of its own for it.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from evaluation.conversations import Message, Run, Story, play, read_stories
from evaluation.figures import Report, figures
from evaluation.running import started_system
from evaluation.sectors import read_sector_words
from evaluation.slots import Told, compare
from evaluation.stored import MOST, Signal, from_handoff, own_token, read_signals

STORIES = Path(__file__).parent / "stories"
WEBHOOK = "/webhooks/rest/webhook"
URL = f"http://127.0.0.1:8000{WEBHOOK}"


def talker(client: httpx.Client, url: str, story: Story) -> Any:
    """A person who tells this story: a function from what is said to the bot's messages."""
    sender = uuid4().hex

    def talk(text: str) -> list[Message]:
        body = {"sender": sender, "message": text, "metadata": dict(story.metadata)}
        answer = client.post(url, json=body)
        if answer.status_code != httpx.codes.OK:
            return [{"text": f"status {answer.status_code}", "custom": {"error": "http"}}]
        messages: list[Message] = answer.json()
        return messages

    return talk


def compared(runs: Sequence[Run], signals: Mapping[str, Signal]) -> dict[str, list[Told]]:
    """By story name, the gold fields of each conversation that was handed over."""
    words, told = read_sector_words(), {}
    for run in runs:
        handoff = run.last("handoff")
        if handoff and run.story.slots:
            signal = signals.get(handoff["reference"]) or from_handoff(handoff)
            told[run.story.name] = compare(run.story.slots, signal, words)
    return told


def measure(
    url: str, stories: Sequence[Story], token: str | None, most: int = MOST
) -> tuple[list[Run], Report]:
    """All conversations, one after the other, and their figures.

    Signals are read after every `most` conversations: the API lists no more at a time.
    """
    runs: list[Run] = []
    signals: dict[str, Signal] = {}
    with httpx.Client(timeout=60) as client:
        for first in range(0, len(stories), most):
            began = datetime.now(UTC)
            some = stories[first : first + most]
            runs += [play(story, talker(client, url, story)) for story in some]
            if token:
                signals |= read_signals(client, url.removesuffix(WEBHOOK), token, began)
    report = figures(runs, compared(runs, signals))
    return runs, report | {"signals_read": len(signals)}


def main() -> None:
    """Prints the figures as JSON and every fault."""
    arguments = _arguments()
    stories = read_stories(arguments.stories)
    if arguments.start:
        with started_system() as system:
            runs, report = measure(f"{system.url}{WEBHOOK}", stories, system.token())
    else:
        runs, report = measure(arguments.url, stories, arguments.token or own_token())
    if arguments.json:
        arguments.json.write_text(json.dumps(report, ensure_ascii=False, indent=1), "utf-8")
    if arguments.transcripts:
        arguments.transcripts.write_text("\n".join(map(transcript, runs)), encoding="utf-8")
    sys.stdout.write(as_page(report))


def as_page(report: Report) -> str:
    """The figures, and every fault and wrong field of every conversation."""
    shown = {name: value for name, value in report.items() if name != "cases"}
    lines = [json.dumps(shown, indent=2)]
    for case in report["cases"]:
        told = [f"asked {question}, which was told" for question in case["told_and_asked"]]
        lines += [f"{case['id']}: {f}" for f in (*case["faults"], *case["slots_wrong"], *told)]
    return "\n".join(lines) + "\n"


def transcript(run: Run) -> str:
    """Who said what, for people to read."""
    lines = [f"## {run.story.name}"]
    for said, messages in run.turns:
        lines.append(f"> {said}")
        lines += [f"  {message['text']}" for message in messages]
    return "\n".join([*lines, f"faults: {run.faults}", ""])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default=URL)
    parser.add_argument("--stories", type=Path, default=STORIES)
    parser.add_argument("--token", help="from `nietpluis token`, for all desks")
    parser.add_argument("--start", action="store_true", help="start a system of its own")
    parser.add_argument("--json", type=Path, help="write the figures and every case")
    parser.add_argument("--transcripts", type=Path, help="write who said what")
    return parser.parse_args()


if __name__ == "__main__":
    main()
