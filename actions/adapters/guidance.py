"""The knowledge base as the conversation uses it: guidance for a signal, answers to questions."""

import logging
from collections.abc import Sequence
from pathlib import Path

from actions.domain.codes import Language
from actions.domain.signal import Citation
from actions.service_layer.records import AnswerQuotes, Unanswered
from knowledge import model
from knowledge.errors import IndexUnusableError
from knowledge.model import Answer, DontKnow, Hit
from knowledge.retrieval import Retriever, open_retriever

QUOTE_WORDS = 40
SEARCHED = 8
MAINTAINER = "%s. Questions are not answered until it is made: nietpluis setup, or nietpluis ingest"
log = logging.getLogger("nietpluis.guidance")


class Guidance:
    """Searches the index; while there is none that can be opened, it says so."""

    def __init__(self, index_dir: Path, public_url: str) -> None:
        self._index_dir = index_dir
        self._public_url = public_url.rstrip("/")
        self._retriever: Retriever | None = None
        self._told: str | None = None

    def find(
        self, query: str, municipality: str | None, language: Language
    ) -> tuple[Citation, ...]:
        """Current passages that fit, best first, one for each document section."""
        retriever = self._open()
        if retriever is None:
            return ()
        hits = retriever.search(query, SEARCHED, municipality=municipality, language=language.value)
        current = [hit for hit in hits if not hit.historic and hit.kind == "text"]
        return tuple(self._citation(hit) for hit in _one_a_section(current))

    def answer(
        self, question: str, municipality: str | None, language: Language
    ) -> AnswerQuotes | Unanswered:
        """Sentences that answer the question with their citations, or why there are none."""
        retriever = self._open()
        if retriever is None:
            return Unanswered.NO_INDEX
        found = retriever.answer(question, municipality=municipality, language=language.value)
        if isinstance(found, DontKnow):
            return Unanswered.UNKNOWN
        return AnswerQuotes(
            quotes=tuple(self._quote(sentence.citation) for sentence in found.sentences),
            old_year=found.year if found.historic else None,
            language=Language(found.language),
            passages=self._passages(found),
        )

    def _open(self) -> Retriever | None:
        if self._retriever is not None:
            self._retriever.refresh()
            return self._retriever
        try:
            self._retriever = open_retriever(self._index_dir)
        except IndexUnusableError as error:
            if self._told != str(error):  # once, not at every question
                self._told = str(error)
                log.error(MAINTAINER, error)
        return self._retriever

    def _passages(self, answer: Answer) -> tuple[Citation, ...]:
        """The passages to read on in; history only where the answer itself is history."""
        hits = [hit for hit in answer.passages if answer.historic or not hit.historic]
        return tuple(self._citation(hit) for hit in _one_a_section(hits))

    def _quote(self, quoted: model.Citation) -> Citation:
        place = f"?van={quoted.start}&tot={quoted.end}" if quoted.start is not None else ""
        url = self._absolute(f"/kennis/{quoted.passage_id}{place}")
        return Citation(
            quoted.document, quoted.title, quoted.section, quoted.page, quoted.quote, url
        )

    def _citation(self, hit: Hit) -> Citation:
        words = hit.text.split()
        quote = " ".join(words[:QUOTE_WORDS]) + ("…" if len(words) > QUOTE_WORDS else "")
        url = self._absolute(f"/kennis/{hit.passage_id}")
        return Citation(hit.document, hit.title, hit.section, hit.page, quote, url)

    def _absolute(self, url: str) -> str:
        return f"{self._public_url}/{url.lstrip('/')}"


def _one_a_section(hits: Sequence[Hit]) -> list[Hit]:
    first: dict[tuple[str, str], Hit] = {}
    for hit in hits:
        first.setdefault((hit.document, hit.section), hit)
    return list(first.values())
