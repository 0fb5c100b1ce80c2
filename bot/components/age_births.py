"""Ages that a year of birth tells: "geboren in 2009", "bouwjaar 09", "op zijn pas stond 2012"."""

from typing import List, Tuple

from components.age_patterns import BIRTH, BIRTH_ON_PAPER, BIRTH_YEAR_IN_SHORT, NO_AGE_GOES_ON
from components.phrases import Span

_FIRST_BIRTH_YEAR = 1930


def birth_years(folded: str, this_year: int) -> List[Tuple[int, Span]]:
    """Ages in `this_year` by the years of birth in a message, and where the years stand."""
    found = []
    for match in BIRTH.finditer(folded):
        year = int(match.group(1))
        plain_from = match.group(0).startswith(("uit", "van"))
        if _FIRST_BIRTH_YEAR <= year <= this_year and not (plain_from and this_year - year < 5):
            found.append((this_year - year, Span(*match.span(1))))
    return found + _on_paper(folded, this_year) + _in_short(folded, this_year)


def _in_short(folded: str, this_year: int) -> List[Tuple[int, Span]]:
    """Two figures of a year: of this century where that is not still to come."""
    matches = BIRTH_YEAR_IN_SHORT.finditer(folded)
    plain = [m for m in matches if not NO_AGE_GOES_ON.match(folded[m.end() :])]
    return [((this_year - int(m.group(1))) % 100, Span(*m.span(1))) for m in plain]


def _on_paper(folded: str, this_year: int) -> List[Tuple[int, Span]]:
    groups = [
        (m, g) for m in BIRTH_ON_PAPER.finditer(folded) for g in (1, 2) if m.group(g) is not None
    ]
    years = [(int(m.group(g)), Span(*m.span(g))) for m, g in groups]
    return [(this_year - y, span) for y, span in years if _FIRST_BIRTH_YEAR <= y <= this_year]
