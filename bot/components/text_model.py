"""A linear text classifier that can say which words decided, stored without pickled code."""

import json
import re
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Dict, List, Sequence, Tuple

import numpy as np
from joblib import parallel_backend
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

from components.evenness import evened, raised
from components.folding import fold
from components.mending import mended
from components.neutral import load_neutral_words, neutral

# Whether somebody ends a sentence with a stop tells who types, and nothing of what happens.
_STOPS = re.compile(r"[.,;:]+(?=\s|$)")


@dataclass(frozen=True)
class Document:
    """What a model reads: the typed text, and hints that rules have drawn from it."""

    text: str
    hints: Tuple[str, ...] = ()

    @cached_property
    def reading(self) -> str:
        """The text mended, folded and without who somebody is: worked out once for all models."""
        return _STOPS.sub("", neutral(fold(mended(self.text).text), load_neutral_words()))


@dataclass(frozen=True)
class TextModelSettings:
    """Sizes of the features, the strength of regularisation (C: larger is looser), and how even.

    `evenness`: how far likelihoods are freed of how often a label was written; 0 not at all, 1
    wholly. `apart`: a label that keeps its own likelihood, for its thresholds stand elsewhere.
    """

    char_low: int = 2
    char_high: int = 5
    word_high: int = 2
    min_documents: int = 2
    strength: float = 8.0
    hint_weight: float = 0.5
    balanced: bool = False
    temperature: float = 1.0
    evenness: float = 0.0
    apart: str = ""


class TextModel:
    """TF-IDF of characters, words and hints; logistic regression of each label against the rest."""

    def __init__(self, settings: TextModelSettings) -> None:
        self._settings = settings
        self._vectorizers: List[TfidfVectorizer] = []
        self._labels: List[str] = []
        self._raised = np.zeros(0, dtype=np.float32)
        self._weights = np.zeros((0, 0), dtype=np.float32)
        self._bias = np.zeros(0, dtype=np.float32)

    @property
    def labels(self) -> List[str]:
        """The labels in the order of the probabilities."""
        return list(self._labels)

    def fit(
        self,
        documents: Sequence[Document],
        labels: Sequence[str],
    ) -> "TextModel":
        """Learns from labelled documents; needs at least two different labels."""
        self._vectorizers = _new_vectorizers(self._settings)
        parts = [
            vectorizer.fit_transform(view) * weight
            for vectorizer, view, weight in zip(
                self._vectorizers, _views(documents), self._block_weights(), strict=True
            )
        ]
        # One label against the rest, in the dual: 47 s became 4 s, and macro-F1 rose by a point.
        one = LogisticRegression(
            C=self._settings.strength,
            class_weight="balanced" if self._settings.balanced else None,
            max_iter=200,
            solver="liblinear",
            dual=True,
            tol=1e-2,
            random_state=_SEED,
        )
        # Threads suffice: liblinear lets go of Python's lock while it learns.
        with parallel_backend("threading", n_jobs=-1):
            classifier = OneVsRestClassifier(one).fit(csr_matrix(hstack(parts)), list(labels))
        self._labels = [str(label) for label in classifier.classes_]
        settings = self._settings
        self._raised = raised(labels, self._labels, settings.evenness, settings.apart)
        rows = [(model.coef_[0], model.intercept_) for model in classifier.estimators_]
        self._weights = _by_feature(_one_row_a_label(np.vstack([w for w, _ in rows])))
        self._bias = _one_row_a_label(np.vstack([bias for _, bias in rows]))[:, 0]
        return self

    def probabilities(self, document: Document) -> Dict[str, float]:
        """How likely each label is; the values add up to one."""
        return self.all_probabilities([document])[0]

    def all_probabilities(self, documents: Sequence[Document]) -> List[Dict[str, float]]:
        """The same for each of many documents, in their order, read together."""
        scores = np.asarray(self._rows(documents) @ self._weights.T) + self._bias
        each = 1.0 / (1.0 + np.exp(-scores / self._settings.temperature))
        shares = evened(each / each.sum(axis=1, keepdims=True), self._raised)
        return [dict(zip(self._labels, map(float, row), strict=False)) for row in shares]

    def evidence(self, document: Document, label: str, most: int = 5) -> List[str]:
        """The features that spoke most for a label, strongest first."""
        row = self._rows([document]).tocoo()
        index = self._labels.index(label)
        names = self._feature_names()
        spoken = [
            (v * self._weights[index, c], names[c]) for c, v in zip(row.col, row.data, strict=False)
        ]
        return [name for value, name in sorted(spoken, reverse=True)[:most] if value > 0]

    def save(self, folder: Path) -> None:
        """Writes the model as JSON and NumPy arrays into an existing folder."""
        words = [list(v.get_feature_names_out()) for v in self._vectorizers]
        description = {
            "settings": asdict(self._settings),
            "labels": self._labels,
            "vocabulary": words,
        }
        (folder / "model.json").write_text(json.dumps(description), encoding="utf-8")
        rarities = {f"idf{i}": v.idf_.astype(np.float32) for i, v in enumerate(self._vectorizers)}
        numbers = {"weights": self._weights, "bias": self._bias, "raised": self._raised}
        np.savez(folder / "model.npz", **numbers, **rarities)

    @classmethod
    def load(cls, folder: Path) -> "TextModel":
        """Reads what `save` wrote; raises OSError or ValueError when it is not there or damaged."""
        description = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        model = cls(TextModelSettings(**description["settings"]))
        model._labels = description["labels"]
        with np.load(folder / "model.npz", allow_pickle=False) as arrays:
            model._weights, model._bias = _by_feature(arrays["weights"]), arrays["bias"]
            # An archive of before there was evenness raises none.
            model._raised = arrays.get("raised", np.ones(len(model._labels)))
            rarities = [arrays[f"idf{i}"] for i in range(len(_BLOCKS))]
        model._vectorizers = _new_vectorizers(model._settings)
        for vectorizer, words, rarity in zip(
            model._vectorizers, description["vocabulary"], rarities, strict=False
        ):
            vectorizer.vocabulary = {word: i for i, word in enumerate(words)}
            vectorizer.idf_ = rarity
        return model

    def _rows(self, documents: Sequence[Document]) -> csr_matrix:
        parts = [
            vectorizer.transform(view) * weight
            for vectorizer, view, weight in zip(
                self._vectorizers, _views(documents), self._block_weights(), strict=True
            )
        ]
        return csr_matrix(hstack(parts), dtype=np.float32)

    def _block_weights(self) -> List[float]:
        return [self._settings.hint_weight if block == "hint" else 1.0 for block in _BLOCKS]

    def _feature_names(self) -> List[str]:
        return [
            f"{block}:{name}"
            for block, vectorizer in zip(_BLOCKS, self._vectorizers, strict=False)
            for name in vectorizer.get_feature_names_out()
        ]


