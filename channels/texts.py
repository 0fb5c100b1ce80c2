"""What the doors say to people: YAML by language, looked up by key."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from actions.domain.codes import Language

TEXTS_DIR = Path(__file__).parent / "texts"


class MissingTextError(KeyError):
    """No text exists for this key in this language."""


class Texts:
    """The door's sentences, `file.key` by language; Dutch and English are complete."""

    def __init__(self, entries: Mapping[Language, Mapping[str, str]]) -> None:
        self._entries = entries

    def say(self, language: Language, key: str, **values: object) -> str:
        """The sentence of `key` with `{name}` places filled in; raises MissingTextError."""
        return self._entry(language, key).format_map(values)

    def section(self, language: Language, name: str) -> dict[str, str]:
        """All sentences of one file, by short key, their places not filled in."""
        prefix = f"{name}."
        found = {
            key.removeprefix(prefix): text
            for key, text in self._entries[language].items()
            if key.startswith(prefix)
        }
        if not found:
            raise MissingTextError(f"{language}: {name}")
        return found

    def keys(self, language: Language) -> frozenset[str]:
        """Every key that has a sentence in this language."""
        return frozenset(self._entries[language])

    def _entry(self, language: Language, key: str) -> str:
        try:
            return self._entries[language][key]
        except KeyError:
            raise MissingTextError(f"{language}: {key}") from None


def load_texts(root: Path = TEXTS_DIR) -> Texts:
    """Read every `<language>/<file>.yml` below `root`."""
    return Texts({language: _read(root / language) for language in Language})


def _read(folder: Path) -> dict[str, str]:
    entries: dict[str, str] = {}
    for file in sorted(folder.glob("*.yml")):
        # libyaml reads what the pure reader does, some ten times as fast.
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        entries.update({f"{file.stem}.{key}": str(text) for key, text in content.items()})
    return entries
