"""Which messages a model learns from and which it is asked, in cross-validation."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sklearn.model_selection import StratifiedGroupKFold

from evaluation.leak_sources import Text
from evaluation.leaks import fold, leaks


def fold_numbers(examples: Sequence[Mapping[str, Any]], folds: int, seed: int) -> list[int]:
    """The fold of each example, from 0: every intent in each, near-copies together in one.

    Else a model would be asked what it has learned by heart, but for a letter.
    """
    strata = [" ".join(stratum) for stratum in _strata(examples, folds)]
    groups = near_copies([str(example["text"]) for example in examples])
    splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
    numbers = [0] * len(examples)
    for number, (_, asked) in enumerate(splitter.split(strata, strata, groups)):
        for place in asked:
            numbers[place] = number
    return numbers


def _strata(examples: Sequence[Mapping[str, Any]], fewest: int) -> list[tuple[str, str]]:
    """Intent and danger of each example; what too few share counts as the most of its intent."""
    both = [(str(e["intent"]), str(e.get("danger", ""))) for e in examples]
    often = Counter(both)
    usual = {stratum[0]: stratum for stratum, _ in reversed(often.most_common())}
    return [stratum if often[stratum] >= fewest else usual[stratum[0]] for stratum in both]


def near_copies(texts: Sequence[str]) -> list[str]:
    """For each text the first one that it nearly repeats, also by way of others; else itself."""
    first = {text: text for text in texts}
    places = {text: place for place, text in enumerate(first)}

    def found(text: str) -> str:
        while first[text] != text:
            text = first[text]
        return text

    told = [Text(text, text) for text in first if fold(text)]
    for pair in leaks(told, told):
        one, other = sorted((found(pair.training), found(pair.evaluation)), key=places.__getitem__)
        first[other] = one
    return [found(text) for text in texts]
