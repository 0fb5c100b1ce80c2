"""The masker: what identifies a third party is replaced by its kind, as in `[naam]`.

Own recognisers and checksums (design: a large name model is too heavy and misses what people
type in lower case). Ages, roles and nationalities stay: the signal needs them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import yaml

from actions.adapters.masking_names import NameFinder
from actions.adapters.masking_numbers import RECOGNISERS
from actions.adapters.masking_reading import read
from actions.adapters.masking_spans import Span
from actions.adapters.masking_words import NameWords
from actions.service_layer.records import MaskedText

SHIPPED = Path(__file__).parent.parent / "data" / "masking.yml"
NAMES = ("masking_names.yml", "masking_names_listed.yml")
"""The lists of names, beside the other lists."""


class TextMasker:
    """Replaces numbers first, then names in what is left; safe to share between threads.

    `place_names` gives words that are places and so no persons (the directory's towns).
    """

    def __init__(
        self,
        labels: dict[str, str],
        words: NameWords,
        place_names: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        self._labels = labels
        self._labelled = re.compile("|".join(map(re.escape, labels.values())))
        self._names = NameFinder(words, place_names)

    @classmethod
    def from_file(
        cls, path: Path = SHIPPED, place_names: Callable[[], Iterable[str]] = tuple
    ) -> "TextMasker":
        """A masker with the lists of a file, and the names of the files beside it."""
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        # The parser in C, where there is one: thirty times as fast over so many names.
        fast = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        names = [yaml.load((path.parent / name).read_bytes(), fast) for name in NAMES]  # noqa: S506
        return cls(data["labels"], NameWords.from_lists(data, names), place_names)

    def mask(self, text: str) -> MaskedText:
        """The text with third parties' data replaced."""
        return self._replaced(text, self.spans(text))

    def spans(self, text: str) -> list[Span]:
        """What is taken out of a text, in its order; no two overlap."""
        reading = read(text)
        plain = reading.plain
        found: list[Span] = []
        # What was masked before stays as it is, so that masking twice changes nothing.
        taken = bytearray(len(plain))
        for label in self._labelled.finditer(plain):
            taken[label.start() : label.end()] = b"\x01" * len(label.group())
        for recognise in RECOGNISERS:
            found += _claimed(recognise(plain), taken)
        found += _claimed(self._names.find(plain, bytes(taken)), taken)
        return [Span(*reading.typed(s.start, s.end), s.kind) for s in sorted(found)]

    def _replaced(self, text: str, spans: list[Span]) -> MaskedText:
        pieces, position = [], 0
        for span in spans:
            pieces += [text[position : span.start], self._labels[span.kind]]
            position = span.end
        found = tuple(sorted({span.kind for span in spans}))
        return MaskedText("".join((*pieces, text[position:])), found)


def _claimed(found: Iterable[Span], taken: bytearray) -> Iterator[Span]:
    # The first recogniser to claim a piece of text keeps it: the surest ones come first.
    for span in found:
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\x01" * (span.end - span.start)
            yield span
