"""Recognises the catalogue's signals in what somebody typed.

spaCy splits the text and finds the words of the patterns; putting them together, within a
sentence and near each other, is done here, because people type in any order. What is denied, or
only imagined, is no finding.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from hashlib import blake2s
from itertools import takewhile

import spacy
from spacy.language import Language as Pipeline
from spacy.matcher import Matcher
from spacy.tokens import Doc, Token

from actions.adapters.indicator_features import Place, Seen
from actions.adapters.indicator_mistyped import MistypedTerms
from actions.adapters.indicator_patterns import (
    Alternative,
    Item,
    Part,
    Pattern,
    Term,
    parse,
)
from actions.adapters.indicator_terms import TermIndex
from actions.domain.codes import Language
from actions.domain.indicators import (
    Effect,
    IndicatorCatalogue,
    IndicatorEntry,
    IndicatorFinding,
)

GAP = 2  # words that may stand between two items of a part
NEAR = 16  # words that a whole finding may span; hasty texts have no full stops
NEGATED_BEFORE = 3  # how many words of weight a "geen" or "niet" reaches forward
WEIGHTLESS = frozenset(
    {"of", "or", "noch", "nor", "sprake", "van", "enige", "any", "sign", "signs"}
)
CACHED_FORMS = 20_000
TERMS = "catalogue_terms"
GROUP_NAME_BYTES = 6  # enough to tell some thousands of word groups apart

NEGATORS = frozenset(
    {"geen", "niet", "nooit", "zonder", "nergens", "niks", "niets", "niemand"}
    | {"no", "not", "never", "without", "none", "nobody", "n't", "don't", "doesn't", "didn't"}
    | {"isn't", "wasn't", "hasn't", "haven't", "aren't", "won't", "wouldn't", "weren't", "hadn't"}
)
NEGATED_AFTER = frozenset({"niet", "nooit", "not", "never"})
BEFORE_A_DENIAL = frozenset(
    {"hem", "haar", "ze", "hen", "mij", "me", "ons", "him", "her", "them", "us"}
    | {"helemaal", "echt", "absoluut", "zeker", "dus", "ook", "toch", "gewoon", "nog"}
)
"""May stand between what is done and its denial: "hij slaat haar helemaal niet"."""
BESIDES = 3  # how many of these words
OTHER_SEX = {"hem": "haar", "haar": "hem", "him": "her", "her": "him"}
"""What is done to her is the same signal when it is done to him, whichever a pattern names."""
NOT_ONLY = frozenset({"alleen", "slechts", "only", "just"})
BOUNDARIES = frozenset(
    {"maar", "want", "omdat", "terwijl", "en", "dus", "toch", "wel", "but", "and", "because"}
    | {",", ".", ";", ":", "!", "?", "(", ")", "-", "–"}
)


@dataclass(frozen=True, slots=True)
class _Span:
    """Tokens from start to end; `used` are those that the pattern itself names."""

    start: int
    end: int
    used: frozenset[int]

    def join(self, other: "_Span") -> "_Span":
        return _Span(min(self.start, other.start), max(self.end, other.end), self.used | other.used)


@dataclass(frozen=True, slots=True)
class _Reader:
    entry: IndicatorEntry
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]


class IndicatorMatcher:
    """Finds entries of one catalogue; made once, used for every text. Not for several threads."""

    def __init__(self, catalogue: IndicatorCatalogue) -> None:
        self.catalogue = catalogue
        self._pipeline = _pipeline()
        concepts = catalogue.concepts
        self._readers = [
            _Reader(
                entry,
                tuple(parse(source, concepts) for source in entry.patterns),
                tuple(parse(source, concepts) for source in entry.unless),
            )
            for entry in catalogue.entries.values()
        ]
        self._hypotheticals = [parse(source, concepts) for source in catalogue.hypotheticals]
        fields = {
            name: parse("|".join(words), concepts) for name, words in catalogue.fields.items()
        }
        self._lexicon = _Lexicon(self._pipeline, (*self._all_patterns(), *fields.values()))
        self._fields = {
            name: pattern.parts[0].items[0].alternatives for name, pattern in fields.items()
        }
        self._concepts = {
            name: parse(f"@{name}", concepts).parts[0].items[0].alternatives for name in concepts
        }
        self._groups = {
            _group_name(item): item.alternatives
            for reader in self._readers
            for pattern in reader.patterns
            for part in pattern.parts
            for item in part.items
        }

    def find(self, text: str, language: Language = Language.NL) -> tuple[IndicatorFinding, ...]:
        """Entries that the text shows, each once, in reading order."""
        return self._find(self._page(text), language)[0]

    def look(
        self, text: str, language: Language = Language.NL
    ) -> tuple[tuple[IndicatorFinding, ...], Seen]:
        """What `find` finds, and all that the word lists recognise, for the trained recogniser."""
        page = self._page(text)
        findings, denied = self._find(page, language)
        hits = {finding.code: (finding.start, finding.end) for finding in findings}
        groups, concepts = page.standing(self._groups), page.standing(self._concepts)
        return findings, Seen(
            hits=hits,
            groups={name: min(places) for name, places in groups.items()},
            concepts={name: min(places) for name, places in concepts.items()},
            fields=page.standing(self._fields),
            denied=denied,
        )

    def _page(self, text: str) -> "_Page":
        return _Page(text, self._pipeline(text.replace("’", "'")), self._lexicon)

    def _find(
        self, page: "_Page", language: Language
    ) -> tuple[tuple[IndicatorFinding, ...], dict[str, list[Place]]]:
        """What the text shows, and by code where it says that something is not so."""
        imagined = [s for s in page.sentences if page.any_matches(self._hypotheticals, s)]
        sentences = [sentence for sentence in page.sentences if sentence not in imagined]
        spans, denied = {}, {}
        for reader in self._readers:
            told, untrue = _read(reader, page, sentences)
            if told is not None:
                spans[reader.entry.code] = told
            elif untrue:
                denied[reader.entry.code] = [page.place(span) for span in untrue]
        found = [
            _finding(self.catalogue.entries[code], page, span, language)
            for code, span in self._with_implied(spans).items()
        ]
        return tuple(sorted(found, key=lambda finding: (finding.start, finding.code))), denied

    def _with_implied(self, spans: dict[str, _Span]) -> dict[str, _Span]:
        # What follows by meaning is shown by the same words, unless it has words of its own.
        implied = {
            code: span
            for shown, span in spans.items()
            for code in self.catalogue.entries[shown].implies
        }
        return {**implied, **spans}

    def effects_of(self, text: str) -> frozenset[Effect]:
        """The facts that the text's findings establish."""
        return self.catalogue.effects(finding.code for finding in self.find(text))

    def hard_facts_of(self, text: str) -> tuple[str, ...]:
        """Codes of the text's findings that set an urgency floor by themselves."""
        return self.catalogue.hard_facts(finding.code for finding in self.find(text))

    def _all_patterns(self) -> Iterator[Pattern]:
        for reader in self._readers:
            yield from reader.patterns
            yield from reader.unless
        yield from self._hypotheticals


