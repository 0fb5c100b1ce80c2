"""What all conditions share in one run: a trained model that stays loaded, and what it read."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path

from actions.config import read_settings
from actions.conversation import Tools
from evaluation.nlu.run import BOT, BOT_SIDE
from evaluation.nlu.scores import Parsed
from evaluation.running import System, own_tools, started_system
from knowledge.retrieval import Retriever, open_retriever

PYTHON = BOT / ".venv" / "bin" / "python"
MARK = "PARSED "


class ParserGoneError(RuntimeError):
    """The bot's side ended while it was asked something."""


class Parser:
    """The trained model in a process of the bot's environment; it is loaded once."""

    def __init__(self, model: Path, log: Path) -> None:
        self._log = log
        command = [str(PYTHON), str(BOT_SIDE / "parse.py"), str(model.resolve()), str(BOT)]
        with log.open("wb") as errors:
            self._process = subprocess.Popen(  # noqa: S603 (our own script)
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
            )
        self._read: dict[str, Parsed] = {}

    def parse(self, texts: Sequence[str]) -> list[Parsed]:
        """What the model makes of each text, each read once; raises ParserGoneError."""
        for text in texts:
            if text not in self._read:
                self._read[text] = self._ask(text)
        return [self._read[text] for text in texts]

    def close(self) -> None:
        """Ends the process."""
        self._process.kill()
        self._process.wait()

    def _ask(self, text: str) -> Parsed:
        asked, answers = self._process.stdin, self._process.stdout
        if asked is None or answers is None:
            raise ParserGoneError("the bot's side has no pipes")
        try:
            asked.write(json.dumps(text) + "\n")
            asked.flush()
        except BrokenPipeError:
            raise ParserGoneError(self._log.read_text()[-2000:]) from None
        for line in answers:
            if line.startswith(MARK):
                parsed: Parsed = json.loads(line.removeprefix(MARK))
                return parsed
        raise ParserGoneError(self._log.read_text()[-2000:])


class Bench:
    """The model under test, with everything that is made when a condition first asks for it."""

    def __init__(self, model: Path, folder: Path, index: Path, fast: bool, held: ExitStack) -> None:
        self.model = model
        self.folder = folder
        self.index = index
        self.fast = fast
        self._held = held

    @cached_property
    def parser(self) -> Parser:
        """The model, loaded."""
        parser = Parser(self.model, self.folder / "parser.log")
        self._held.callback(parser.close)
        return parser

    @cached_property
    def tools(self) -> Tools:
        """The conversation's tools over an empty store of their own."""
        return own_tools(self.folder)

    @cached_property
    def retriever(self) -> Retriever:
        """The knowledge base of this installation; raises IndexUnusableError where it has none."""
        return open_retriever(self.index)

    @cached_property
    def system(self) -> System:
        """The whole system, started with the model under test and an empty store."""
        return self._held.enter_context(started_system(self.model))


@contextmanager
def opened(model: Path, index: Path | None = None, fast: bool = False) -> Iterator[Bench]:
    """A bench for this trained model; what it started ends with it.

    `index` is the knowledge base, by default this installation's.
    """
    own = index or read_settings(os.environ).var_dir / "index"
    with tempfile.TemporaryDirectory(prefix="nietpluis-bench-") as folder, ExitStack() as held:
        yield Bench(model, Path(folder), own, fast, held)
