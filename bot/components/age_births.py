"""Ages that a birth tells: "geboren 12-3-2009", "bouwjaar 09", "op zijn pas stond 2012"."""

import re
from datetime import date
from typing import List, Tuple

from components.age_patterns import BIRTH, BIRTH_ON_PAPER, BIRTH_YEAR_IN_SHORT, NO_AGE_GOES_ON
from components.phrases import Span

_FIRST_BIRTH_YEAR = 1930
_MONTHS = {
    **{"jan": 1, "feb": 2, "maa": 3, "mrt": 3, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6},
    **{"jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12},
}


def birth_ages(folded: str, today: date) -> List[Tuple[int, Span]]:
    """Ages on a day by the births in a message, and where their years stand.

    A year alone counts as if the birthday has been; with a day and a month it is exact.
    """
    found = []
    for match in BIRTH.finditer(folded):
        year = int(match.group("year"))
        plain_from = match.group(0).startswith(("uit", "van"))
        if _FIRST_BIRTH_YEAR <= year <= today.year and not (plain_from and today.year - year < 5):
            age = today.year - year - _is_to_come(match, today)
            found.append((age, Span(*match.span("year"))))
    return found + _on_paper(folded, today) + _in_short(folded, today)


def _in_short(folded: str, today: date) -> List[Tuple[int, Span]]:
    """Two figures of a year: of this century where that is not still to come."""
    matches = BIRTH_YEAR_IN_SHORT.finditer(folded)
    plain = [m for m in matches if not NO_AGE_GOES_ON.match(folded[m.end() :])]
    return [(_in_two_figures(m, today), Span(*m.span("year"))) for m in plain]


def _in_two_figures(match: "re.Match[str]", today: date) -> int:
    years_ago = (today.year - int(match.group("year"))) % 100
    return years_ago - (years_ago > 0 and _is_to_come(match, today))


def _on_paper(folded: str, today: date) -> List[Tuple[int, Span]]:
    groups = [
        (m, g) for m in BIRTH_ON_PAPER.finditer(folded) for g in (1, 2) if m.group(g) is not None
    ]
    years = [(int(m.group(g)), Span(*m.span(g))) for m, g in groups]
    return [(today.year - y, span) for y, span in years if _FIRST_BIRTH_YEAR <= y <= today.year]


def _is_to_come(match: "re.Match[str]", today: date) -> bool:
    """Whether the birthday of this year is still to come."""
    day, month = match.group("day"), match.group("month")
    if day is None:
        return False
    number = int(month) if month.isdigit() else _MONTHS.get(month[:3], 0)
    return (number, int(day)) > (today.month, today.day)
