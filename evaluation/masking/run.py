"""Measures the masker: `python -m evaluation.masking.run FILE.jsonl`; `--help` tells more.

Recall counts annotated spans of which every character is masked, under whatever label; precision
counts masked stretches that touch an annotated span. The places of the directory are known.
"""

import argparse
import sys
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import actions.data
from actions.adapters.directory_file import ReloadingDirectory
from actions.adapters.masking import TextMasker
from evaluation.masking.scores import (
    MEASURES,
    NUMBERS,
    Sentence,
    Stretch,
    interval,
    read_sentences,
    score,
)


def line(name: str, sentences: Sequence[Sentence], labels: Collection[str] | None) -> str:
    """Precision, recall and F1 with their intervals, and how many spans were annotated."""
    whole = score(sentences, labels)
    cells = [f"{name:<16}{whole.annotated:>4}"]
    for measure in MEASURES:
        low, high = interval(sentences, measure, labels)
        cells.append(f"{measure(whole):.3f} [{low:.3f}, {high:.3f}]")
    return "  ".join(cells)


def figures(sentences: Sequence[Sentence]) -> list[str]:
    """The figures over all labels, over all numbers, and a line for each label."""
    labels = {s.label for each in sentences for s in (*each.annotated, *each.masked)}
    return [
        "label, annotated, precision, recall, F1",
        line("all together", sentences, None),
        line("numbers", sentences, NUMBERS),
        *(line(label, sentences, {label}) for label in sorted(labels)),
    ]


def faults(sentences: Iterable[Sentence]) -> Iterator[str]:
    """Every miss and every false alarm, in the order of the texts."""
    for each in sentences:
        for miss in each.missed():
            yield f"missed {miss.label} <{each.text[miss.start : miss.end]}>: {each.text}"
        for alarm in each.false_alarms():
            yield f"false alarm {alarm.label} <{each.text[alarm.start : alarm.end]}>: {each.text}"


def masked(masker: TextMasker, sentence: Sentence) -> tuple[Sentence, float]:
    """The sentence with what the masker takes out of it, and the milliseconds it cost."""
    started = time.process_time()
    spans = masker.spans(sentence.text)
    took = (time.process_time() - started) * 1000
    return replace(sentence, masked=tuple(Stretch(s.start, s.end, s.kind) for s in spans)), took


def own_masker() -> TextMasker:
    """The masker as the product has it, with the places of the shipped directory."""
    directory = ReloadingDirectory(Path(actions.data.__path__[0]) / "directory")
    towns = directory.current(datetime.now(UTC)).municipalities.values()
    names = [name for t in towns for name in (t.name, *t.towns, *t.neighbourhoods)]
    return TextMasker.from_file(place_names=lambda: names)


def main() -> None:
    """Reads the arguments, masks, prints the figures, the time taken, and the faults."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--figures", action="store_true", help="leave the texts unread")
    arguments = parser.parse_args()
    masker = own_masker()
    masker.spans("De eerste zin laadt de woordenlijst.")
    done = [masked(masker, each) for each in read_sentences(arguments.file)]
    sentences, took = [each for each, _ in done], sorted(ms for _, ms in done)
    p50, p95 = (took[int(share * len(took))] for share in (0.5, 0.95))
    lines = [*figures(sentences), f"ms of processor a message: p50 {p50:.2f}, p95 {p95:.2f}"]
    lines += [] if arguments.figures else faults(sentences)
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
