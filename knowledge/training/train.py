"""Makes the embedding that ships with the project.

    python -m knowledge.training.train --data FOLDER [--documents FOLDER] --out FOLDER
    python -m knowledge.training.train --data FOLDER --start MODEL --share 0.2 --out FOLDER

`--data` holds the open collections that the model card names (see docs/knowledge.md for how to
get them); `--documents` are texts to learn from as well, next to the shipped guidance. Nothing of
either is stored in the model but numbers and the word pieces.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix, csr_matrix, diags
from scipy.sparse.linalg import svds
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

from knowledge import bank
from knowledge.chunking import chunk
from knowledge.embedding import SHIPPED, StaticEmbedder, write_static
from knowledge.lexicon import load
from knowledge.model import Passage
from knowledge.readers import SUFFIXES, read
from knowledge.training.contrastive import Matrix, Pair, Recipe, learn
from knowledge.training.pairs import (
    from_lexicon,
    from_like_questions,
    from_open_data,
    from_passages,
    from_questions,
)

PIECES = 24_000
DIMENSIONS = 256
WINDOW = 4  # pieces to the right that count as company
QUESTION_SHARE = 6  # how often a written question is repeated among the pairs
LEXICON_SHARE = 3
DROP = 0.2  # share of word pieces left out at each look
DOCUMENT_SHARE = 2


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--documents", type=Path, action="append", default=[])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--questions", type=Path, help="another folder of written questions")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--start", type=Path, help="go on with an earlier model's vectors")
    parser.add_argument("--share", type=float, default=1.0, help="how much of the open data")
    parser.add_argument("--rate", type=float, default=0.02)
    chosen = parser.parse_args(arguments)
    order = random.Random(chosen.seed)  # noqa: S311 - shuffling, not secrecy
    passages = list(read_all([Path(str(files("knowledge").joinpath("corpus"))), *chosen.documents]))
    pairs = list(all_pairs(passages, chosen.data, order, chosen.questions, chosen.share))
    say(f"{len(passages)} passages, {len(pairs)} pairs")
    tokenizer, table = begin(chosen.start, pairs)
    say("start vectors made")
    recipe = Recipe(epochs=chosen.epochs, seed=chosen.seed, rate=chosen.rate, drop=DROP)
    table = learn(table, tokenizer, pairs, recipe, tell)
    digest = hashlib.sha256(table.tobytes()).hexdigest()[:8]
    write_static(chosen.out, f"{SHIPPED}-{digest}", tokenizer, table)
    say(f"written: {SHIPPED}-{digest}")


def begin(start: Path | None, pairs: Sequence[Pair]) -> tuple[Tokenizer, Matrix]:
    """Word pieces and first vectors: an earlier model's, or made from the texts."""
    if start is not None:
        earlier = StaticEmbedder.open(start)
        return earlier.tokenizer, earlier.table
    texts = [text for pair in pairs for text in pair]
    tokenizer = train_tokenizer(texts)
    return tokenizer, start_vectors(tokenizer, texts)


def say(text: str) -> None:
    """One line on standard error."""
    sys.stderr.write(text + "\n")


def tell(done: int, of: int) -> None:
    """Progress, every hundredth step."""
    if done % 100 == 0 or done == of:
        say(f"step {done} of {of}")


def read_all(folders: Iterable[Path]) -> Iterator[Passage]:
    """Passages of every readable file in the folders."""
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.suffix.lower() in SUFFIXES and not file.name.lower().startswith("readme"):
                yield from chunk(read(file)).passages


def all_pairs(
    passages: Sequence[Passage],
    data: Path,
    order: random.Random,
    questions: Path | None,
    share: float,
) -> Iterator[Pair]:
    """All training pairs, the ones nearest to the work repeated."""
    for _ in range(DOCUMENT_SHARE):
        yield from from_passages(passages, order)
    placed = bank.place(bank.read_questions(questions), passages)
    say(f"{len(placed)} questions placed")
    for _ in range(QUESTION_SHARE):
        yield from from_questions(placed, passages)
        yield from from_like_questions(placed, order)
    for _ in range(LEXICON_SHARE):
        yield from from_lexicon(load())
    yield from (pair for pair in from_open_data(data) if order.random() < share)


def train_tokenizer(texts: Iterable[str]) -> Tokenizer:
    """Word pieces in lower case without accents."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))  # noqa: S106 - not a password
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(
        vocab_size=PIECES, min_frequency=2, special_tokens=["[UNK]"], show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def start_vectors(tokenizer: Tokenizer, texts: Sequence[str]) -> Matrix:
    """Vectors of pieces from the company they keep: PPMI, then SVD (Levy & Goldberg 2014)."""
    size = tokenizer.get_vocab_size()
    company = _company(tokenizer, texts, size)
    total = float(company.sum())
    row = np.asarray(company.sum(axis=1)).ravel() + 1e-9
    coo = company.tocoo()
    value = np.log(coo.data * total / (row[coo.row] * row[coo.col] ** 0.75 * total**0.25))
    keep = value > 0
    ppmi = csr_matrix((value[keep], (coo.row[keep], coo.col[keep])), shape=(size, size))
    u, s, _ = svds(ppmi.astype(np.float32), k=DIMENSIONS, random_state=7)
    vectors = u @ diags(np.sqrt(s))
    rarity = 1e-4 / (1e-4 + row / total)  # common pieces say little: smooth inverse frequency
    scaled: Matrix = (np.asarray(vectors) * rarity[:, None]).astype(np.float32)
    return scaled / max(1e-9, float(np.abs(scaled).std())) * np.float32(0.1)


def _company(tokenizer: Tokenizer, texts: Sequence[str], size: int) -> csr_matrix:
    total = csr_matrix((size, size), dtype=np.float32)
    for at in range(0, len(texts), 20_000):
        encoded = tokenizer.encode_batch(list(texts[at : at + 20_000]), add_special_tokens=False)
        flat: npt.NDArray[np.int64] = np.array(
            [i for one in encoded for i in (*one.ids, *([-1] * WINDOW))], dtype=np.int64
        )
        for distance in range(1, WINDOW + 1):
            left, right = flat[:-distance], flat[distance:]
            real = (left >= 0) & (right >= 0)
            ones = np.full(int(real.sum()), 1.0 / distance, dtype=np.float32)
            near = coo_matrix((ones, (left[real], right[real])), shape=(size, size)).tocsr()
            total = total + near + near.T
    return total


if __name__ == "__main__":
    main()
