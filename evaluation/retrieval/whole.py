"""Growth of a whole question: all four rankers and their fusion, beside plain BM25, by size.

python -m evaluation.retrieval.whole --index DIR --questions evaluation/retrieval/dev.jsonl \
    --text DUTCH.txt --folder DIR --sizes 10000 100000 [--cores 2]

An index is grown with made passages (see `growing`) and opened from disk as any other, in a process
of its own, so that load time and memory are those of searching alone. Times are those of the
processor, of the same run: another program on the machine hardly moves them, the ratio less.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import faiss
import numpy as np
import psutil

from evaluation.retrieval.growing import parts_of, write
from evaluation.retrieval.run import Asked, read_questions
from knowledge import store
from knowledge.index import Index, open_index
from knowledge.lexical import WordIndex
from knowledge.lexicon import Lexicon, load
from knowledge.ranking import Mixture, best_rows, may_show, query_of
from knowledge.retrieval import Retriever, open_retriever
from knowledge.vectors import Mask, kind_for
from knowledge.words import tokens

NEAREST = 10
SLACK = 1e-6
MIB = 2**20


def grow(source: Path, folder: Path, size: int, text: Sequence[str]) -> dict[str, object]:
    """Write an index of one size into a folder; tells what it takes on disk."""
    retriever = open_retriever(source)
    parts = parts_of(retriever.index.passages, size, text)
    shutil.rmtree(folder, ignore_errors=True)
    write(store.Layout(source).require_current(), retriever.index, folder, parts)
    sizes = {
        name: sum(f.stat().st_size for f in folder.glob(f"{name}*/*"))
        + sum(f.stat().st_size for f in folder.glob(f"{name}*") if f.is_file())
        for name in ("words", "pieces", "vectors.faiss", "vectors.npy", "passages")
    }
    told = {f"{name} MiB": round(held / MIB) for name, held in sizes.items()}
    return {"passages": len(parts.first), "vectors": kind_for(len(parts.first)), **told}


def milliseconds(ask: Callable[[Asked], object], questions: Sequence[Asked]) -> list[float]:
    """Time of the processor for each question, after one to warm up."""
    ask(questions[0])
    spent = []
    for asked in questions:
        started = time.process_time()
        ask(asked)
        spent.append(1000 * (time.process_time() - started))
    return spent


def search(folder: Path, questions: Sequence[Asked], cores: int) -> dict[str, object]:
    """Open the index of a folder and ask all questions, one at a time."""
    faiss.omp_set_num_threads(cores)
    process, lexicon = psutil.Process(), load()
    before, started = process.memory_info().rss, time.perf_counter()
    index = open_index(folder)
    told: dict[str, object] = {"open s": round(time.perf_counter() - started, 2)}
    retriever = Retriever(store.Layout(folder), index, lexicon, Mixture())
    whole = [milliseconds(lambda asked: _whole(asked, retriever), questions) for _ in "12"]
    told |= {"memory MiB": round((process.memory_info().rss - before) / MIB)}
    told |= _told("question", whole[1]) | {"first ms p95": round(np.quantile(whole[0], 0.95), 1)}
    plain = WordIndex.load(folder / "plain", len(index.passages))
    shown = np.ones(len(index.passages), dtype=bool)
    beside = milliseconds(lambda asked: _plain(asked, plain, shown), questions)
    told |= _told("plain", beside)
    told["ratio"] = round(float(np.median(whole[1]) / np.median(beside)), 1)
    return told | {f"recall@{NEAREST} of vectors": recall(index, lexicon, questions)}


def _whole(asked: Asked, retriever: Retriever) -> object:
    return retriever.search(asked.question, 5, None, asked.language)


def _plain(asked: Asked, plain: WordIndex, shown: Mask) -> object:
    return best_rows(plain.scores(dict.fromkeys(tokens(asked.question), 1.0)), shown)


def recall(index: Index, lexicon: Lexicon, questions: Sequence[Asked]) -> float:
    """Share of the nearest passages, of comparing with every vector, that the index finds.

    Passages as near as the last of them are as good.
    """
    shares = []
    for asked in questions:
        query = query_of(asked.question, index, lexicon, asked.language)
        shown = may_show(query, index, "all")
        vector = index.embedder.queries([query.for_meaning])[0]
        likeness = np.where(shown, index.vectors @ vector, np.float32(-1.0))
        last = float(np.partition(likeness, -NEAREST)[-NEAREST])
        rows, _ = index.nearest.search(vector, NEAREST, shown)
        shares.append(float((likeness[rows] >= last - SLACK).sum()) / NEAREST)
    return round(float(np.mean(shares)), 3)


def _told(what: str, spent: Sequence[float]) -> dict[str, object]:
    middle, late = np.quantile(spent, [0.5, 0.95])
    return {f"{what} ms p50": round(middle, 2), f"{what} ms p95": round(late, 2)}


def main(arguments: Sequence[str] | None = None) -> None:
    """One line of JSON for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("index", "questions", "text", "folder"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000])
    parser.add_argument("--cores", type=int, default=1, help="threads that FAISS may use")
    parser.add_argument("--only", choices=["build", "search"], help="one step, of the first size")
    chosen = parser.parse_args(arguments)
    given = sys.argv[1:] if arguments is None else list(arguments)
    for size in chosen.sizes:
        target = chosen.folder / str(size)
        if chosen.only == "build":
            told = grow(chosen.index, target, size, chosen.text.read_text("utf-8").split())
        elif chosen.only == "search":
            told = search(target, read_questions(chosen.questions), chosen.cores)
        else:
            told = _apart(given, size, "build") | _apart(given, size, "search")
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def _apart(given: Sequence[str], size: int, step: str) -> dict[str, object]:
    """One step in a process of its own; what is given last counts."""
    command = [sys.executable, "-m", "evaluation.retrieval.whole", *given]
    command += ["--sizes", str(size), "--only", step]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
    result: dict[str, object] = json.loads(done.stdout)
    return result


if __name__ == "__main__":
    main()
