"""An index of any size, made of an opened one: as ingestion would write it, only quicker.

Each made passage is half of a real one and a stretch of Dutch text about other things: the
subject is everywhere (the hard case for word search) and words have the frequencies of the
language. Halves and stretches are read once; counts of words and vectors of a passage are sums of
those of its two parts.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import bm25s
import numpy as np
import numpy.typing as npt
from scipy import sparse

from knowledge import shelf, store
from knowledge.building import searchable
from knowledge.embedding import Matrix, StaticEmbedder, shipped_folder
from knowledge.index import Index
from knowledge.lexical import K1, B, WordIndex
from knowledge.model import Passage
from knowledge.spelling import Spelling
from knowledge.vectors import FaissIndex
from knowledge.words import terms, tokens, vocabulary_of

SEED = 31
STRETCHES = 20_000
Terms = Callable[[str], list[str]]


@dataclass(frozen=True)
class Parts:
    """What passages are made of, and which parts each has: a first, and a second or none (-1)."""

    texts: tuple[str, ...]
    first: npt.NDArray[np.int64]
    second: npt.NDArray[np.int64]

    def sums(self, rows: npt.NDArray[np.float32], at: slice) -> Matrix:
        """Values of passages, from values of their parts."""
        with_none = np.vstack([rows, np.zeros_like(rows[:1])])
        result: Matrix = with_none[self.first[at]] + with_none[self.second[at]]
        return result


def parts_of(passages: Sequence[Passage], size: int, text: Sequence[str]) -> Parts:
    """The passages as they are, and behind them made ones, up to `size` in all."""
    draw = np.random.default_rng(SEED)
    own = [searchable(passage) for passage in passages]
    words = [passage.text.split() for passage in passages]
    halves = [" ".join(w[: len(w) // 2]) for w in words]
    halves += [" ".join(w[len(w) // 2 :]) for w in words]
    lengths = draw.choice([len(w) // 2 for w in words], STRETCHES)
    places = draw.integers(0, len(text), STRETCHES)
    found = [" ".join(text[at : at + n]) for at, n in zip(places, lengths, strict=True)]
    count = max(0, size - len(own))
    first = len(own) + draw.integers(0, len(halves), count)
    second = len(own) + len(halves) + draw.integers(0, STRETCHES, count)
    alone = np.full(len(own), -1)
    return Parts(
        (*own, *halves, *found),
        np.concatenate([np.arange(len(own)), first]),
        np.concatenate([alone, second]),
    )


def word_index(parts: Parts, cut: Terms) -> WordIndex:
    """The index that `WordIndex.build` would make of the passages."""
    vocabulary: dict[str, int] = {}
    cuts = [[vocabulary.setdefault(t, len(vocabulary)) for t in cut(text)] for text in parts.texts]
    vocabulary.setdefault("", len(vocabulary))
    ends = np.cumsum([0, *map(len, [*cuts, []])])
    columns = np.array([one for each in cuts for one in each], dtype=np.int32)
    ones = np.ones(len(columns), dtype=np.float32)
    of_parts = sparse.csr_matrix((ones, columns, ends), shape=(len(ends) - 1, len(vocabulary)))
    of_parts.sum_duplicates()
    counts = (of_parts[parts.first] + of_parts[parts.second]).tocsc()
    counts.sort_indices()
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    held = np.diff(counts.indptr)
    rarity = np.log(1 + (len(lengths) - held + 0.5) / (held + 0.5)).astype(np.float32)
    norm = (K1 * ((1 - B) + B * lengths / lengths.mean())).astype(np.float32)
    counts.data *= np.repeat(rarity, held) / (norm[counts.indices] + counts.data)
    bm25 = bm25s.BM25(k1=K1, b=B, method="lucene")
    bm25.vocab_dict, bm25.nonoccurrence_array = vocabulary, None
    bm25.scores = {
        "data": counts.data.astype(np.float32),
        "indices": counts.indices.astype(np.int32),
        "indptr": counts.indptr.astype(np.int64),
        "num_docs": len(lengths),
    }
    return WordIndex(bm25, len(lengths))


def vectors(parts: Parts, embedder: StaticEmbedder) -> Matrix:
    """The vectors that the embedder would give the passages."""
    encodings = embedder.tokenizer.encode_batch(list(parts.texts), add_special_tokens=False)
    sums = np.zeros((len(encodings), embedder.dimensions), dtype=np.float32)
    for row, encoding in enumerate(encodings):
        sums[row] = embedder.table[encoding.ids].sum(axis=0)
    rows = np.empty((len(parts.first), embedder.dimensions), dtype=np.float32)
    for start in range(0, len(rows), 50_000):
        at = slice(start, start + 50_000)
        rows[at] = parts.sums(sums, at)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return rows


def made(passages: Sequence[Passage], parts: Parts) -> Iterator[Passage]:
    """The passages themselves, real ones first."""
    real = len(passages)
    yield from passages
    for row in range(real, len(parts.first)):
        first, second = int(parts.first[row]), int(parts.second[row])
        text = f"{parts.texts[first]} {parts.texts[second]}"
        yield replace(passages[(first - real) % real], id=f"made:{row}", text=text)


def write(source: Path, index: Index, folder: Path, parts: Parts) -> None:
    """Write the version of the grown index, with `plain` beside: BM25 over words as they stand."""
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("words", "pieces", "vectors.*"))
    word_index(parts, lambda text: terms(text, index.splitter)).save(folder / "words")
    word_index(parts, tokens).save(folder / "plain")
    counts = {**index.splitter.counts, **vocabulary_of(parts.texts)}
    kept = {word: count for word, count in counts.items() if len(word) >= 4}
    (folder / "vocabulary.json").write_text(json.dumps(kept), encoding="utf-8")
    passages = tuple(made(index.passages, parts))
    texts = [passage.text for passage in passages]
    Spelling.build(texts, kept).runs.save(folder / "pieces")
    rows = vectors(parts, StaticEmbedder.open(shipped_folder()))
    np.save(folder / "vectors.npy", rows)
    FaissIndex.build(rows).save(folder / "vectors.faiss")
    about, entries = store.read_manifest(folder)
    names, held = np.unique([p.document for p in passages], return_counts=True)
    count = dict(zip(names.tolist(), held.tolist(), strict=True))
    grown = [replace(entry, passages=count.get(entry.document.name, 0)) for entry in entries]
    store.write_manifest(folder, grown, about)
    store.write_passages(folder, passages)
    shelf.write(folder, passages)
