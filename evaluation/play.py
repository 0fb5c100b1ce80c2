"""Plays all stories against a running system and reports: `python -m evaluation.play`.

Conversations are told through the front door, one fresh sender each. The figures: share of
stories without a fault, share with the primary route as expected, median of user turns.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

import httpx

from evaluation.conversations import Message, Run, Story, play, read_stories

STORIES = Path(__file__).parent / "stories"


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


def figures(runs: Sequence[Run]) -> dict[str, Any]:
    """What the runs show together; shares between 0 and 1."""
    routed = [run for run in runs if "primary" in run.story.expected]
    right = [run for run in routed if not any(f.startswith("primary") for f in run.faults)]
    handed = [len(run.turns) for run in runs if run.last("outcome") == "handoff"]
    stuck = [run.story.name for run in runs if run.last("outcome") is None]
    kinds = sorted({run.story.name.split("/")[0] for run in runs})
    return {
        "stories": len(runs),
        "without_fault": _share([run for run in runs if not run.faults], runs),
        "primary_route_right": _share(right, routed),
        "median_turns_to_handoff": median(handed) if handed else None,
        "without_end": stuck,
        "by_kind": {
            kind: _share(
                [r for r in runs if r.story.name.startswith(f"{kind}/") and not r.faults],
                [r for r in runs if r.story.name.startswith(f"{kind}/")],
            )
            for kind in kinds
        },
    }


def _share(part: Sequence[Run], whole: Sequence[Run]) -> float:
    return round(len(part) / len(whole), 3) if whole else 0.0


def main() -> None:
    """Prints the figures as JSON and every fault; `--transcripts` writes who said what."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000/webhooks/rest/webhook")
    parser.add_argument("--stories", type=Path, default=STORIES)
    parser.add_argument("--transcripts", type=Path)
    arguments = parser.parse_args()
    with httpx.Client(timeout=60) as client:
        stories = read_stories(arguments.stories)
        runs = [play(story, talker(client, arguments.url, story)) for story in stories]
    sys.stdout.write(json.dumps(figures(runs), indent=2) + "\n")
    for run in runs:
        for fault in run.faults:
            sys.stdout.write(f"{run.story.name}: {fault}\n")
    if arguments.transcripts:
        arguments.transcripts.write_text("\n".join(map(transcript, runs)), encoding="utf-8")


def transcript(run: Run) -> str:
    """Who said what, for people to read."""
    lines = [f"## {run.story.name}"]
    for said, messages in run.turns:
        lines.append(f"> {said}")
        lines += [f"  {message['text']}" for message in messages]
    return "\n".join([*lines, f"faults: {run.faults}", ""])


if __name__ == "__main__":
    main()
