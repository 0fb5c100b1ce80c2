"""Questions to passages and answers: the door of this package for everybody else."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from knowledge import store
from knowledge.answering import calibration, confidence
from knowledge.citation import distinct
from knowledge.cleaning import unlike
from knowledge.embedding import ModelConfig
from knowledge.errors import IndexUnusableError
from knowledge.extraction import best_sentences
from knowledge.index import Index, open_index
from knowledge.lexical import Scores
from knowledge.lexicon import Lexicon, load
from knowledge.model import Answer, DontKnow, Hit, PassageInContext
from knowledge.ranking import Mixture, Scope, asks_for_then, query_of, score
from knowledge.vectors import Rows

ANSWER_FROM = 5  # passages that an answer is taken from
log = logging.getLogger("nietpluis.knowledge")


class Retriever:
    """Holds one version of an index open; `refresh` moves on to a newer one."""

    def __init__(
        self,
        layout: store.Layout,
        index: Index,
        lexicon: Lexicon,
        mixture: Mixture,
        model: ModelConfig | None = None,
    ) -> None:
        self._layout = layout
        self._index = index
        self._lexicon = lexicon
        self._mixture = mixture
        self._model = model
        self._refused: str | None = None

    @property
    def version(self) -> str:
        """The version of the index that is open."""
        return self._index.version

    @property
    def index(self) -> Index:
        """The opened index, for evaluation and calibration."""
        return self._index

    @property
    def lexicon(self) -> Lexicon:
        """The word tables in use."""
        return self._lexicon

    def refresh(self) -> bool:
        """Open the present version when it is another than the open one; True when it was.

        A newer version that cannot be opened is told in the log, once, and passed by: what is
        open goes on answering.
        """
        present = self._layout.current()
        if present in {self._index.version, self._refused}:
            return False
        try:
            self._index = open_index(self._layout.require_current(), self._model)
        except IndexUnusableError as error:
            self._refused = present
            log.error("%s; the earlier version stays open. Run: nietpluis setup", error)
            return False
        return True

    def search(
        self,
        question: str,
        k: int = 5,
        municipality: str | None = None,
        language: str = "nl",
        scope: Scope = "all",
    ) -> tuple[Hit, ...]:
        """The k best passages, best first; an empty question finds nothing.

        `scope` keeps to the shipped guidance or to the documents themselves.
        """
        return self._search(question, k, municipality, language, scope, self._mixture)

    def _search(
        self,
        question: str,
        k: int,
        municipality: str | None,
        language: str,
        scope: Scope,
        mixture: Mixture,
    ) -> tuple[Hit, ...]:
        if k < 1 or not question.strip():
            return ()
        query = query_of(question, self._index, self._lexicon, language)
        rows, scores = score(query, self._index, mixture, municipality, scope)
        kept = unlike((self._index.passages[row].text for row in rows[: 3 * k]), k)
        return _hits(self._index, rows[kept], scores[kept])

    def answer(
        self,
        question: str,
        municipality: str | None = None,
        language: str = "nl",
        passages: int = ANSWER_FROM,
    ) -> Answer | DontKnow:
        """At most four literal sentences with their places, or an honest "I do not know".

        Plain and present guidance is quoted before policy, and English for an English question;
        for a question about how things were, history is.
        """
        plain = replace(self._mixture, guidance=0.4, english=0.8, historic=-0.3)
        if asks_for_then(question):
            plain = replace(plain, guidance=0.0, historic=0.1)
        hits = self._search(question, max(passages, 5), municipality, language, "all", plain)
        if not hits:
            return DontKnow(0.0)
        query = query_of(question, self._index, self._lexicon, language)
        sure = confidence(query, self._index)
        sentences = best_sentences(query, hits[:passages], self._index)
        if sure < calibration().threshold or not sentences:
            return DontKnow(sure, hits)
        citations = distinct([sentence.citation for sentence in sentences])
        used = [self._index.documents[citation.document] for citation in citations]
        return Answer(
            sentences,
            citations,
            sure,
            historic=all(document.historic for document in used),
            language=used[0].language,
            year=min((d.year for d in used if d.year is not None), default=None),
            passages=hits[:passages],
        )

    def passage(self, passage_id: str) -> PassageInContext:
        """A passage with its neighbours and footnotes; raises `PassageUnknownError`."""
        index = self._index
        found = index.passage(passage_id)
        return PassageInContext(
            passage=found,
            document=index.documents[found.document],
            previous=index.passage(found.previous) if found.previous else None,
            next=index.passage(found.next) if found.next else None,
            notes=tuple(index.passage(note) for note in found.notes),
        )

    def reading(self, document: str) -> str:
        """The whole reading text of a document, in which passages have their spans."""
        if document not in self._index.documents:
            return ""
        folder = self._layout.version(self._index.version)
        return (folder / "readings" / f"{document}.txt").read_text(encoding="utf-8")


def open_retriever(
    index_dir: Path, *, mixture: Mixture | None = None, model: ModelConfig | None = None
) -> Retriever:
    """Open the present version of an index; raises an `IndexUnusableError` when there is
    none that can be opened."""
    layout = store.Layout(index_dir)
    index = open_index(layout.require_current(), model)
    return Retriever(layout, index, load(), mixture or Mixture(), model)


def _hits(index: Index, rows: Rows, scores: Scores) -> tuple[Hit, ...]:
    return tuple(
        _hit(index, rank, int(row), float(value))
        for rank, (row, value) in enumerate(zip(rows, scores, strict=True), start=1)
    )


def _hit(index: Index, rank: int, row: int, value: float) -> Hit:
    passage = index.passages[row]
    document = index.documents[passage.document]
    return Hit(
        rank=rank,
        score=round(value, 4),
        document=document.name,
        title=document.title,
        section=passage.section,
        page=passage.page,
        text=passage.text,
        passage_id=passage.id,
        year=document.year,
        historic=document.historic,
        kind=passage.kind,
        sources=passage.sources,
        url=document.url,
    )
