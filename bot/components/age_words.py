"""The age group that words tell: "minderjarig", "alle vijf volwassen", "middelbare school"."""

from typing import List, Mapping, Optional, Sequence, Tuple

from components.age_patterns import A_YOUNG_ONE, GROWN_UP_BESIDE, PREDICATE_OF_ADULTS, SPOKEN_TO
from components.facts import WEAK, Fact
from components.phrases import find, occurs
from components.scope import negated

SHORT_ANSWER_WORDS = 8
_BARE_WORDS = 4
"""A "man" or "meisje" tells an age group only as (nearly) the whole answer."""

Groups = Mapping[str, Mapping[str, Tuple[str, ...]]]
"""For each age group the phrases that tell it, by how strongly they do."""
_Told = Tuple[int, int, str]
"""Where a word about age begins and ends, and the group that it tells."""


def group_by_word(folded: str, groups: Groups, corrections: Sequence[str]) -> Optional[Fact]:
    """The age group that the words of a folded text tell; none where they tell two."""
    kinds = ["strong"]
    plain = SPOKEN_TO.sub(lambda spoken: " " * len(spoken.group()), folded)
    if len(folded.split()) <= _BARE_WORDS:
        kinds.append("weak")
    for kind in kinds:
        told = _without_grown_ups(plain, _told(plain, groups, kind), corrections)
        named = {group for _, _, group in told}
        if named == {"adult"} and _is_beside_a_child(plain, groups):
            return None
        if len(named) == 1 or (named and occurs(corrections, folded)):
            start, end, group = max(told)
            return Fact("age_group", group, start, end, 1.0 if kind == "strong" else WEAK)
    return None


def has_minor_word(folded: str, groups: Groups) -> bool:
    """Whether a word for a child occurs, strong or weak, that nobody denies."""
    spans = [span for phrases in groups["minor"].values() for span in find(phrases, folded)]
    return any(not negated(folded, span, reach=3) for span in spans)


def _told(plain: str, groups: Groups, kind: str) -> List[_Told]:
    """Every word of the kind; only those for an unknown age where there is one."""
    told = []
    for group, lists in groups.items():
        spans = [s for s in find(lists[kind], plain) if not negated(plain, s, reach=3)]
        told += [(span.start, span.end, group) for span in spans]
    unknown = [each for each in told if each[2] == "unknown"]
    return unknown or told


def _is_beside_a_child(plain: str, groups: Groups) -> bool:
    """A word for grown people beside a child, unless it is what the child turns out to be."""
    return PREDICATE_OF_ADULTS.search(plain) is None and has_minor_word(plain, groups)


def _without_grown_ups(plain: str, told: List[_Told], corrections: Sequence[str]) -> List[_Told]:
    """ "Leerling klas 2, een volwassene wacht buiten": in a story the grown-up is somebody else."""
    short = len(plain.split()) <= SHORT_ANSWER_WORDS
    if short or PREDICATE_OF_ADULTS.search(plain) or occurs(corrections, plain):
        return told
    if A_YOUNG_ONE.search(plain) is None and all(group != "minor" for _, _, group in told):
        return told
    beside = [match.span(1) for match in GROWN_UP_BESIDE.finditer(plain)]
    return [each for each in told if not any(a <= each[0] < b for a, b in beside)]
