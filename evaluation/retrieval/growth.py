"""Growth of dense search: latency, memory and recall against exact search, by number of passages.

python -m evaluation.retrieval.growth --sizes 10000 100000 --folder DIR

Vectors are made, not read: gathered in clusters of unequal size as passages are by subject, and
questions lie near a passage. Each size is opened from disk in a process of its own, so that the
memory that is told is that of searching alone.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import psutil

from knowledge.vectors import FaissIndex, kind_for

Matrix = npt.NDArray[np.float32]
DIMENSIONS = 256
NEIGHBOURS = 10
CLUSTER = 50  # passages about one subject, on average
QUESTIONS = 200
MIB = 2**20


def passage_vectors(size: int, seed: int) -> Matrix:
    """Unit vectors in clusters, in random order."""
    draw = np.random.default_rng(seed)
    centres = draw.standard_normal((max(1, size // CLUSTER), DIMENSIONS), dtype=np.float32)
    favour = draw.pareto(1.5, len(centres)) + 1.0
    of = draw.choice(len(centres), size=size, p=favour / favour.sum())
    rows = np.empty((size, DIMENSIONS), dtype=np.float32)
    for at in range(0, size, 50_000):
        part = of[at : at + 50_000]
        noise = draw.standard_normal((len(part), DIMENSIONS), dtype=np.float32)
        rows[at : at + 50_000] = centres[part] + noise
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows


def question_vectors(rows: Matrix, count: int, seed: int) -> Matrix:
    """Unit vectors near passages picked at random."""
    draw = np.random.default_rng(seed)
    near = rows[draw.integers(0, len(rows), count)]
    noise = draw.standard_normal(near.shape, dtype=np.float32) / np.float32(DIMENSIONS**0.5)
    moved = near + noise
    result: Matrix = moved / np.linalg.norm(moved, axis=1, keepdims=True)
    return result


def build(size: int, folder: Path) -> dict[str, object]:
    """Write index, questions and exact answers of one size; tells how long building took."""
    rows = passage_vectors(size, seed=1)
    questions = question_vectors(rows, QUESTIONS, seed=2)
    truth = np.argsort(-(questions @ rows.T), axis=1)[:, :NEIGHBOURS]
    started = time.perf_counter()
    FaissIndex.build(rows).save(folder / "vectors.faiss")
    seconds = round(time.perf_counter() - started, 1)
    np.savez(folder / "questions.npz", questions=questions, truth=truth)
    disk = round((folder / "vectors.faiss").stat().st_size / MIB)
    return {"passages": size, "kind": kind_for(size), "build s": seconds, "disk MiB": disk}


def search(folder: Path) -> dict[str, object]:
    """Open the index of a folder and ask all questions, one at a time."""
    with np.load(folder / "questions.npz") as data:
        questions, truth = data["questions"], data["truth"]
    process = psutil.Process()
    before = process.memory_info().rss
    index = FaissIndex.open(folder / "vectors.faiss")
    times, shares = [], []
    for question, expected in zip(questions, truth, strict=True):
        started = time.perf_counter()
        rows, _ = index.search(question, NEIGHBOURS)
        times.append(1000 * (time.perf_counter() - started))
        shares.append(len(set(rows.tolist()) & set(expected.tolist())) / NEIGHBOURS)
    return {
        "ms p50": round(float(np.median(times)), 2),
        "ms p95": round(float(np.quantile(times, 0.95)), 2),
        "memory MiB": round((process.memory_info().rss - before) / MIB),
        "recall@10": round(float(np.mean(shares)), 3),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """One line of JSON for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--only", choices=["build", "search"], help="one step, of the first size")
    chosen = parser.parse_args(arguments)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    if chosen.only:
        done = (
            search(chosen.folder)
            if chosen.only == "search"
            else build(chosen.sizes[0], chosen.folder)
        )
        sys.stdout.write(json.dumps(done) + "\n")
        return
    for size in chosen.sizes:
        both = {**_apart(size, chosen.folder, "build"), **_apart(size, chosen.folder, "search")}
        sys.stdout.write(json.dumps(both) + "\n")
        sys.stdout.flush()


def _apart(size: int, folder: Path, step: str) -> dict[str, object]:
    """One step in a process of its own."""
    command = [sys.executable, "-m", "evaluation.retrieval.growth", "--sizes", str(size)]
    command += ["--folder", str(folder), "--only", step]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    result: dict[str, object] = json.loads(done.stdout)
    return result


if __name__ == "__main__":
    main()
