"""Texts for people, read from YAML by language and dotted key."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from actions.domain.codes import Language

SHIPPED = Path(__file__).parent.parent / "texts"


@dataclass(frozen=True, slots=True)
class Texts:
    """One file of texts in every language the bot answers in."""

    by_language: Mapping[Language, Mapping[str, Any]]

    @classmethod
    def load(cls, name: str, folder: Path = SHIPPED) -> "Texts":
        """Reads `<folder>/<language>/<name>.yml` for each language."""
        return cls(
            {
                language: yaml.safe_load(
                    (folder / language.value / f"{name}.yml").read_text(encoding="utf-8")
                )
                for language in Language
            }
        )

    def get(self, language: Language, key: str, **values: object) -> str:
        """The text under a dotted key, filled in; KeyError names a key that is missing."""
        return str(self.find(language, key)).format(**values)

    def label(self, language: Language, kind: str, code: str | None) -> str:
        """What people call a code; the code itself where it is free text."""
        labels = self.find(language, f"labels.{kind}", default={})
        return str(labels.get(code or "unknown", code or self.find(language, "labels.unknown")))

    def find(self, language: Language, key: str, default: Any = None) -> Any:
        """The value under a dotted key, a list or mapping included."""
        value: Any = self.by_language[language]
        for part in key.split("."):
            if not isinstance(value, Mapping) or part not in value:
                if default is not None:
                    return default
                raise KeyError(f"text {key!r} is missing in {language.value}")
            value = value[part]
        return value
