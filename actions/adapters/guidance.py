"""The knowledge base as the conversation uses it: guidance for a signal, answers to questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from actions.domain.codes import Language
from actions.domain.signal import Citation
from knowledge.errors import KnowledgeError
from knowledge.model import Answer, DontKnow, Hit
from knowledge.retrieval import Retriever, open_retriever

QUOTE_WORDS = 40
SEARCHED = 8


@dataclass(frozen=True, slots=True)
class AnswerQuotes:
    """Sentences that answer a question; `old_year` is set when the source is history."""

    quotes: tuple[Citation, ...]
    old_year: int | None = None


class Guidance:
    """Searches the index; an index that is not there yet simply finds nothing."""

    def __init__(self, index_dir: Path, public_url: str) -> None:
        self._index_dir = index_dir
        self._public_url = public_url.rstrip("/")
        self._retriever: Retriever | None = None

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
    ) -> AnswerQuotes | None:
        """Sentences that answer the question with their citations; None when nothing does."""
        retriever = self._open()
        if retriever is None:
            return None
        found = retriever.answer(question, municipality=municipality, language=language.value)
        if isinstance(found, DontKnow):
            return None
        return AnswerQuotes(self._quotes(found), _old_year(found))

    def _open(self) -> Retriever | None:
        if self._retriever is None:
            try:
                self._retriever = open_retriever(self._index_dir)
            except KnowledgeError:
                return None
        self._retriever.refresh()
        return self._retriever

    def _quotes(self, answer: Answer) -> tuple[Citation, ...]:
        return tuple(
            Citation(c.document, c.title, c.section, c.page, sentence.text, self._absolute(c.url))
            for sentence in answer.sentences
            for c in (sentence.citation,)
        )

    def _citation(self, hit: Hit) -> Citation:
        words = hit.text.split()
        quote = " ".join(words[:QUOTE_WORDS]) + ("…" if len(words) > QUOTE_WORDS else "")
        url = self._absolute(f"/kennis/{hit.passage_id}")
        return Citation(hit.document, hit.title, hit.section, hit.page, quote, url)

    def _absolute(self, url: str) -> str:
        return url if "://" in url or not url else f"{self._public_url}/{url.lstrip('/')}"


def _one_a_section(hits: Sequence[Hit]) -> list[Hit]:
    first: dict[tuple[str, str], Hit] = {}
    for hit in hits:
        first.setdefault((hit.document, hit.section), hit)
    return list(first.values())


def _old_year(answer: Answer) -> int | None:
    if not answer.historic:
        return None
    years = [
        int(word) for c in answer.citations for word in c.document.split("-") if word.isdigit()
    ]
    return min((year for year in years if year > 1900), default=None)
