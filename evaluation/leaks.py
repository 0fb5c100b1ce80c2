"""Near-duplicates between training and evaluation: `python -m evaluation.leaks [--json FILE]`.

Texts are folded (case, accents, punctuation) and cut into shingles of characters; a pair of
which the shingles overlap by 0.8 or more (Jaccard) counts as a leak. Messages of fewer than four
words are exempt ("ja", "weet ik niet" are what everybody types) and counted apart. Ends with
status 1 where there is a leak.
"""

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evaluation.leak_sources import SETS, Text, evaluation_texts, training_texts

SHINGLE = 4
LIMIT = 0.8
LEAST_WORDS = 4
NOT_A_WORD = re.compile(r"[^a-z0-9]+")
Shingles = frozenset[str]


@dataclass(frozen=True)
class Leak:
    """Two texts that are nearly the same, by id; `overlap` is Jaccard, 0 to 1."""

    training: str
    evaluation: str
    overlap: float
    exempt: bool


def fold(text: str) -> str:
    """Lower case without accents and punctuation, one space between words."""
    plain = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return NOT_A_WORD.sub(" ", letters).strip()


def shingles(folded: str) -> Shingles:
    """All stretches of four characters, with a space at both ends."""
    padded = f" {folded} "
    return frozenset(padded[i : i + SHINGLE] for i in range(max(len(padded) - SHINGLE + 1, 1)))


def leaks(
    training: Sequence[Text], evaluation: Sequence[Text], limit: float = LIMIT
) -> Iterator[Leak]:
    """Every pair that overlaps by the limit or more, in the order of the evaluation."""
    sets = [shingles(fold(text.text)) for text in training]
    index = _Index(sets, limit)
    for text in evaluation:
        folded = fold(text.text)
        mine = shingles(folded)
        exempt = len(folded.split()) < LEAST_WORDS
        for number in sorted(index.candidates(mine)):
            overlap = jaccard(mine, sets[number])
            if overlap >= limit:
                yield Leak(training[number].id, text.id, round(overlap, 3), exempt)


def jaccard(one: Shingles, other: Shingles) -> float:
    """Share of the shingles of two texts that both have, 0 to 1."""
    return len(one & other) / len(one | other)


class _Index:
    """Which texts can reach the limit: they share one of the rarest shingles of either.

    Prefix filtering (Chaudhuri and others 2006): two sets with Jaccard t share one of the
    |s| - ceil(t |s|) + 1 rarest elements of each, so only these need looking at.
    """

    def __init__(self, sets: Sequence[Shingles], limit: float) -> None:
        self.limit = limit
        self.often = Counter(piece for one in sets for piece in one)
        self.rows: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(sets):
            for piece in self._rarest(one):
                self.rows[piece].append(number)

    def candidates(self, one: Shingles) -> set[int]:
        return {number for piece in self._rarest(one) for number in self.rows.get(piece, ())}

    def _rarest(self, one: Shingles) -> list[str]:
        needed = len(one) - int(self.limit * len(one) - 1e-9) + 1
        return sorted(one, key=lambda piece: (self.often[piece], piece))[:needed]


def report(found: Sequence[Leak]) -> dict[str, Any]:
    """Counts per evaluation set, and every pair by its ids."""
    counted = [leak for leak in found if not leak.exempt]
    sets = Counter(leak.evaluation.partition(":")[0] for leak in counted)
    return {
        "leaks": len(counted),
        "exempt": len(found) - len(counted),
        "by_set": dict(sorted(sets.items())),
        "pairs": [asdict(leak) for leak in counted],
    }


def main() -> None:
    """Reads both sides, prints the counts and pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=SETS, action="append", help="only these evaluation sets")
    parser.add_argument("--json", type=Path, help="write the counts and pairs")
    parser.add_argument("--texts", action="store_true", help="show the texts beside the ids")
    arguments = parser.parse_args()
    training = list(training_texts())
    evaluation = list(evaluation_texts(arguments.set or SETS))
    found = report(list(leaks(training, evaluation)))
    found |= {"training": len(training), "evaluation": len(evaluation)}
    if arguments.json:
        arguments.json.write_text(json.dumps(found, indent=1), "utf-8")
    texts = {text.id: text.text for text in (*training, *evaluation)} if arguments.texts else {}
    sys.stdout.write(as_page(found, texts))
    raise SystemExit(1 if found["leaks"] else 0)


def as_page(found: dict[str, Any], texts: dict[str, str]) -> str:
    """The counts, then a line for each pair."""
    lines = [
        f"{found['evaluation']} evaluation texts against {found['training']} training texts",
        f"leaks {found['leaks']} {found['by_set']}; short messages, exempt: {found['exempt']}",
    ]
    for pair in found["pairs"]:
        lines.append(f"{pair['overlap']:.2f} {pair['evaluation']} = {pair['training']}")
        lines += [f"     {texts[pair[side]]}" for side in ("evaluation", "training") if texts]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
