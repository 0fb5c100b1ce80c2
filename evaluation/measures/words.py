"""Conditions on words alone: what is masked, noticed, in which language, and how plainly said."""

from pathlib import Path

from actions.adapters.indicator_file import load_indicators
from actions.domain.indicators import Kind
from evaluation.bench import Bench
from evaluation.conditions import Case, Condition, Measured
from evaluation.indicators.scores import Outcome, outcome, read_observations, tally
from evaluation.intervals import Score, measured, share
from evaluation.language.run import ANSWERED, ours, read_lines
from evaluation.leak_sources import SETS, evaluation_texts, training_texts
from evaluation.leaks import leaks
from evaluation.masking.run import masked, own_masker
from evaluation.masking.scores import NUMBERS, Sentence, read_sentences, score
from evaluation.plain import LONGEST, flesch_douma, lengths, sentences_of, texts_for_people
from evaluation.vector_leaks import own_embedder, vector_leaks


def masking(bench: Bench, condition: Condition, data: Path) -> Measured:
    """Third parties' data: what is taken out whole, and what was rightly taken out."""
    masker = own_masker()
    done = [masked(masker, each)[0] for each in read_sentences(data)]
    scores = {
        "recall": measured(done, lambda drawn: score(drawn).recall),
        "precision": measured(done, lambda drawn: score(drawn).precision),
        "numbers_recall": measured(done, lambda drawn: score(drawn, NUMBERS).recall),
        "names_recall": measured(done, lambda drawn: score(drawn, {"name"}).recall),
    }
    return Measured(scores, [_masked(str(n), each) for n, each in enumerate(done, 1)])


def indicators(bench: Bench, condition: Condition, data: Path) -> Measured:
    """Signals noticed in an observation, as the product is wired; circumstances left out."""
    entries = load_indicators().entries
    outcomes = []
    for seen in read_observations(data):
        found = {each.code for each in bench.tools.services.find_indicators(seen.text)}
        told = {c for c in found if entries[c].kind is not Kind.CIRCUMSTANCE}
        outcomes.append(outcome(seen, told, context=False, strict=False))
    quiet = [each for each in outcomes if not each.expected]
    scores: dict[str, Score] = {
        "f1": measured(outcomes, lambda drawn: tally(drawn).f1),
        "precision": measured(outcomes, lambda drawn: tally(drawn).precision),
        "recall": measured(outcomes, lambda drawn: tally(drawn).recall),
        "silent": share(sum(not each.found for each in quiet), len(quiet)),
    }
    return Measured(scores, [_noticed(str(n), each) for n, each in enumerate(outcomes, 1)])


def languages(bench: Bench, condition: Condition, data: Path) -> Measured:
    """Short first messages: the language they are in, and whether it is one we answer in."""
    detect = ours()
    pairs = [(line, detect(line.text)) for line in read_lines(data)]
    spoken = [(line, found) for line, found in pairs if line.language in ANSWERED]
    foreign = [(line, found) for line, found in pairs if line.language not in ANSWERED]
    scores = {
        "right": share(sum(line.language == f for line, f in pairs), len(pairs)),
        "spoken": share(sum(line.language == f for line, f in spoken), len(spoken)),
        "foreign_noticed": share(sum(f not in ANSWERED for _, f in foreign), len(foreign)),
    }
    told = [
        Case(str(n), line.language == f, line.text,
             () if line.language == f else (f"{f}, expected {line.language}",))
        for n, (line, f) in enumerate(pairs, 1)
    ]  # fmt: skip
    return Measured(scores, told)


def plain(bench: Bench, condition: Condition, data: Path) -> Measured:
    """All Dutch texts that people read: short sentences, and ease by Flesch-Douma."""
    found = [(name, sentences_of(text)) for name, text in texts_for_people()]
    every = [(name, sentence) for name, sentences in found for sentence in sentences]
    short = [len(sentence) <= LONGEST for _, sentence in every]
    counted = [lengths(sentences) for _, sentences in found]
    scores = {
        "short": share(sum(short), len(short)),
        "ease": measured(counted, flesch_douma),
    }
    told = [
        Case(name, False, " ".join(sentence), (f"{len(sentence)} words",))
        for name, sentence in every
        if len(sentence) > LONGEST
    ]
    return Measured(scores, told)


def apart(bench: Bench, condition: Condition, data: Path) -> Measured:
    """Texts of the evaluation that stand, nearly the same, in what was learned from.

    By shingles of characters, and by vectors: the same words in another order.
    """
    training, evaluation = list(training_texts()), list(evaluation_texts(SETS))
    spelled = [leak for leak in leaks(training, evaluation) if not leak.exempt]
    close = list(vector_leaks(training, evaluation, own_embedder()))
    scores = {
        "leaks": share(len({leak.evaluation for leak in spelled}), len(evaluation)),
        "close": share(len({leak.evaluation for leak in close}), len(evaluation)),
    }
    told = {leak.evaluation: leak for leak in (*close, *spelled)}
    cases = [
        Case(name, False, "", (f"{leak.overlap:.2f} as {leak.training}",))
        for name, leak in sorted(told.items())
    ]
    return Measured(scores, cases)


def _masked(number: str, each: Sentence) -> Case:
    missed = (f"left: {m.label} {each.text[m.start : m.end]}" for m in each.missed())
    alarms = (f"wrongly: {m.label} {each.text[m.start : m.end]}" for m in each.false_alarms())
    faults = (*missed, *alarms)
    return Case(number, not faults, each.text, faults)


def _noticed(number: str, each: Outcome) -> Case:
    missed = (f"missed {code}" for code in sorted(each.expected - each.found))
    alarms = (f"false alarm {code}" for code in sorted(each.found - each.expected))
    faults = (*missed, *alarms)
    return Case(number, not faults, each.text, faults)
