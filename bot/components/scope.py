"""What a word stands under: a negation in its own clause, or an assertion that came later."""

import re

from components.phrases import Span

_CLAUSE_END = re.compile(
    r"[.!?;:\n]|,(?!\d)| - |\b(?:maar|but|want|omdat|because|terwijl|while|wel|dus|en|and|or|of)\b"
)
_NEGATION = re.compile(
    r"\b(?:geen|niet|nooit|nergens|niets|niks|niemand|zonder|noch|ipv|in plaats van|instead of|"
    r"rather than|not|never|without|nobody|nothing|none|dont|doesnt|didnt|isnt|wasnt|arent|hasnt|"
    r"no(?! (?:he|she|it|its|i|they|we)\b))\b|n't\b"
)
_NOT_A_NEGATION = re.compile(
    r"\b(?:(?:zonder|without)(?: \w+){1,2} (?=(?:in|op|bij|voor|aan|at|on|for)\b)|"
    r"(?:niet|niets|niks) meer dan|no(?:t|thing)? more than|niet pluis|"
    r"niet alleen|not only|niet weten|weet (?:ik )?niet|niets anders dan|"
    r"no idea|geen idee|niet goed|niet normaal|niet zomaar|don't know|dont know|niet zeker|"
    r"geen twijfel|no doubt|niet in de haak|niet oke|niet ok)\b"
)
_LATER = re.compile(
    r"^\W{0,2}(?:\w+\W+){0,3}(?:niet|nooit|not|uitgesloten)\b(?=\s*(?:$|hoor\b|echt\b))"
)
_TAKEN_BACK = re.compile(
    r"^(?: [\w-]+){0,3},? (?:maar|doch|but) (?:(?:dat|zo) (?:is|was) (?:het|t)(?: \w+)? niet|"
    r"dat klopt niet|that(?:s|'s| is| was) not (?:it|true|right|the case)|it(?:'s| is| was)? ?not|"
    r"it isn'?t|it wasn'?t)(?=\W*(?:[.,;!?]|$|hoor\b))"
)
"""What was named is not it: "collega's riepen meteen loverboy maar dat is het niet"."""


def negated(folded: str, span: Span, reach: int = 5, later: bool = True) -> bool:
    """Whether a negation in the same clause reaches the span.

    It does from at most `reach` words before, or, where `later`, at the end of the clause.
    """
    before = folded[_clause_start(folded, span.start) : span.start]
    near = " ".join(_NOT_A_NEGATION.sub(" ", before).split()[-reach:])
    if _NEGATION.search(near):
        return True
    if not later:
        return False
    if _TAKEN_BACK.match(folded[span.end :]):
        return True
    after = folded[span.end : _clause_end(folded, span.end)]
    if _NOT_A_NEGATION.match(after.strip()):
        return False
    return _LATER.search(after) is not None


def _clause_start(folded: str, at: int) -> int:
    start = 0
    for match in _CLAUSE_END.finditer(folded, 0, at):
        start = match.end()
    return start


def _clause_end(folded: str, at: int) -> int:
    match = _CLAUSE_END.search(folded, at)
    return match.start() if match else len(folded)
