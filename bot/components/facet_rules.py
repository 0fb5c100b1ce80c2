"""Facts told in so many words: each facet's lexicon, read with negation and correction."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Dict, List, Mapping, Optional, Sequence, Tuple

import yaml

from components.age_rules import SHORT_ANSWER_WORDS
from components.facts import WEAK, Fact
from components.folding import fold
from components.own_contact import own_contact
from components.phrases import Span, find, occurs
from components.scope import negated

Lexicon = Mapping[str, Mapping[str, Mapping[str, Tuple[str, ...]]]]

_SHORT_WORDS = {"role": 2, "ongoing": 4}
"""A bare "loket" or "nu" answers only where little stands beside it; else SHORT_ANSWER_WORDS."""
_UNDECIDED = ("exploitation_form", "adjacent_concern")
"""Where two values stand side by side in a story, the words alone do not decide."""
_BESIDE = "adjacent_concern"
_UNLESS = "unless"
_FLAGS: Mapping[str, bool] = {"true": True, "false": False}
"""Codes of a fact that is told or denied; a denial takes back what was told before."""
_PLACES = ("role", "setting")
_FIRST_WINS = ("source", "role", "setting")
_FIRST_LISTED_WINS = ("sector",)
_SELF_BEFORE = re.compile(
    r"(?:^hier|\b(?:ik ben|ben|als|namens|vanuit|ik werk|werk|werkzaam|wij zijn|we zijn|ik zit|"
    r"ik sta|ik val|i am|i'm|im|as|i work|on behalf of))"
    r"(?: (?:een|de|het|zelf|maar|gewoon|gewone|ook|hier|van|bij|op|voor|in|aan|team|medewerk\w+|a|"
    r"an|the|at|for|from|just|with|of|onze|mijn|onder|concerned|ambulant|gemeentelijk|"
    r"nu|tegenwoordig|inmiddels|momenteel|toch|eigenlijk|sinds kort|"
    r"ondertussen|now|currently|actually|nowadays)){0,4} $"
)
_MERELY_THERE = re.compile(
    r"\b(?:ik ben|ben|i am|i'm|im)(?: (?:nu|even|net|zelf|momenteel|now))* (?:in|op|at)"
    r"(?: (?:de|het|een|the|a))? $"
)
"""A place where somebody happens to be is no role: "ik ben nu in de bibliotheek"."""
_SELF_AFTER = re.compile(
    r"^(?: (?!is\b|was\b|kwam\b|komt\b|staat\b|loopt\b|zit\b)[\w-]+)? (?:hier|here)\b"
)
_SOMEBODY_ELSE = re.compile(
    r"\b(?:zelfde|dezelfde|die|deze|andere|nieuwe|oude|elke|iedere|weer|same|that|another|new)"
    r"(?: een| a)? $"
)
"""Before a role: "elke week zelfde boekhouder hier" is not the reporter."""
_SELF_FIRST = re.compile(
    r"^(?: (?!(?:die|dat|is|was|zegt|zei|belt|belde|zag|heeft|had|wil|kwam|komt|vertel\w+|"
    r"meld\w+|staat|says|said|told|called)\b)[\w-]+){0,5} ?(?:[.,;:!(]|$)"
)
_GREETING = re.compile(
    r"^\W*(?:(?:hallo|hoi|moi|hey|hi|hello|goede\w+|dag|beste)\W+)?(?:medewerk\w+ )?$"
)
_REACHED_BY = re.compile(
    r"\b(?:via|per|through|by)(?: (?:de|het|mijn|een|the|my))?(?: algemene)?(?: nummer van)? $"
)
"""How somebody wants to be reached, or where a word came from: no place and no role."""
_BEING_ELSEWHERE = re.compile(
    r"\b(?:zit|zitten|zat|slaapt|slapen|sliep|logeert|verblijft|ligt|woont|wonen|naar|uit|achter|"
    r"is now|is|stays|sleeps|lives|went to|goes to|from)"
    r"(?: (?:nu|nog|gewoon|veilig|weer|al|inmiddels|even|de|het|een|safe|now|the|a|back)){0,3} $"
)
"""Where somebody is, comes from or goes to, which is not where it was noticed."""
_NO_TRADE = "other"
_NO_TRADE_BEFORE = re.compile(
    r"\b(?:geen|niet|nooit|not|no|isn't|ipv|in plaats van|instead of|rather than)"
    r"(?: (?:in|bij|op|aan|uit|van|de|het|een|n|zo'n|meer|echt|the|a|an|at|on|any|really))* $"
)
_NO_TRADE_AFTER = re.compile(r"^ (?:is|was) (?:het|t|dat|it|that) (?:\w+ )?(?:niet|not)\b")
# Six groups of three, as references are given, and what somebody makes of them in haste: other
# groups with hyphens, spaces or nothing between. An IBAN has as many symbols and is none.
_REFERENCE = re.compile(
    r"(?<![\w-])(?!nl ?\d\d ?[a-z]{4})(?=[\w -]{0,24}(?:[a-z]\d|\d[a-z]))"
    r"(?:[a-z0-9]{2,4}(?:-[a-z0-9]{2,4}){3,}|[a-z0-9]{3}(?: [a-z0-9]{3}){5}|[a-z0-9]{18})(?![\w-])"
)


@dataclass(frozen=True)
class _Hit:
    value: str
    span: Span
    strong: bool


def load_facets(path: Path, *more: Path) -> Lexicon:
    """Reads facets.yml, and adds lists of the same form: facet, code, strong and short phrases."""
    lexicon: Dict[str, Dict[str, Dict[str, Tuple[str, ...]]]] = {}
    for file in (path, *more):
        for facet, codes in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            for code, kinds in codes.items():
                listed = lexicon.setdefault(facet, {}).setdefault(str(code), {})
                for kind, phrases in kinds.items():
                    listed[kind] = (*listed.get(kind, ()), *map(str, phrases))
    return lexicon


def facet_facts(text: str, facets: Lexicon, corrections: Sequence[str]) -> List[Fact]:
    """What the words of a message tell, at most one value a facet."""
    folded = fold(text)
    corrected = occurs(corrections, folded)
    facts: List[Fact] = []
    for facet, codes in facets.items():
        denied = _is_another_trade if facet == "sector" else _negated
        hits = _hits(folded, codes, _SHORT_WORDS.get(facet, SHORT_ANSWER_WORDS), denied)
        if facet == _BESIDE and _denies_exploitation(facts):
            hits = _bare(folded, codes)
        if facet in _PLACES:
            hits = [h for h in hits if h.value == "online" or not _reached_by(folded, h)]
        if facet == "setting":
            hits = [h for h in hits if not _BEING_ELSEWHERE.search(folded[: h.span.start])]
        chosen = _choose(facet, hits, corrected)
        if chosen:
            facts.append(_fact(facet, chosen))
    return facts + own_contact(text, folded) + _reference(text, folded)


def facet_hints(text: str, facets: Lexicon) -> Tuple[str, ...]:
    """Every code whose words occur, negated or not, for the models that guess."""
    folded = fold(text)
    hints = []
    for facet, codes in facets.items():
        for code, kinds in codes.items():
            for kind, phrases in kinds.items():
                if kind != _UNLESS and occurs(phrases, folded):
                    hints.append(f"{facet}_{code}_{kind}")
    return tuple(hints)


def denied_codes(text: str, codes: Mapping[str, Mapping[str, Tuple[str, ...]]]) -> Tuple[str, ...]:
    """Codes whose words stand in the text, each time denied just before."""
    folded = fold(text)
    spans = {
        code: [s for kind in ("strong", "short") for s in find(kinds.get(kind, ()), folded)]
        for code, kinds in codes.items()
    }
    return tuple(
        code
        for code, found in spans.items()
        if found and all(negated(folded, span, reach=2, later=False) for span in found)
    )


def _denies_exploitation(facts: Sequence[Fact]) -> bool:
    """Whether it was told in so many words that this is no exploitation."""
    return any(f.name == "exploitation_form" and f.value == "none" for f in facts)


def _bare(folded: str, codes: Mapping[str, Mapping[str, Tuple[str, ...]]]) -> List[_Hit]:
    """Beside "geen uitbuiting" a bare "fraude" names what it is, in a message of any length."""
    bare = {
        code: {
            "strong": tuple(p for kind, listed in kinds.items() if kind != _UNLESS for p in listed)
        }
        for code, kinds in codes.items()
    }
    return _hits(folded, bare, 0)


def _reached_by(folded: str, hit: _Hit) -> bool:
    return _REACHED_BY.search(folded[: hit.span.start]) is not None


def _negated(folded: str, hit: _Hit) -> bool:
    return negated(folded, hit.span)


def _hits(
    folded: str,
    codes: Mapping[str, Mapping[str, Tuple[str, ...]]],
    short_words: int,
    denied: Callable[[str, _Hit], bool] = _negated,
) -> List[_Hit]:
    words = len(folded.split())
    weaker = [
        kind
        for kind, counts in (("short", words <= short_words), ("story", words > short_words))
        if counts
    ]
    hits = []
    for code, kinds in codes.items():
        told = []
        for kind in ("strong", *weaker):
            spans = find(kinds.get(kind, ()), folded)
            told += [_Hit(code, span, kind == "strong") for span in spans]
        own = find(kinds.get("self", ()), folded)
        told += [_Hit(code, span, True) for span in own if _of_the_reporter(folded, span)]
        hits += _standing(told, find(kinds.get(_UNLESS, ()), folded))
    standing = [hit for hit in hits if not denied(folded, hit)]
    return [hit for hit in standing if not any(_inside(hit, other) for other in hits)]


def _is_another_trade(folded: str, hit: _Hit) -> bool:
    """ "Niet in de horeca"; but "no pay at the farm" and "de tuinder betaalt niet" name one."""
    if hit.value == _NO_TRADE:
        return _negated(folded, hit)
    before, after = folded[: hit.span.start], folded[hit.span.end :]
    return bool(_NO_TRADE_BEFORE.search(before) or _NO_TRADE_AFTER.match(after))


def _standing(told: List[_Hit], unless: Sequence[Span]) -> List[_Hit]:
    """What was told, but for words within a turn of phrase that means something else."""
    return [
        hit
        for hit in told
        if not any(s.start <= hit.span.start and hit.span.end <= s.end for s in unless)
    ]


def _of_the_reporter(folded: str, span: Span) -> bool:
    """Whether a role is said of oneself: "ik ben …", "… hier", or as the first words."""
    before, after = folded[: span.start], folded[span.end :]
    if _MERELY_THERE.search(before):
        return False
    first = _GREETING.match(before) and _SELF_FIRST.match(after)
    here = _SELF_AFTER.match(after) and not _SOMEBODY_ELSE.search(before)
    return bool(first or here or _SELF_BEFORE.search(before))


def _inside(hit: _Hit, other: _Hit) -> bool:
    """A shorter phrase within a longer one of another value says nothing of its own."""
    wider = other.span.end - other.span.start > hit.span.end - hit.span.start
    within = other.span.start <= hit.span.start and hit.span.end <= other.span.end
    return wider and within and other.value != hit.value


def _choose(facet: str, hits: List[_Hit], corrected: bool) -> Optional[_Hit]:
    strong = [hit for hit in hits if hit.strong]
    candidates = strong or hits
    if not candidates:
        return None
    if corrected:
        return max(candidates, key=lambda hit: hit.span.start)
    if len({hit.value for hit in candidates}) > 1:
        if facet in _UNDECIDED or (facet == "ongoing" and not strong):
            return None
        if facet in _FIRST_WINS:
            return min(candidates, key=lambda hit: hit.span.start)
        if facet in _FIRST_LISTED_WINS:
            return candidates[0]
    return max(candidates, key=lambda hit: hit.span.start)


def _fact(facet: str, hit: _Hit) -> Fact:
    value: str | bool = _FLAGS.get(hit.value, hit.value)
    confidence = 1.0 if hit.strong else WEAK
    return Fact(facet, value, hit.span.start, hit.span.end, confidence)


def _reference(text: str, folded: str) -> List[Fact]:
    return [
        Fact("reference", text[m.start() : m.end()].upper(), m.start(), m.end())
        for m in _REFERENCE.finditer(folded)
    ]


def with_form_none(facts: Sequence[Fact]) -> List[Fact]:
    """Another concern than exploitation means form `none`, unless a form was told as well."""
    names = {fact.name for fact in facts}
    if "adjacent_concern" not in names or "exploitation_form" in names:
        return list(facts)
    other = next(fact for fact in facts if fact.name == "adjacent_concern")
    return [
        *facts,
        Fact("exploitation_form", "none", other.start, other.end, other.confidence, other.guess),
    ]
