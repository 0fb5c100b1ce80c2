"""Which words of people stand for which sector of the contract."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

SECTORS = Path(__file__).parents[1] / "actions" / "data" / "sectors.yml"
Words = Mapping[str, Sequence[str]]


@cache
def read_sector_words(path: Path = SECTORS) -> Words:
    """The words for each sector code, lower case."""
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))["sectors"]
    return {
        row["code"]: [w.lower() for w in (*row["words"], *row["label"].values())] for row in rows
    }


def sector_agrees(gold: str, stored: str, words: Words) -> bool:
    """Whether a word for the work belongs to the stored sector.

    The longest known word within it decides ("tuinbouw" is no "bouw"), else the known words that
    begin with it.
    """
    gold = gold.lower()
    held = {word: code for code, known in words.items() for word in known if word in gold}
    if held:
        return stored in (held[max(held, key=len)], gold)
    return gold == stored or any(word.startswith(gold) for word in words.get(stored, ()))
