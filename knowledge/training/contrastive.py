"""Learning word-piece vectors from pairs of texts that belong together.

In-batch contrastive learning (multiple negatives ranking: Henderson et al. 2017) of a static
embedding: the mean of a text's piece vectors must be nearer to its partner than to the other
partners of the batch.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import nn

Matrix = npt.NDArray[np.float32]
Pair = tuple[str, str]
LONGEST = 256  # pieces of a text that are looked at


@dataclass(frozen=True)
class Recipe:
    """How to learn; `scale` sharpens the softmax, `rate` is Adam's step."""

    epochs: int = 3
    batch: int = 512
    rate: float = 0.02
    scale: float = 20.0
    seed: int = 20
    drop: float = 0.0  # share of pieces left out, so that no single word carries a text


def learn(
    table: Matrix,
    tokenizer: Tokenizer,
    pairs: Sequence[Pair],
    recipe: Recipe,
    tell: Callable[[int, int], None] | None = None,
) -> Matrix:
    """Train `table` on the pairs and give back the trained vectors."""
    torch.manual_seed(recipe.seed)
    order = random.Random(recipe.seed)  # noqa: S311 - shuffling, not secrecy
    bag = nn.EmbeddingBag.from_pretrained(torch.from_numpy(table.copy()), freeze=False, mode="mean")
    optimiser = torch.optim.Adam(bag.parameters(), lr=recipe.rate)
    left, right = _ids(tokenizer, [a for a, _ in pairs]), _ids(tokenizer, [b for _, b in pairs])
    steps = max(1, recipe.epochs * (len(pairs) // recipe.batch))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, recipe.rate, total_steps=steps + 1)
    done = 0
    for _ in range(recipe.epochs):
        rows = list(range(len(pairs)))
        order.shuffle(rows)
        for at in range(0, len(rows) - recipe.batch + 1, recipe.batch):
            batch = rows[at : at + recipe.batch]
            loss = _loss(bag, [left[i] for i in batch], [right[i] for i in batch], recipe, order)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
            done += 1
            if tell:
                tell(done, steps)
    trained: Matrix = bag.weight.detach().numpy().astype(np.float32)
    return trained


def _ids(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    encoded = tokenizer.encode_batch(list(texts), add_special_tokens=False)
    return [one.ids[:LONGEST] for one in encoded]


def _loss(
    bag: nn.EmbeddingBag,
    left: Sequence[list[int]],
    right: Sequence[list[int]],
    recipe: Recipe,
    order: random.Random,
) -> torch.Tensor:
    a = nn.functional.normalize(_means(bag, left, recipe.drop, order), dim=1)
    b = nn.functional.normalize(_means(bag, right, recipe.drop, order), dim=1)
    likeness = recipe.scale * (a @ b.T)
    same = torch.arange(len(left))
    loss = nn.functional.cross_entropy(likeness, same)
    return (loss + nn.functional.cross_entropy(likeness.T, same)) / 2


def _means(
    bag: nn.EmbeddingBag, texts: Sequence[list[int]], drop: float, order: random.Random
) -> torch.Tensor:
    kept = [[i for i in ids if order.random() >= drop] or ids for ids in texts] if drop else texts
    starts = np.cumsum([0, *(len(ids) for ids in kept[:-1])])
    flat = torch.tensor(list(chain.from_iterable(kept)), dtype=torch.long)
    means: torch.Tensor = bag(flat, torch.from_numpy(starts))
    return means
