"""`nietpluis review`: hardly understood messages, one by one, to be labelled or dropped."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from actions.conversation import UncertainTurn, UncertainTurns, uncertain_turns
from channels.commands.context import console, one_clear_line, services, settings
from channels.console import Console
from channels.setup_steps import SetupError
from channels.system import ROOT
from evaluation.improvement.labels import RefusedError, read_intents, read_label
from evaluation.improvement.placing import Files, Mask, add_case, add_example, add_story


class As(StrEnum):
    """What becomes of a message."""

    EXAMPLE = "example"
    CASE = "case"
    STORY = "story"
    DROP = "drop"


def review(
    number: Annotated[str, typer.Argument(help="The message, as the list numbers it")] = "",
    become: Annotated[As | None, typer.Option("--as", help="What it becomes")] = None,
    text: Annotated[str, typer.Option(help="The text, where it must read otherwise")] = "",
    intent: Annotated[str, typer.Option(help="What the message does")] = "",
    fact: Annotated[list[str] | None, typer.Option(help="Such as form=labour")] = None,
    kind: Annotated[str, typer.Option(help="Of a story: what the person does")] = "",
    name: Annotated[str, typer.Option(help="Of a story: what happens, in a sentence")] = "",
    expect: Annotated[list[str] | None, typer.Option(help="Of a story: primary=police")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="List them for a program")] = False,
    root: Annotated[Path, typer.Option(help="The project's root", hidden=True)] = ROOT,
) -> None:
    """Go through what was hardly understood; without options, one by one in this terminal."""
    say = console()
    with one_clear_line(say):
        desk = Desk(say, Files(root.absolute()))
        if as_json:
            say.show(json.dumps({"messages": desk.rows()}, ensure_ascii=False, indent=2))
        elif number or become:
            given = Given(become, text, intent, fact or [], kind, name, expect or [])
            desk.settle(number, given)
        else:
            desk.one_by_one()


class Given:
    """What the maintainer said of one message."""

    def __init__(
        self,
        become: As | None,
        text: str = "",
        intent: str = "",
        facts: Sequence[str] = (),
        kind: str = "",
        name: str = "",
        expect: Sequence[str] = (),
    ) -> None:
        self.become = become
        self.text = text
        self.intent = intent
        self.facts = facts
        self.kind = kind
        self.name = name
        self.expect = expect


class Desk:
    """The messages that wait, and the files that they go to."""

    def __init__(self, say: Console, files: Files) -> None:
        wired = services()
        masker = wired.parts.masker
        self._say = say
        self._files = files
        self._mask: Mask = lambda text: masker.mask(text).found
        self._store: UncertainTurns = uncertain_turns(settings(), wired.now)
        self.intents = read_intents(files.root / "bot" / "domain")

    def rows(self) -> list[dict[str, Any]]:
        """All that waits, for JSON."""
        return [{"id": key, **asdict(turn)} for key, turn in self._store.waiting().items()]

    def settle(self, number: str, given: Given) -> None:
        """Do with one message what was said; raises SetupError with what is wrong with that."""
        turn = self._store.waiting().get(number)
        if turn is None:
            raise SetupError("review_unknown", id=number)
        try:
            self._place(turn, given)
        except RefusedError as error:
            raise SetupError(error.key, **error.values) from error
        self._store.done(number)

    def one_by_one(self) -> None:
        """Show each and ask what becomes of it; what is refused is asked again."""
        from rich.prompt import Prompt  # only where a person sits at the terminal

        waiting = self._store.waiting()
        self._say.say("review_waiting", count=len(waiting))
        for place, (key, turn) in enumerate(waiting.items(), 1):
            self._show(place, len(waiting), turn)
            while True:
                asked = self._say.text("review_ask").strip()
                choice = Prompt.ask(asked, choices=list("012345"), default="5")
                if choice == "0":
                    return
                if choice == "5" or self._settled(key, self._asked(choice, turn)):
                    break

    def _settled(self, key: str, given: Given) -> bool:
        try:
            self.settle(key, given)
        except SetupError as error:
            self._say.say(error.key, **error.values)
            return False
        return True

    def _asked(self, choice: str, turn: UncertainTurn) -> Given:
        from rich.prompt import Prompt

        def ask(key: str, default: str = "") -> str:
            return Prompt.ask(self._say.text(key).strip(), default=default)

        become = list(As)[int(choice) - 1]
        if become is As.DROP:
            return Given(become)
        text = ask("review_ask_text", turn.text)
        if become is As.STORY:
            kind, name = ask("review_ask_kind"), ask("review_ask_name")
            return Given(
                become, text, kind=kind, name=name, expect=ask("review_ask_expect").split()
            )
        self._say.say("review_intents", intents=", ".join(self.intents))
        intent = ask("review_ask_intent", turn.understood)
        return Given(become, text, intent, ask("review_ask_facts").split())

    def _place(self, turn: UncertainTurn, given: Given) -> None:
        text = given.text or turn.text
        if given.become is None:
            raise RefusedError("review_as_what", codes=", ".join(As))
        if given.become is As.DROP:
            self._say.say("review_dropped")
            return
        if given.become is As.STORY:
            expected = {k: yaml.safe_load(v) for k, v in _pairs(given.expect)}
            if not (expected and given.kind and given.name):
                raise RefusedError("review_story_needs")
            path = add_story(self._files, text, given.kind, given.name, expected, self._mask)
        else:
            label = read_label(text, given.intent, given.facts, self.intents)
            add = add_example if given.become is As.EXAMPLE else add_case
            path = add(self._files, label, self._mask)
        self._say.say("review_placed", file=path.relative_to(self._files.root))

    def _show(self, place: int, of: int, turn: UncertainTurn) -> None:
        from rich.console import Console as Terminal
        from rich.panel import Panel

        why = ", ".join(self._say.text(f"doubt_{doubt}").strip() for doubt in turn.doubts)
        ranking = ", ".join(f"{intent} {value:.2f}" for intent, value in turn.ranking)
        values = {"why": why, "understood": turn.understood, "ranking": ranking}
        lines = self._say.text("review_read", **values, asked=turn.asked or "-", day=turn.day)
        Terminal().print(Panel(f"{turn.text}\n\n{lines.strip()}", title=f"{place}/{of}"))


def _pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    return [(name, value) for name, _, value in (word.partition("=") for word in words)]