class _Lexicon:
    """Every word of every pattern: which terms a written form matches, and word groups."""

    def __init__(self, pipeline: Pipeline, patterns: Iterable[Pattern]) -> None:
        alternatives = {
            alternative
            for pattern in patterns
            for part in pattern.parts
            for item in part.items
            for alternative in item.alternatives
        }
        words_of_all = sorted({term for words in alternatives for term in words})
        terms = TermIndex(words_of_all)
        self._mistyped = MistypedTerms(words_of_all)
        self._by_last: dict[Term, list[Alternative]] = defaultdict(list)
        for words in alternatives:
            if words[1:]:
                self._by_last[words[-1]].append(words)
        # Most word groups are never typed: each gets its matcher when its words first occur.
        self._group = cache(partial(_group_matcher, pipeline))
        self._terms = terms
        self.terms_of = lru_cache(CACHED_FORMS)(self._terms_of)

    def _terms_of(self, form: str) -> frozenset[Term]:
        other = OTHER_SEX.get(form) or self._mistyped.meant(form)
        terms = self._terms.terms_of(form)
        return terms | self._terms.terms_of(other) if other else terms

    def spans(self, doc: Doc) -> dict[Alternative, list[_Span]]:
        """Where each alternative of the catalogue stands in this text."""
        found: dict[Alternative, list[_Span]] = defaultdict(list)
        present: set[Term] = set()
        for token in doc:
            terms = self.terms_of(token.lower_)
            token._.set(TERMS, terms)
            present |= terms
            for term in terms:
                found[(term,)].append(_Span(token.i, token.i + 1, frozenset({token.i})))
        for term in present:
            for words in self._by_last[term]:
                if present.issuperset(words):
                    found[words] += [_whole(a, b) for _, a, b in self._group(words)(doc)]
        return found


