"""Names that a question says: a word that hardly any passage has, and those have it as a name.

A rare word alone is no sign: an everyday question has many that stand somewhere by chance. A
capital inside a sentence is, and who asks by name wants the passage with that name.
"""

from __future__ import annotations

import re

import numpy as np

from knowledge.index import Index
from knowledge.vectors import Rows
from knowledge.words import content_words, stem

FEW = 3  # passages that may hold a name for it to point at them


def named(question: str, english: bool, index: Index) -> Rows:
    """The rows of the passages that a name in the question points at.

    Dutch names may be asked for without a capital; of an English question a word without one is
    English, and only looks like a name among Dutch words.
    """
    found: set[int] = set()
    for word in content_words(question):
        rows = index.words.holding(stem(word))
        if english and word.capitalize() not in question:
            continue
        if word.isalpha() and len(rows) <= FEW:
            found.update(int(row) for row in rows if _as_name(word, index.passages[row].text))
    return np.array(sorted(found), dtype=np.int64)


def _as_name(word: str, text: str) -> bool:
    return re.search(rf"(?<=[\w,;)] ){re.escape(word.capitalize())}\b", text) is not None
