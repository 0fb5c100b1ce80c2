"""What a maintainer says of a message: intent and facts in the project's own codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from actions.domain.codes import (
    AdjacentConcern,
    AgeGroup,
    Disclosure,
    ExploitationForm,
    Role,
    Setting,
    Source,
)

DANGER_INTENT = "danger_now"
FALLBACK = "nlu_fallback"
"""What the bot says where no intent fitted: nobody means it, so no message is labelled so."""
YES_NO = ("yes", "no")
CODES: Mapping[str, Sequence[str]] = {
    "form": tuple(ExploitationForm),
    "adjacent": tuple(AdjacentConcern),
    "age_group": tuple(AgeGroup),
    "setting": tuple(Setting),
    "source": tuple(Source),
    "disclosure": tuple(Disclosure),
    "role": tuple(Role),
    "ongoing": YES_NO,
    "danger": YES_NO,
    "unaccompanied_minor": YES_NO,
    "address_involved": YES_NO,
    "help_asked": YES_NO,
}
"""By fact, what it may be; `sector` takes a word of the text itself."""
FREE = ("sector",)


class RefusedError(Exception):
    """The message cannot be taken in as given; `key` and `values` make the line that says why."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True)
class Label:
    """A message with what a careful reader takes from it; what is not named was not told."""

    text: str
    intent: str
    facts: Mapping[str, str]

    def as_training(self) -> dict[str, Any]:
        """As an example of the bot's training data."""
        acute = self.intent == DANGER_INTENT or self.facts.get("danger") == "yes"
        told = {name: _training(name, value) for name, value in self.facts.items()}
        return {"text": self.text, "metadata": {**told, "danger": _acute(acute)}}

    def as_case(self) -> dict[str, Any]:
        """As an annotated message of the evaluation."""
        told = {name: _annotated(name, value) for name, value in self.facts.items()}
        return {"text": self.text, "intent": self.intent, **told}


def read_label(text: str, intent: str, facts: Sequence[str], intents: Sequence[str]) -> Label:
    """A label from `name=code` words; raises RefusedError where a code is not the project's."""
    if intent not in intents:
        raise RefusedError("code_unknown", value=intent, kind="intent", codes=", ".join(intents))
    given = dict(word.partition("=")[::2] for word in facts)
    for name, value in given.items():
        allowed = CODES.get(name, () if name not in FREE else (value,))
        if value not in allowed:
            names = ", ".join(allowed or (*CODES, *FREE))
            raise RefusedError("code_unknown", value=value or name, kind=name, codes=names)
    return Label(" ".join(text.split()), intent, given)


def read_intents(domain: Path) -> list[str]:
    """The intents that a message may have, by name."""
    found: set[str] = set()
    for path in domain.glob("*.yml"):
        listed = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("intents") or ()
        found |= {next(iter(each)) if isinstance(each, dict) else str(each) for each in listed}
    return sorted(found - {FALLBACK})


def _acute(acute: bool) -> str:
    return "acute" if acute else "not_acute"


def _training(name: str, value: str) -> Any:
    return _annotated(name, value) if name != "ongoing" else value


def _annotated(name: str, value: str) -> Any:
    if name == "ongoing" or value not in YES_NO:
        return value
    return value == "yes"