class _Page:
    """One text, with the places of every word that the catalogue knows."""

    def __init__(self, text: str, doc: Doc, lexicon: _Lexicon) -> None:
        self.text = text
        self.doc = doc
        self.words = [token.lower_ for token in doc]
        self.sentences = [(sentence.start, sentence.end) for sentence in doc.sents]
        self._spans = lexicon.spans(doc)

    def matches(self, pattern: Pattern, sentence: tuple[int, int]) -> list[_Span]:
        """Where a whole pattern stands within one sentence."""
        whole: list[_Span] | None = None
        for part in pattern.parts:
            here = self._part(part, sentence)
            whole = here if whole is None else _near(whole, here)
            if not whole:
                return []
        return whole or []

    def standing(self, groups: Mapping[str, Iterable[Alternative]]) -> dict[str, list[Place]]:
        """Which groups of words stand in the text, and where, in characters."""
        places = {
            words: [self.place(span) for span in spans]
            for words, spans in self._spans.items()
            if spans
        }
        return {
            name: sorted({place for words in here for place in places[words]})
            for name, group in groups.items()
            if (here := [words for words in group if words in places])
        }

    def place(self, span: _Span) -> Place:
        """Where it stands, in characters."""
        words = self.doc[span.start : span.end]
        return words.start_char, words.end_char

    def any_matches(self, patterns: Iterable[Pattern], sentence: tuple[int, int]) -> bool:
        """Whether one of the patterns stands in the sentence."""
        return any(self.matches(pattern, sentence) for pattern in patterns)

    def _part(self, part: Part, sentence: tuple[int, int]) -> list[_Span]:
        chains = self._item(part.items[0], sentence)
        if part.at_start:
            chains = [span for span in chains if span.start == sentence[0]]
        for item in part.items[1:]:
            if not chains:
                return []
            following = self._item(item, sentence)
            chains = [
                chain.join(span)
                for chain in chains
                for span in following
                if 0 <= span.start - chain.end <= GAP
                and "," not in self.words[chain.end : span.start]
            ]
        return chains

    def _item(self, item: Item, sentence: tuple[int, int]) -> list[_Span]:
        return [
            span
            for alternative in item.alternatives
            for span in self._spans.get(alternative, ())
            if sentence[0] <= span.start and span.end <= sentence[1]
        ]

    def denies(self, span: _Span, sentence: tuple[int, int]) -> bool:
        """Whether the sentence says that it is not so."""
        begin = max(span.start - 2 * NEGATED_BEFORE, sentence[0])
        for at in range(begin, span.end):
            if self.words[at] in NEGATORS and at not in span.used and self._reaches(at, span):
                return True
        besides = takewhile(BEFORE_A_DENIAL.__contains__, self.words[span.end : span.end + BESIDES])
        return self._closes(span.end + len(list(besides)))

    def goes_on(self, span: _Span, denied: _Span) -> bool:
        """Whether a span is itself denied, or only the beginning of what is.

        "Zijn baas heeft zijn paspoort | niet afgepakt": that he has it is not told.
        """
        if span == denied:
            return True
        goes_on = span.end < denied.end and not span.used.isdisjoint(denied.used)
        return goes_on and self.words[span.end] in NEGATED_AFTER

    def _closes(self, at: int) -> bool:
        # "…heeft zijn paspoort niet." but not "…niet terug", which says something else.
        word, after = [*self.words[at : at + 2], ".", "."][:2]
        return word in NEGATED_AFTER and after in BOUNDARIES

    def _reaches(self, at: int, span: _Span) -> bool:
        following = self.words[at + 1 : at + 2]
        if following and following[0] in NOT_ONLY:
            return False
        target = min(used for used in span.used if used > at) if max(span.used) > at else at
        within = self.words[at + 1 : target]
        weight = sum(word not in WEIGHTLESS for word in within)
        return weight < NEGATED_BEFORE and not BOUNDARIES.intersection(within)


def _read(
    reader: _Reader, page: _Page, sentences: list[tuple[int, int]]
) -> tuple[_Span | None, list[_Span]]:
    """Where the entry is told first, and what stands before that and is denied."""
    denied: list[_Span] = []
    for sentence in sentences:
        if reader.unless and page.any_matches(reader.unless, sentence):
            continue
        spans = [s for pattern in reader.patterns for s in page.matches(pattern, sentence)]
        untrue = [span for span in spans if page.denies(span, sentence)]
        told = [span for span in spans if not any(page.goes_on(span, other) for other in untrue)]
        if told:
            return min(told, key=lambda span: (span.end - span.start, span.start)), denied
        denied += spans
    return None, denied


def _finding(
    entry: IndicatorEntry, page: _Page, span: _Span, language: Language
) -> IndicatorFinding:
    start, end = page.place(span)
    return IndicatorFinding(
        code=entry.code,
        label=entry.label.in_language(language),
        evidence=page.text[start:end],
        start=start,
        end=end,
    )


def _group_name(item: Item) -> str:
    words = "|".join(sorted(" ".join(words) for words in item.alternatives))
    return blake2s(words.encode(), digest_size=GROUP_NAME_BYTES).hexdigest()


def _near(some: list[_Span], others: list[_Span]) -> list[_Span]:
    joined = (one.join(other) for one in some for other in others if not one.used & other.used)
    return [span for span in joined if span.end - span.start <= NEAR]


def _whole(start: int, end: int) -> _Span:
    return _Span(start, end, frozenset(range(start, end)))


def _group_matcher(pipeline: Pipeline, words: Alternative) -> Matcher:
    matcher = Matcher(pipeline.vocab)
    matcher.add("group", [[{"_": {TERMS: {"INTERSECTS": [word]}}} for word in words]])
    return matcher


def _pipeline() -> Pipeline:
    # Dutch rules split English well enough; one pipeline keeps one set of positions.
    Token.set_extension(TERMS, default=frozenset(), force=True)
    pipeline = spacy.blank("nl")
    pipeline.add_pipe("sentencizer", config={"punct_chars": [".", "!", "?", "\n", ";"]})
    return pipeline
