"""What the rules make of an age in a message."""

from datetime import date
from pathlib import Path

from components.age_rules import age_facts, load_age_words

WORDS = load_age_words(Path(__file__).resolve().parents[2] / "bot/data/lookups/ages.yml")
TODAY = date(2026, 6, 15)


def group(text: str) -> str | None:
    """The age group that the message tells, where it tells one."""
    told = _told(text, "age_group")
    return str(told[0]) if told else None


def ages(text: str) -> list[object]:
    """Every age in years that the message tells."""
    return _told(text, "age")


def _told(text: str, name: str) -> list[object]:
    return [f.value for f in age_facts(text, WORDS, today=TODAY) if f.name == name]
