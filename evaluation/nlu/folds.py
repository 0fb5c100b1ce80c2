"""Which messages a model learns from and which it is asked, in cross-validation."""

from collections.abc import Mapping, Sequence
from typing import Any

from sklearn.model_selection import StratifiedGroupKFold

from evaluation.leak_sources import Text
from evaluation.leaks import fold, leaks


def fold_numbers(examples: Sequence[Mapping[str, Any]], folds: int, seed: int) -> list[int]:
    """The fold of each example, from 0: every intent in each, near-copies together in one.

    Else a model would be asked what it has learned by heart, but for a letter.
    """
    strata = [f"{example['intent']} {example.get('danger', '')}" for example in examples]
    groups = near_copies([str(example["text"]) for example in examples])
    splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
    numbers = [0] * len(examples)
    for number, (_, asked) in enumerate(splitter.split(strata, strata, groups)):
        for place in asked:
            numbers[place] = number
    return numbers


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
