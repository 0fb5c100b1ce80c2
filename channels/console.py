"""What the command line says: sentences from the texts, in the language of the terminal."""

from collections.abc import Callable, Mapping

from actions.domain.codes import Language
from channels.texts import Texts

Write = Callable[[str], None]


class Console:
    """Says sentences by key; `write` puts one line on the terminal."""

    def __init__(self, texts: Texts, language: Language, write: Write) -> None:
        self._texts = texts
        self.language = language
        self._write = write

    def say(self, key: str, **values: object) -> None:
        """One line; `{name}` places are filled in."""
        self._write(self.text(key, **values).rstrip())

    def text(self, key: str, **values: object) -> str:
        """The sentence itself, for where it is part of something else."""
        return self._texts.say(self.language, f"cli.{key}", **values)

    def code(self, kind: str, code: str) -> str:
        """What people call a code of the contract."""
        return self._texts.say(self.language, f"codes.{kind}_{code}")

    def show(self, line: str) -> None:
        """A line that is data already, such as an answer of the bot."""
        self._write(line)


def terminal_language(environ: Mapping[str, str]) -> Language:
    """English for an English locale, else Dutch."""
    locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return Language.EN if locale.lower().startswith("en") else Language.NL
