"""A message that was trained on, or nearly, is found in what is measured with."""

from evaluation.leak_sources import Text
from evaluation.leaks import Leak, fold, jaccard, leaks, report, shingles

LONG = "er slapen twaalf mannen in die woning boven de winkel"


def _found(training: str, evaluation: str) -> list[Leak]:
    return list(leaks([Text("train:1", training)], [Text("test:1", evaluation)]))


def test_case_accents_and_punctuation_are_no_difference() -> None:
    assert fold("  Hé, SLAAPT hij-hier?! ") == "he slaapt hij hier"
    assert _found(LONG, f"{LONG.upper()} …!") == [Leak("train:1", "test:1", 1.0, False)]


def test_a_slip_of_the_pen_is_still_a_leak() -> None:
    (leak,) = _found(LONG, LONG.replace("woning", "wonning"))
    assert 0.8 <= leak.overlap < 1.0


def test_another_story_is_none() -> None:
    assert _found(LONG, "er werken twaalf vrouwen in die fabriek naast de haven") == []


def test_short_messages_are_exempt_and_counted_apart() -> None:
    found = report(_found("weet ik niet", "weet ik niet"))
    assert (found["leaks"], found["exempt"], found["pairs"]) == (0, 1, [])


def test_counts_are_kept_by_set() -> None:
    assert report(_found(LONG, LONG))["by_set"] == {"test": 1}


def test_the_index_finds_what_comparing_everything_finds() -> None:
    words = LONG.split()
    texts = [Text(f"t:{n}", " ".join(words[n:] + words[:n])) for n in range(len(words))]
    everything = [
        (a.id, b.id)
        for b in texts
        for a in texts
        if jaccard(shingles(fold(a.text)), shingles(fold(b.text))) >= 0.8
    ]
    assert [(leak.training, leak.evaluation) for leak in leaks(texts, texts)] == everything