_BLOCKS = ("char", "word", "hint")
_SEED = 1


def _new_vectorizers(settings: TextModelSettings) -> List[TfidfVectorizer]:
    shared: Dict[str, Any] = {"sublinear_tf": True, "lowercase": False, "dtype": np.float32}
    return [
        TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(settings.char_low, settings.char_high),
            min_df=settings.min_documents,
            **shared,
        ),
        TfidfVectorizer(
            token_pattern=r"(?u)\w+|[?!]",  # noqa: S106 (no password)
            ngram_range=(1, settings.word_high),
            min_df=settings.min_documents,
            **shared,
        ),
        TfidfVectorizer(token_pattern=r"\S+", **shared),  # noqa: S106
    ]


def _views(documents: Sequence[Document]) -> Tuple[List[str], List[str], List[str]]:
    """What each of `_BLOCKS` reads of the documents: characters and words read the same."""
    read = [document.reading for document in documents]
    return read, read, [" ".join(("has_text", *document.hints)) for document in documents]


def _one_row_a_label(values: np.ndarray) -> np.ndarray:
    """Two classes give one row in scikit-learn: minus that row speaks for the first class."""
    if values.shape[0] > 1:
        return np.asarray(values)
    return np.vstack([-values, values])


def _by_feature(weights: np.ndarray) -> np.ndarray:
    """A row a label, but kept feature by feature, as a product with a message reads them.

    Kept otherwise, or in another precision than the message, each product copied all weights
    first: 7 of the 10 ms of the intent model.
    """
    return np.asfortranarray(weights, dtype=np.float32)
